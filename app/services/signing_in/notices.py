"""What the owner of an account is told, in the application and, once mail is set up, by mail (ASVS 6.3.5, 6.3.7)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.signing_in import AccountEvent
from app.persistence import newrows, outbox
from app.persistence.models.signing_in import AccountNotice


def tell(user_id: int, event: AccountEvent, *, at: datetime, browser: str = "", by: Actor | None = None) -> None:
    """Inside the transaction of what happened. `by` is named when somebody else did it."""
    other = by.user_id if by is not None and by.user_id != user_id else None
    notice = AccountNotice(user_id=user_id, event=event, at=at, browser=browser, by_user_id=other)
    newrows.insert(notice)
    outbox.post("account.notice", at=at, user_id=user_id, notice_id=notice.id)

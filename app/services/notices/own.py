"""What one of the staff chooses for himself: where mail goes, which; and what he has read."""

from datetime import datetime

from app.domain import access
from app.domain import notices as rules
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.notices import Stop, Way
from app.domain.refusals import BadInput
from app.i18n import locale
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.notices import NoticeAddress
from app.persistence.queries.notices import addresses, staff
from app.persistence.transaction import transaction
from app.services.notices import wording
from app.services.notices.wording import Said

PAGE = staff.PAGE


def of(actor: Actor) -> NoticeAddress | None:
    """Where the actor reads mail, if he has said so."""
    access.require_role(actor, Action.ACCOUNT_SELF)
    return addresses.of_account(actor.user_id or 0)


def choose(actor: Actor, address: str, *, digest: bool, urgent: bool, at: datetime) -> None:
    """Keep the address encrypted, and which mail it is for. Without an address none goes out."""
    access.require_role(actor, Action.ACCOUNT_SELF)
    said = address.strip()
    if said and not rules.is_address(said):
        raise BadInput("notice_address_wrong", field="address")
    with transaction():
        row = addresses.of_account(actor.user_id or 0)
        if row is None and not said:
            return
        if row is None:
            row = NoticeAddress(user_id=actor.user_id, way=Way.MAIL, language=_language(), added_at=at)
            db.session.add(row)
            db.session.flush()
        if said:
            row.lock(said)
        row.wants_digest, row.wants_urgent, row.language = digest, urgent, _language()
        row.stopped_at, row.stopped_why = (None, None) if said else (at, Stop.ASKED)
        audit.append(actor, "notices.choose", at=at, subject=f"user:{actor.user_id}")


def _language() -> str:
    """The one he reads this page in."""
    return locale.current() if locale.current() in locale.STAFF_LANGUAGES else locale.SOURCE


def page(actor: Actor, *, before: int | None = None) -> list[Said]:
    """What the actor was told, newest first."""
    access.require_role(actor, Action.ACCOUNT_SELF)
    return wording.said(staff.of_actor(actor, before=before))


def mark_read(actor: Actor, until_id: int, *, at: datetime) -> None:
    """Everything up to one has been seen."""
    access.require_role(actor, Action.ACCOUNT_SELF)
    with transaction():
        staff.read(actor, until_id, at)


def unread(actor: Actor) -> int:
    """How many the actor has not seen."""
    return staff.unread(actor)

"""Starting over, for somebody who has lost the second factor and the recovery codes (ASVS 6.4.4)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.signing_in import AccountEvent, Clearing
from app.persistence import audit
from app.persistence.queries import sign_ins
from app.services.signing_in import notices, throttle


def everything(actor: Actor, user_id: int, reason: Clearing, *, at: datetime) -> None:
    """Forget every factor, code and link of an account, inside the transaction that gives it a one-time password: who
    knows the old password gains nothing, and the owner hears of it."""
    guard = throttle.guard_of(user_id)
    guard.totp_sealed, guard.totp_since, guard.failed_count, guard.locked_until = None, None, 0, None
    guard.link_code_hash, guard.link_code_until = None, None
    sign_ins.forget_codes(user_id)
    sign_ins.forget_passkeys(user_id)
    sign_ins.forget_links(user_id)
    details = {"reason": str(reason)}
    audit.append(actor, "factors_cleared", at=at, subject=f"user:{user_id}", details=details)
    notices.tell(user_id, AccountEvent.FACTORS_CLEARED, at=at, by=actor)

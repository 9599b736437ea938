"""Recovery codes: ten, of 118 bits, shown once, good once. Random enough to be kept as a plain hash (ASVS 6.5.2)."""

import hashlib
from datetime import datetime

from app.domain.facts import Actor
from app.domain.signing_in import AccountEvent
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.signing_in import RecoveryCode
from app.persistence.queries import sign_ins
from app.persistence.transaction import transaction
from app.services.signing_in import notices, sessions, tokens

HOW_MANY = 10
GROUPS = 6


def renew(actor: Actor, token: str, *, at: datetime) -> tuple[str, ...]:
    """Ten new codes; the old ones are void."""
    with transaction():
        found = sessions.open_session(token, at)
        sign_ins.forget_codes(found.user_id)
        codes = _make(found.user_id, at)
        audit.append(actor, "recovery_codes_made", at=at, subject=f"user:{found.user_id}")
        notices.tell(found.user_id, AccountEvent.CODES_MADE, at=at, browser=found.browser)
    return codes


def first(user_id: int, at: datetime) -> tuple[str, ...]:
    """Codes for an account that has none left, inside the transaction; nothing when it has some."""
    return () if sign_ins.factors_of(user_id)[2] else _make(user_id, at)


def use(user_id: int, typed: str, at: datetime) -> bool:
    """Whether this was an unused code of the account; it is used now. The account is held by the caller."""
    found = sign_ins.code(user_id, _digest(user_id, typed))
    if found is None or found.used_at is not None:
        return False
    found.used_at = at
    return True


def _make(user_id: int, at: datetime) -> tuple[str, ...]:
    plain = [tokens.by_hand(GROUPS) for _ in range(HOW_MANY)]
    for code in plain:
        kept = _digest(user_id, code.replace("-", ""))
        db.session.add(RecoveryCode(code_hash=kept, user_id=user_id, made_at=at))
    return tuple(plain)


def _digest(user_id: int, code: str) -> str:
    return hashlib.sha256(f"recovery:{user_id}:{code}".encode()).hexdigest()

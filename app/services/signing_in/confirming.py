"""Proving again that it is still the same person, before what is sealed or dangerous (ASVS 7.5; five minutes)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.persistence.transaction import transaction
from app.services.keeping import passwords
from app.services.signing_in import factors, sessions, throttle


def by_password(actor: Actor, token: str, password: str, *, at: datetime) -> str:
    """The new token of the confirmed session; BadInput("password_wrong") for a wrong one and while one must wait."""
    user_id, password_hash = counted(token, at)
    if not passwords.matches(password_hash, password):
        raise BadInput("password_wrong")
    with transaction():
        throttle.forgive_proof(user_id)
        return sessions.confirmed(actor, sessions.open_session(token, at), token, at)


def by_code(actor: Actor, token: str, code: str, *, at: datetime) -> str:
    """The same with a code of the application; BadInput("code_wrong")."""
    with transaction():
        found = sessions.open_session(token, at)
        factor = factors.prove(found.user_id, code, at)
        if factor is not None:
            return sessions.confirmed(actor, found, token, at)
    raise BadInput("code_wrong")


def counted(token: str, at: datetime) -> tuple[int, str | None]:
    """Count one try of somebody signed in; the hash to compare with, none while one must wait."""
    with transaction():
        found = sessions.open_session(token, at)
        may_try = throttle.count_proof(found.user_id, at)
        return found.user_id, found.user.password_hash if may_try else None

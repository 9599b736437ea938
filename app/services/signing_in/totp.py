"""Codes of an application on the telephone (TOTP, RFC 6238): six digits, thirty seconds, each good once."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp

from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.signing_in import AccountEvent, Factor
from app.persistence import sealing
from app.persistence.models.signing_in import AccountGuard
from app.persistence.transaction import transaction
from app.services.signing_in import recovery, sessions, throttle, tokens

STEP_SECONDS = 30
WINDOW = 1  # steps that a clock may be wrong, either way
SECRET_BYTES = 20  # 160 bits, as RFC 4226 wants
ISSUER = "Tiếp Dân"


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret to take into the application: for its camera, and to type."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The new token of the session, and recovery codes when there were none; both are told once."""

    token: str
    codes: tuple[str, ...]


def offer(token: str, username: str) -> Offer:
    """The secret offered to this session. It follows from the session's token and a key of ours, so that the page can
    be loaded again without anything being kept, and nobody who reads the database knows it."""
    secret = base64.b32encode(sealing.derived(f"totp:{tokens.digest(token)}:{token}")[:SECRET_BYTES]).decode()
    return Offer(secret, pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER))


def enrol(actor: Actor, token: str, code: str, *, at: datetime) -> Enrolled:
    """Keep the offered secret once a code shows that the application has it; other sessions of the account end."""
    with transaction():
        found = sessions.open_session(token, at)
        guard = throttle.guard_of(found.user_id)
        secret = offer(token, found.user.username).secret
        step = _step_of(secret, code.replace(" ", ""), at, after=0)
        if step is None:
            raise BadInput("code_does_not_fit")
        guard.totp_sealed = sealing.seal(secret.encode(), _place(found.user_id))
        guard.totp_since, guard.totp_step = at, step
        codes = recovery.first(found.user_id, at)
        new = sessions.factor_changed(actor, found, token, AccountEvent.TOTP_ADDED, at=at, factor=Factor.TOTP)
    return Enrolled(new, codes)


def remove(actor: Actor, token: str, *, at: datetime) -> str:
    """Forget the application; the new token of the session. Other sessions end."""
    with transaction():
        found = sessions.open_session(token, at)
        guard = throttle.guard_of(found.user_id)
        if guard.totp_sealed is None:
            raise NotFound("factor_not_found")
        guard.totp_sealed, guard.totp_since = None, None
        return sessions.factor_changed(actor, found, token, AccountEvent.TOTP_REMOVED, at=at)


def is_accepted(guard: AccountGuard, code: str, at: datetime) -> bool:
    """Whether a code is right and newer than the last one; its step is used up. The guard is held by the caller."""
    if guard.totp_sealed is None:
        return False
    secret = sealing.unseal(guard.totp_sealed, _place(guard.user_id)).decode()
    step = _step_of(secret, code, at, after=guard.totp_step)
    if step is None:
        return False
    guard.totp_step = step
    return True


def _step_of(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The step that a code belongs to, of those near `at` and later than `after`."""
    now, machine = int(at.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    fitting = [
        step
        for step in range(now - WINDOW, now + WINDOW + 1)
        if hmac.compare_digest(machine.at(step * STEP_SECONDS).encode(), code.encode())
    ]
    return next((step for step in fitting if step > after), None)


def _place(user_id: int) -> str:
    return f"account_guard:{user_id}:totp"

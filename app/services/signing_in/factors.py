"""The second factors of an account: which there are, and whether a typed code is one."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.signing_in import FEW_CODES, AccountEvent, Factor
from app.persistence.queries import sign_ins
from app.services.signing_in import notices, recovery, throttle, totp

CODE_OF_APPLICATION = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has beside its password; never what opens it."""

    totp_since: datetime | None
    passkeys: int
    codes_left: int

    @property
    def has_any(self) -> bool:
        return self.totp_since is not None or self.passkeys > 0

    @property
    def has_few_codes(self) -> bool:
        return self.has_any and self.codes_left <= FEW_CODES


def of(user_id: int) -> Factors:
    """The factors of an account."""
    return Factors(*sign_ins.factors_of(user_id))


def prove(user_id: int, code: str, at: datetime) -> Factor | None:
    """Which factor the typed code proves; counted and used up inside the transaction, and never raised out of it."""
    guard = throttle.guard_of(user_id)
    if not throttle.may_prove(guard, at):
        return None
    typed = re.sub(r"[\s-]", "", code)[:60].casefold()
    factor = None
    if CODE_OF_APPLICATION.fullmatch(typed):
        factor = Factor.TOTP if totp.is_accepted(guard, typed, at) else None
    elif recovery.use(user_id, typed, at):
        factor = Factor.RECOVERY_CODE
        notices.tell(user_id, AccountEvent.CODE_USED, at=at)
    if factor is not None:
        throttle.forgive_guard(guard)
    return factor

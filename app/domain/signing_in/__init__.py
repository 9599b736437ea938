"""The rules of signing in: who needs a second factor, how long a session and a proof last, how long a wrong guess
waits. They follow NIST SP 800-63B and OWASP ASVS 5 (chapters 6 and 7)."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.access import SEAL_KEEPERS
from app.domain.vocabulary import Role

IDLE = timedelta(minutes=30)
LONGEST_DAY = timedelta(hours=9)
LONGEST_HALFWAY = timedelta(minutes=10)  # between the password and the second factor
CONFIRMED_FOR = timedelta(minutes=5)  # how long a proof opens what is sealed and what is dangerous

FREE_TRIES = 3  # of one account, or of one known browser
LONGEST_WAIT = timedelta(minutes=15)
FREE_TRIES_OF_ADDRESS = 20  # a whole office stands behind one address
ADDRESS_FORGOTTEN = timedelta(hours=1)

FEW_CODES = 3  # recovery codes left: time to make new ones

FACTOR_ROLES = SEAL_KEEPERS | {Role.INSPECTORATE, Role.ADMINISTRATOR}
"""Who may open a denouncer's identity, reads everything, or keeps accounts: a password alone is not enough."""


class Factor(StrEnum):
    """What proved the person beside the password."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"
    SSO = "sso"  # the provider says that it asked for two


class Clearing(StrEnum):
    """Why an administrator clears the second factors of somebody who stands before him: a choice and no free text,
    since the log of acts holds nothing personal."""

    LOST = "lost"
    BROKEN = "broken"
    NEW_DEVICE = "new_device"
    SUSPECTED = "suspected"


class AccountEvent(StrEnum):
    """What the owner of an account is told, because somebody else may have done it."""

    NEW_BROWSER = "new_browser"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - names an event
    PASSWORD_RESET = "password_reset"  # noqa: S105 - names an event
    TOTP_ADDED = "totp_added"
    TOTP_REMOVED = "totp_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"
    FACTORS_CLEARED = "factors_cleared"
    SSO_LINKED = "sso_linked"
    SSO_UNLINKED = "sso_unlinked"
    LINK_CODE_MADE = "link_code_made"
    SESSIONS_ENDED = "sessions_ended"


def needs_factor(role: Role) -> bool:
    """Whether an account of this role works with a second factor or not at all."""
    return role in FACTOR_ROLES


def wait_after(failures: int, free: int = FREE_TRIES) -> timedelta:
    """How long to wait after so many wrong tries: ten are looked at in the first hour, nobody is shut out for good."""
    if failures <= free:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(failures - free - 1, 10)), LONGEST_WAIT)


def is_recent(confirmed_at: datetime | None, at: datetime) -> bool:
    """Whether the person has proven to be there in the last minutes."""
    return confirmed_at is not None and timedelta(0) <= at - confirmed_at <= CONFIRMED_FOR

"""One-time passwords: made by the system, handed over by an administrator, good for choosing one's own (ASVS 6.4.1)."""

import secrets
from datetime import datetime, timedelta

from app.domain.facts import Actor
from app.persistence.models.user import User
from app.services.keeping import accounts
from app.services.keeping.accounts import NewAccount

LASTS = timedelta(hours=72)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for another when read out or copied by hand
GROUPS, LETTERS_IN_GROUP = 4, 4  # 79 bits


def open_account(actor: Actor, new: NewAccount, *, at: datetime) -> tuple[User, str]:
    """Open an account and make its first password; nobody can be told it again."""
    password = _made()
    return accounts.create_account(actor, new, password, at=at, one_time_until=at + LASTS), password


def reset(actor: Actor, user_id: int, *, at: datetime) -> str:
    """A one-time password for somebody who has forgotten the own; every session of the account ends."""
    password = _made()
    accounts.set_password(actor, user_id, password, at=at, one_time_until=at + LASTS)
    return password


def _made() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LETTERS_IN_GROUP)) for _ in range(GROUPS))

"""Tokens of sessions and browsers: random, known to the browser alone. The database has only their hashes."""

import hashlib
import secrets

from app.persistence.db import db
from app.persistence.models.signing_in import LoginSession
from app.services.sealing import keepers

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for another when read out or copied by hand
LETTERS_IN_GROUP = 4


def by_hand(groups: int) -> str:
    """A random code that people copy by hand, in groups of four: almost five bits a letter."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LETTERS_IN_GROUP)) for _ in range(groups))


def made() -> str:
    """A new one, of 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Only this is kept: who reads the database cannot enter with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def replace(found: LoginSession, old: str) -> str:
    """Give a session another token, inside the transaction that raises its right; the old one is dead at once.

    The only place where the token of a session changes: the private key that is locked by `old` is locked anew here.
    """
    new, opened = made(), keepers.carry_over(old)
    found.token_hash = digest(new)
    db.session.flush()
    keepers.carried(opened, new)
    return new

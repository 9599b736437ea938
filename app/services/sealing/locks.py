"""Private keys under lock: a password or a passphrase stretched by Argon2id, or the token of a signed-in browser."""

import hashlib
import os
import re
from dataclasses import dataclass

from app.persistence import envelopes
from app.persistence.models.seal import SealKey
from app.persistence.sealing import SealBrokenError
from app.services.keeping import passwords

SALT_BYTES = 16
_COST = re.compile(r"t=(\d+),m=(\d+),p=(\d+)")


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs to try one password: passes, KiB of memory, lanes."""

    passes: int
    memory: int
    lanes: int

    def __str__(self) -> str:
        return f"t={self.passes},m={self.memory},p={self.lanes}"

    @classmethod
    def of(cls, text: str) -> "Cost":
        found = _COST.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(*(int(number) for number in found.groups()))


USUAL = Cost(3, 64 * 1024, 2)
CHEAP = Cost(1, 64, 1)
"""For passwords that are no secret: demo and tests."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A private key as the database keeps it."""

    box: bytes
    salt: bytes
    cost: str


def lock(pair: envelopes.KeyPair, secret: str, cost: Cost = USUAL) -> Locked:
    """Slow on purpose: call it outside a transaction."""
    salt = os.urandom(SALT_BYTES)
    key = passwords.stretched(secret, salt, cost.passes, cost.memory, cost.lanes)
    return Locked(envelopes.lock(pair.private, key, _place(pair.public)), salt, str(cost))


def unlock(row: SealKey, secret: str) -> envelopes.KeyPair | None:
    """The pair, or None when it is not the secret. As slow."""
    if row.locked is None or row.salt is None:
        return None
    cost = Cost.of(row.cost)
    key = passwords.stretched(secret, row.salt, cost.passes, cost.memory, cost.lanes)
    return _opened(row, row.locked, key, _place(row.public_key))


def lock_for_session(pair: envelopes.KeyPair, token: str) -> bytes:
    """For one browser: the database knows of the token only its hash."""
    return envelopes.lock(pair.private, _session_key(token), _session_place(token))


def unlock_for_session(row: SealKey, locked: bytes, token: str) -> envelopes.KeyPair | None:
    return _opened(row, locked, _session_key(token), _session_place(token))


def digest(token: str) -> str:
    """By what the database knows a session."""
    return hashlib.sha256(token.encode()).hexdigest()


def _opened(row: SealKey, locked: bytes, key: bytes, place: str) -> envelopes.KeyPair | None:
    try:
        pair = envelopes.pair_of(envelopes.unlock(locked, key, place))
    except SealBrokenError:
        return None
    return pair if pair.public == row.public_key else None


def _session_key(token: str) -> bytes:
    return envelopes.derived(token.encode(), "tiepdan session key")


def _place(public: bytes) -> str:
    return f"seal_key:{public.hex()}"


def _session_place(token: str) -> str:
    return f"session_key:{digest(token)}"

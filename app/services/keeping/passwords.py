"""Passwords: what may be one (ASVS 6.2), and Argon2id, a few at a time so that sign-ins cannot eat the memory."""

import threading
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from app.domain.refusals import BadInput

SHORTEST = 12
LONGEST = 128
LOCAL_WORDS = ("tiepdan", "tiếpdân", "cantho", "cầnthơ", "soctrang", "sóctrăng", "matkhau", "mậtkhẩu", "password")
ENOUGH_BESIDE_WORD = 8  # characters left when the local word is taken out

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)
_two_at_a_time = threading.BoundedSemaphore(2)  # 64 MiB each


def check_new(password: str, username: str) -> None:
    """Refuse a password that is short, known to everybody or made of the account's name. No rules of composition."""
    spelled = _spelled(password)
    if not SHORTEST <= len(spelled) <= LONGEST:
        raise BadInput("password_length", shortest=SHORTEST, longest=LONGEST)
    plain = spelled.casefold().replace(" ", "")
    if plain in _common() or len(set(plain)) < 5:
        raise BadInput("password_common")
    for word in (*LOCAL_WORDS, username.casefold()):
        if word and word in plain and len(plain.replace(word, "")) < ENOUGH_BESIDE_WORD:
            raise BadInput("password_local_word")


def hashed(password: str) -> str:
    """Argon2id, 64 MiB, three passes."""
    with _two_at_a_time:
        return _hasher.hash(_spelled(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is the password. Without an account the work is the same, so time tells nothing."""
    with _two_at_a_time:
        try:
            return _hasher.verify(password_hash or _nobodys(), _spelled(password)) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def stretched(password: str, salt: bytes, passes: int, memory: int, lanes: int) -> bytes:
    """Thirty-two bytes that stand for a password, to lock a key with; `memory` in KiB."""
    secret = _spelled(password).encode()
    with _two_at_a_time:
        return hash_secret_raw(secret, salt, passes, memory, lanes, hash_len=32, type=Type.ID)


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _spelled(password: str) -> str:
    """One spelling for the same letters: Vietnamese is typed composed or decomposed."""
    return unicodedata.normalize("NFC", password)[: LONGEST + 1]


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")


@cache
def _common() -> frozenset[str]:
    """Well-known passwords of twelve characters or more; the shorter ones are refused by length."""
    text = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))

"""Passwords: what may be one (NIST SP 800-63B; ASVS 6.2), and Argon2id, a few at a time so that sign-ins cannot eat
the memory."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from app.domain.refusals import BadInput

SHORTEST = 12
LONGEST = 128
LOCAL_WORDS = (
    "tiepcongdan",
    "tiepdan",
    "khieunai",
    "tocao",
    "ubnd",
    "uyban",
    "nhandan",
    "cantho",
    "soctrang",
    "haugiang",
    "vietnam",
    "matkhau",
    "password",
    "admin",
    "phuong",
    "thanhpho",
)
YEAR = re.compile(r"(19|20)\d\d")
SHORTEST_OWN_WORD = 4
ENOUGH_BESIDE_WORDS = 8  # characters left when names, local words and years are taken out
FEWEST_CHARACTERS = 5  # different ones
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")

PASSES, KIBIBYTES, LANES = 3, 64 * 1024, 2  # 0.17 s
_hasher = PasswordHasher(time_cost=PASSES, memory_cost=KIBIBYTES, parallelism=LANES)
_two_at_a_time = threading.BoundedSemaphore(2)  # 64 MiB each


def check_new(password: str, *own_words: str) -> None:
    """Refuse a password that is short, known to everybody, or little more than names of the account, its body, the
    place and the year. No rules of composition."""
    spelled = _spelled(password)
    if not SHORTEST <= len(spelled) <= LONGEST:
        raise BadInput("password_length", shortest=SHORTEST, longest=LONGEST)
    plain = spelled.casefold().replace(" ", "")
    if plain in _common() or len(set(plain)) < FEWEST_CHARACTERS or _is_a_pattern(plain):
        raise BadInput("password_common")
    bare = _bare(spelled)
    left = _without(bare, own_words)
    if left != bare and len(left) < ENOUGH_BESIDE_WORDS:
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


def _bare(text: str) -> str:
    """Letters and digits without marks: "Sóc Trăng" and "soctrang" are one guess."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isalnum())


def _without(bare: str, own_words: Iterable[str]) -> str:
    """What is left when local words, the given names (whole, then each part) and years are taken out."""
    names = {_bare(part) for word in own_words for part in (word, *re.split(r"[\s._-]+", word))}
    words = {name for name in names if len(name) >= SHORTEST_OWN_WORD} | set(LOCAL_WORDS)
    for word in sorted(words, key=len, reverse=True):
        bare = bare.replace(word, "")
    return YEAR.sub("", bare)


def _is_a_pattern(plain: str) -> bool:
    """One short piece over and over, or nothing but runs along the alphabet, the digits or the keyboard."""
    if re.fullmatch(r"(.{1,6}?)\1+.{0,5}", plain) and len(set(plain)) <= 6:
        return True
    rest = plain
    for run in RUNS:
        for line in (run, run[::-1]):
            for length in range(len(line), 3, -1):
                for start in range(len(line) - length + 1):
                    rest = rest.replace(line[start : start + length], "")
    return len(rest) <= len(plain) // 4


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")


@cache
def _common() -> frozenset[str]:
    """Well-known passwords of twelve characters or more; the shorter ones are refused by length."""
    text = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))

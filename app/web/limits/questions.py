"""A small question that a person answers at once, without a script, by eye or by ear: no picture, no third party.

The token says under our signature which answer is right, without telling it, for ten minutes and one use.
"""

import hmac
import secrets
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.web.limits.moments import Moments

SECONDS = 600
NUMBERS = {
    1: _l("một"), 2: _l("hai"), 3: _l("ba"), 4: _l("bốn"), 6: _l("sáu"), 7: _l("bảy"), 8: _l("tám"), 9: _l("chín"),
}  # fmt: skip
"""Without five: its word is also that of a year."""
_used = Moments()


@dataclass(frozen=True, slots=True)
class Question:
    """The words, and what the form sends back with the answer."""

    words: str
    token: str


def ask() -> Question:
    """A sum or a difference of two small numbers, in words."""
    first, second = secrets.choice(list(NUMBERS)), secrets.choice(list(NUMBERS))
    if second <= first and secrets.randbelow(2):
        words = _("%(first)s trừ %(second)s bằng mấy?", first=NUMBERS[first], second=NUMBERS[second])
        return Question(_capital(words), _token(first - second))
    words = _("%(first)s cộng %(second)s bằng mấy?", first=NUMBERS[first], second=NUMBERS[second])
    return Question(_capital(words), _token(first + second))


def is_right(token: str, answer: str) -> bool:
    """Whether the answer is right and was not given before. Digits of any script are digits."""
    typed = answer.strip()
    if not typed.isdecimal() or len(typed) > 4:
        return False
    try:
        nonce, proof = _signer().loads(token, max_age=SECONDS)
    except (BadSignature, ValueError, TypeError):
        return False
    right = hmac.compare_digest(proof, _proof(nonce, int(typed)))
    return right and _used.acquire_entry(f"question:{nonce}", 1, SECONDS)


def _token(answer: int) -> str:
    nonce = secrets.token_hex(8)
    return str(_signer().dumps([nonce, _proof(nonce, answer)]))


def _proof(nonce: str, answer: int) -> str:
    return hmac.new(current_app.secret_key.encode(), f"question:{nonce}:{answer}".encode(), "sha256").hexdigest()  # type: ignore[union-attr]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="flood-question")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

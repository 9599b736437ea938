"""A question as it was meant: keystrokes of Telex or VNI decoded when nothing else in it has accents."""

import re

from app.search.words.characters import composed, has_marks
from app.search.words.keystrokes import decoded
from app.search.words.tokens import Token, question_tokens

_WORD = re.compile(r"[A-Za-z0-9]+")


def read(text: str) -> tuple[str, list[Token]]:
    """The text as understood, and its tokens."""
    text = composed(text).strip()
    row = question_tokens(text)
    if any(has_marks(token.exact) for token in row):
        return text, row
    if not any(decoded(word) for word in _WORD.findall(text)):
        return text, row
    meant = _WORD.sub(lambda word: decoded(word.group(), surely=True) or word.group(), text)
    return meant, question_tokens(meant)

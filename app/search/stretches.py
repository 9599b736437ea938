"""Where in a long text the words of a question stand closest, by letters alone: only there is it cut into tokens."""

import re
from collections import Counter
from functools import cache, lru_cache

from app.search.asking.plan import PAIRS, Plan
from app.search.words import meanings
from app.search.words.characters import folded

LETTERS = 600  # of the stretch
BEFORE = 100  # of it before the first word
MOST_FOUND = 2000


def closest(wanted: Plan, text: str) -> tuple[int, int]:
    """Its two ends, between words; of a short text both ends of it."""
    if len(text) <= LETTERS:
        return 0, len(text)
    first = max(_richest(wanted, text) - BEFORE, 0)
    first = min(first, len(text) - LETTERS)
    start = text.rfind(" ", 0, first) + 1 if first else 0
    end = text.find(" ", min(start + LETTERS, len(text)))
    return start, end if end > 0 else len(text)


def _richest(wanted: Plan, text: str) -> int:
    """Where the stretch begins that has most different words of the question."""
    pattern = _pattern(wanted)
    found = (
        []
        if pattern is None
        else [(m.start(), m.group()) for _n, m in zip(range(MOST_FOUND), pattern.finditer(_flat(text)), strict=False)]
    )
    inside: Counter[str] = Counter()
    best, most, first = 0, 0, 0
    for at, word in found:
        inside[word] += 1
        while at - found[first][0] > LETTERS - 2 * BEFORE:
            gone = found[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if len(inside) > most:
            best, most = found[first][0], len(inside)
    return best


@cache
def _letters() -> dict[int, str]:
    letters = filter(str.isalpha, map(chr, range(0xC0, 0x1EF9 + 1)))
    return {ord(letter): folded(letter) for letter in letters if len(folded(letter)) == 1}


def _flat(text: str) -> str:
    """Without accents and capitals, letter for letter."""
    return (text.lower() if len(text.lower()) == len(text) else text).translate(_letters())


@lru_cache(512)
def _pattern(wanted: Plan) -> re.Pattern[str] | None:
    """The words of a question, and what else means the same."""
    words = {token.folded for token in wanted.row}
    for stream, term in wanted.terms():
        if stream == PAIRS and term[:3] in ("@p:", "@n:"):
            words.add(term[3:])
        elif stream == PAIRS and term[:3] in ("@s:", "@m:"):
            words |= meanings.writings(term)
    longest_first = sorted((re.escape(word) for word in words if word), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if longest_first else None

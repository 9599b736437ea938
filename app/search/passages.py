"""Passages of a document around the words that were asked for. Cut from a text that its reader may see anyway."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.search.asking.plan import EXACT, FOLDED, PAIRS, Plan, plan
from app.search.stretches import closest
from app.search.words.characters import composed
from app.search.words.streams import every_phrase
from app.search.words.tokens import Token, tokens

WORDS_AROUND = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """Parts in their order, each with whether it was asked for. `begins`, `ends`: nothing is left out there."""

    parts: tuple[tuple[str, bool], ...]
    begins: bool
    ends: bool


def passage(question: str, text: str, words: int = WORDS_AROUND) -> Passage:
    """The stretch of the text that has most of the question; its beginning when it has nothing of it."""
    whole, wanted = composed(text), plan(question, spelled=True)
    at, until = closest(wanted, whole)
    text = whole[at:until]
    row = tokens(text)
    if not row:
        return Passage(((text[:200], False),) if text else (), begins=True, ends=True)
    hits = _hits(wanted, row)
    first = _best(hits, row, words)
    last = min(first + words, len(row)) - 1
    begins, ends = first == 0 and not at, last == len(row) - 1 and until == len(whole)
    start = 0 if begins else row[first].start
    end = len(text) if ends else row[last].end
    spans = [(row[i].start, row[i].end) for i in range(first, last + 1) if i in hits]
    return Passage(tuple(_parts(text, start, end, spans)), begins, ends)


def marked(question: str, text: str) -> Passage:
    """A whole text (a title) with what was asked for."""
    text = composed(text)
    row = tokens(text)
    hits = _hits(plan(question, spelled=True), row)
    spans = [(token.start, token.end) for index, token in enumerate(row) if index in hits]
    return Passage(tuple(_parts(text, 0, len(text), spans)), begins=True, ends=True)


def _hits(wanted: Plan, row: Sequence[Token]) -> dict[int, str]:
    """Tokens that were asked for, each with the term it answers. Other words of the subject were not asked for."""
    terms = {(stream, term) for stream, term in wanted.terms() if not term.startswith("@c:")}
    found: dict[int, str] = {}
    for index, token in enumerate(row):
        if (EXACT, token.term) in terms or (FOLDED, token.folded) in terms:
            found[index] = token.folded
    for one in every_phrase().everywhere(row):
        if (PAIRS, one.name) in terms:
            found |= dict.fromkeys(range(one.first, one.end), one.name)
    return found


def _best(hits: dict[int, str], row: Sequence[Token], words: int) -> int:
    """Where to begin, a few words before the first hit of the richest stretch."""
    best, most = 0, -1
    for first in sorted(hits):
        score = len({term for index, term in hits.items() if first <= index < first + words * 3 // 4})
        if score > most:
            best, most = max(first - words // 4, 0), score
    return max(0, min(best, len(row) - words))


def _parts(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """Neighbouring hits become one part."""
    at = start
    joined: list[list[int]] = []
    for first, last in spans:
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1][1] = last
        else:
            joined.append([first, last])
    for first, last in joined:
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < end:
        yield text[at:end], False

"""Small typing mistakes: for a word that fits nowhere, words one slip away that stand beside its neighbours.

Asked only when nothing has all the words, and only of documents that the actor may see.
"""

from collections.abc import Callable, Iterator, Sequence

from app.search.asking.plan import FOLDED, PAIRS, Slips
from app.search.words.syllables import is_folded_syllable
from app.search.words.tokens import Token

LETTERS = "abcdeghiklmnopqrstuvxy"
SHORTEST, MOST_WORDS, MOST_FOR_ONE = 2, 5, 3
"""In a question of more words a pair that nobody wrote is no sign of a slip; the word itself must be unknown."""


Seen = Callable[[str, str], int]
"""In how many documents that may be seen a term of a stream stands."""


def slips(row: Sequence[Token], seen: Seen) -> Slips:
    """For some words of the question what was meant instead, the likeliest first."""
    found = []
    for index, token in enumerate(row):
        if token.is_khmer or not token.folded.isalpha() or len(token.folded) < SHORTEST:
            continue
        if _is_odd(row, index, seen):
            meant = _meant(row, index, seen)
            if meant:
                found.append((index, meant))
    return tuple(found)


def _is_odd(row: Sequence[Token], index: int, seen: Seen) -> bool:
    if not seen(FOLDED, row[index].folded):
        return True
    beside = list(_pairs(row, index, row[index].folded))
    return bool(beside) and len(row) <= MOST_WORDS and not any(seen(PAIRS, term) for term in beside)


def _meant(row: Sequence[Token], index: int, seen: Seen) -> tuple[str, ...]:
    scored = []
    for word in sorted(one_slip_away(row[index].folded)):
        if not is_folded_syllable(word):
            continue
        beside = list(_pairs(row, index, word))
        counts = [seen(PAIRS, term) for term in beside] if beside else [seen(FOLDED, word)]
        if any(counts):
            scored.append((sum(count > 0 for count in counts), sum(counts), word))
    return tuple(word for _fits, _count, word in sorted(scored, reverse=True)[:MOST_FOR_ONE])


def _pairs(row: Sequence[Token], index: int, word: str) -> Iterator[str]:
    if index and not row[index].starts:
        yield f"{row[index - 1].folded}_{word}"
    if index + 1 < len(row) and not row[index + 1].starts:
        yield f"{word}_{row[index + 1].folded}"


def one_slip_away(word: str) -> set[str]:
    """A letter too many, too few, another one, or two in the wrong order."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {a + b[1:] for a, b in halves if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    other = {a + letter + b[1:] for a, b in halves if b for letter in LETTERS}
    more = {a + letter + b for a, b in halves for letter in LETTERS}
    return (fewer | swapped | other | more) - {word}

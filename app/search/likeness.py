"""How much two texts say the same: words in a row for what was copied or rewritten, shingles for what was moved about.

For a few texts that the index has found already; nothing here goes through all of them.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from app.search.asking.plan import FUNCTION_WORDS
from app.search.words.streams import plot_terms
from app.search.words.tokens import tokens

LONGEST = 600  # words looked at: what a letter is about stands in its beginning
SHINGLE = 3  # words
FEWEST_SHINGLES = 8  # of fewer, a common turn of phrase would decide


def likeness(one: str, other: str) -> int:
    """From 0 to 100. Accents, case, punctuation and little words make no difference."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0
    return round(max(fuzz.ratio(first, second), _contained(first, second)))


def plots(text: str) -> frozenset[str]:
    """Plots of land with their sheets, as `thua:123:45`; a number without its sheet says nothing."""
    return frozenset(term for term in plot_terms(tokens(text)) if term.count(":") == 2)


def telling(text: str, most: int = 14) -> str:
    """The words to look for a text of its kind by: the first ones that say something, as they are written."""
    found: dict[str, str] = {}
    for token in tokens(text)[:LONGEST]:
        if token.folded not in FUNCTION_WORDS and len(token.folded) > 1:
            found.setdefault(token.folded, text[token.start : token.end])
        if len(found) == most:
            break
    return " ".join(found.values())


def _words(text: str) -> list[str]:
    return [token.folded for token in tokens(text)[:LONGEST] if token.folded not in FUNCTION_WORDS]


def _contained(first: Sequence[str], second: Sequence[str]) -> float:
    """How much of the shorter text stands in the longer."""
    fewer, more = sorted((_shingles(first), _shingles(second)), key=len)
    return 100 * len(fewer & more) / len(fewer) if len(fewer) >= FEWEST_SHINGLES else 0.0


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}

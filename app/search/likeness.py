"""How much two texts say the same: words in a row for what was copied or rewritten, shingles for what was moved about.

For a few texts that the index has found already; nothing here goes through all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from app.search.words.characters import BARE, composed
from app.search.words.function_words import FUNCTION_WORDS
from app.search.words.streams import plot_terms
from app.search.words.tokens import tokens

LONGEST = 400  # words looked at: what a letter is about stands in its beginning
LONGEST_TEXT = 4000  # characters
SHINGLE = 3  # words
FEWEST_SHINGLES = 8  # of fewer, a common turn of phrase would decide


@dataclass(frozen=True, slots=True)
class Told:
    """A text made ready to be compared: cutting it into words costs more than comparing. `plots`: plots of land with
    their sheets, as `thua:123:45`; a number without its sheet says nothing."""

    words: tuple[str, ...]
    plots: frozenset[str]

    def __add__(self, other: "Told") -> "Told":
        return Told((*self.words, *other.words)[:LONGEST], self.plots | other.plots)


def told(text: str) -> Told:
    """Accents, case, punctuation and little words make no difference."""
    row = tokens(text[:LONGEST_TEXT])
    words = tuple(token.folded for token in row if BARE + token.folded not in FUNCTION_WORDS)[:LONGEST]
    return Told(words, frozenset(term for term in plot_terms(row) if term.count(":") == 2))


def likeness(one: Told, other: Told) -> int:
    """How much two texts have in common, from 0 to 100."""
    if not one.words or not other.words:
        return 0
    ratio: float = _library().ratio(one.words, other.words)
    return round(max(ratio, _contained(one.words, other.words)))


def telling(text: str, most: int = 14) -> str:
    """The words to look for a text of its kind by: the first ones that say something, as they are written."""
    found: dict[str, str] = {}
    text = composed(text)[:LONGEST_TEXT]
    for token in tokens(text):
        if BARE + token.folded not in FUNCTION_WORDS and len(token.folded) > 1:
            found.setdefault(token.folded, text[token.start : token.end])
        if len(found) == most:
            break
    return " ".join(found.values())


@cache
def _library() -> Any:
    """Read when the first two texts are compared: the web does not need it to start."""
    return import_module("rapidfuzz.fuzz")


def _contained(first: Sequence[str], second: Sequence[str]) -> float:
    """How much of the shorter text stands in the longer."""
    fewer, more = sorted((_shingles(first), _shingles(second)), key=len)
    return 100 * len(fewer & more) / len(fewer) if len(fewer) >= FEWEST_SHINGLES else 0.0


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}

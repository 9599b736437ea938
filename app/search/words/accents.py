"""The accents that a question typed without any most likely lacks: for its order, never for what it finds.

How often syllables and pairs of them stand in laws, news and an encyclopaedia (counts only, accents.json.gz). Nothing
of what the house keeps goes in, so a guess tells nothing of a petition.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from app.search.words.characters import folded

DATA = Path(__file__).parent / "accents.json.gz"
ALONE = 0.02  # what the pair leaves to the syllable by itself
STEPS = 4  # of the logarithms kept, in a doubling
LONGEST = 40


class Model:
    """Syllables by their folded form, and how often one follows another."""

    def __init__(self) -> None:
        data = json.loads(gzip.decompress(DATA.read_bytes()))
        self.often: dict[str, int] = dict(zip(data["words"], data["often"], strict=True))
        self.whole = sum(self.often.values())
        self.writings: dict[str, list[str]] = defaultdict(list)
        for word in self.often:
            self.writings[folded(word)].append(word)
        self._words, self._after = data["words"], data["after"]
        self._followers: dict[str, dict[str, float]] = {}
        self._places = {word: place for place, word in enumerate(self._words)}

    def step(self, first: str, second: str) -> float:
        """Logarithm of how likely `second` is behind `first`."""
        alone = self.often.get(second, 1) / self.whole
        before = self.often.get(first)
        if before is None:
            return log(alone)
        together = self._of(first).get(second, 0.0) / before
        return log((1 - ALONE) * together + ALONE * alone)

    def _of(self, word: str) -> dict[str, float]:
        found = self._followers.get(word)
        if found is None:
            found, place = {}, 0
            row = self._after[self._places[word]]
            for step, size in zip(row[::2], row[1::2], strict=True):
                place += step
                found[self._words[place]] = 2.0 ** (size / STEPS)
            self._followers[word] = found
        return found


@cache
def model() -> Model:
    return Model()


@cache
def _arrays() -> Any:
    """numpy, read with the first question: the web does not need it to start."""
    return import_module("numpy")


def guessed(words: Sequence[str]) -> list[tuple[str, float]]:
    """For folded words in a row the likeliest exact form of each, and how sure that is (0 to 1) by all the ways to read
    the row; what is no syllable stays as it is."""
    if not words or len(words) > LONGEST:
        return [(word, 1.0) for word in words]
    known, np = model(), _arrays()
    rows = [known.writings.get(word) or [word] for word in words]
    steps = [np.array([[known.step("", writing) for writing in rows[0]]])]
    steps += [np.array([[known.step(a, b) for b in after] for a in before]) for before, after in pairwise(rows)]
    there, back = [steps[0][0]], [np.zeros(len(rows[-1]))]
    for step in steps[1:]:
        there.append(_sum(there[-1][:, None] + step, 0))
    for step in reversed(steps[1:]):
        back.append(_sum(step + back[-1][None, :], 1))
    shares = [np.exp(a + b - _sum(a + b, 0)) for a, b in zip(there, reversed(back), strict=True)]
    return [(row[int(share.argmax())], float(share.max())) for row, share in zip(rows, shares, strict=True)]


def _sum(logarithms: Any, axis: int) -> Any:
    """Of probabilities kept as logarithms."""
    return _arrays().logaddexp.reduce(logarithms, axis)

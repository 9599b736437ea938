"""The accents that a question typed without any most likely lacks: for its order, never for what it finds.

How often syllables and pairs of them stand in laws, news and an encyclopaedia (counts only, accents.json.gz). Nothing
of what the house keeps goes in, so a guess tells nothing of a petition.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import log
from pathlib import Path

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


def guessed(words: Sequence[str]) -> list[str]:
    """The likeliest exact forms of folded words in a row; what is no syllable stays as it is."""
    if len(words) > LONGEST:
        return list(words)
    known = model()
    best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
    for word in words:
        step: dict[str, tuple[float, list[str]]] = {}
        for writing in known.writings.get(word) or [word]:
            step[writing] = max(
                ((score + known.step(last, writing), [*row, writing]) for last, (score, row) in best.items()),
                key=lambda one: one[0],
            )
        best = step
    return max(best.values(), key=lambda one: one[0])[1]

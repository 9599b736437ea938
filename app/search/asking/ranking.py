"""How answers are weighed: BM25 over words, pairs, phrases and numbers; places lift an answer and never carry it.

Everything is counted among the documents that the actor may see: how rare a word is, and how long a text usually is.
"""

from dataclasses import dataclass
from math import log
from typing import Any, Protocol

import numpy as np

from app.search.asking.plan import EXACT, Alternative, Clause, Plan

Array = np.ndarray[Any, Any]

SATURATION, LENGTH = 0.9, 0.6  # k1 and b
COVERED_LEAST = 0.7  # of its score is left to a document that has next to none of the words
PLACE_LIFTS, OF_THE_BEST = 6.0, 0.7
"""A place lifts a document the more, the nearer it comes by its words to the best one (its share, to this power)."""


class Source(Protocol):
    """What an engine gives: documents numbered from 0, which of them count, and postings decoded once."""

    size: int
    visible: Array  # of bool
    lengths: Array  # of float32

    def postings(self, stream: str, term: str) -> tuple[Array, Array]:
        """Ascending document numbers and how often the term stands in each (weighted)."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """For each document its score, whether it has all the words, and how much of the question it has (0 to 1)."""

    scores: Array
    strict: Array
    covered: Array
    is_of_matter: bool = False


def weigh(plan: Plan, source: Source) -> Weighed:
    scale = _Scale(source)
    scores, covered = scale.zeros(), scale.zeros()
    needed, whole, answered = 0, 0.0, np.zeros(source.size, np.uint8)
    for clause in plan.clauses:
        ids, values, rarity = scale.clause(clause)
        scores[ids] += values
        if clause.is_required:
            needed += 1
            answered[ids] += 1
        whole += rarity
        covered[ids] += rarity
    if whole:
        covered /= whole
    strict = answered == needed
    if plan.clauses:
        scores *= COVERED_LEAST + (1 - COVERED_LEAST) * covered
    return _with_places(plan, scale, scores, strict, covered)


def _with_places(plan: Plan, scale: "_Scale", scores: Array, strict: Array, covered: Array) -> Weighed:
    if not plan.places:
        return Weighed(scores * scale.visible, strict & (scores > 0) & scale.visible, covered, plan.is_of_matter)
    lift, heaviest = scale.zeros(), 0.0
    for place in plan.places:
        share, rarity = scale.place(place)
        lift += share * rarity
        heaviest += rarity
    if heaviest:
        lift /= heaviest
    if plan.clauses:
        best = float((scores * scale.visible).max(initial=0.0)) or 1.0
        scores = scores * (1 + PLACE_LIFTS * lift * (scores / best) ** OF_THE_BEST)
        strict = strict & ((lift > 0) | (heaviest == 0))
    else:
        scores, strict, covered = lift * max(heaviest, 1.0), lift > 0, lift
    return Weighed(scores * scale.visible, strict & (scores > 0) & scale.visible, covered, plan.is_of_matter)


class _Scale:
    """Weighs clauses against one source."""

    def __init__(self, source: Source) -> None:
        self.source, self.visible = source, source.visible
        self.count = max(int(np.count_nonzero(source.visible)), 1)
        usual = float(source.lengths[source.visible].mean()) if source.visible.any() else 1.0
        self.norms = SATURATION * (1 - LENGTH + LENGTH * source.lengths / max(usual, 1.0))

    def zeros(self) -> Array:
        return np.zeros(self.source.size, np.float32)

    def clause(self, clause: Clause) -> tuple[Array, Array, float]:
        """The documents that answer it, with what each gains, and the most that it could be worth."""
        ids, saturated = self._best(clause.alternatives)
        surest = clause.alternatives[0]
        by_word = surest.stream == EXACT and len(clause.alternatives) > 1
        rare = self.source.postings(surest.stream, surest.term)[0] if by_word else ids
        rarity = self._rarity(rare if len(rare) else ids)
        if clause.sure < 1:
            rarity = clause.sure * rarity + (1 - clause.sure) * self._rarity(ids)
        rarity *= clause.weight
        return ids, saturated * np.float32(rarity), rarity

    def place(self, clauses: tuple[Clause, ...]) -> tuple[Array, float]:
        """How much of a place each document has (0 to 1), and how rare the place is."""
        share, rarest = self.zeros(), 0.0
        whole = sum(clause.weight for clause in clauses)
        for clause in clauses:
            for one in sorted(clause.alternatives, key=lambda alternative: alternative.weight):
                ids, _often = self.source.postings(one.stream, one.term)
                rarest = max(rarest, self._rarity(ids))
                if len(clause.alternatives) == 1:
                    share[ids] += one.weight * clause.weight / whole
                else:
                    share[ids] = np.maximum(share[ids], one.weight * clause.weight / whole)
        return share, rarest

    def _best(self, alternatives: tuple[Alternative, ...]) -> tuple[Array, Array]:
        found = []
        for one in alternatives:
            ids, often = self.source.postings(one.stream, one.term)
            if len(ids):
                found.append((ids, one.weight * often * (SATURATION + 1) / (often + self.norms[ids])))
        if not found:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        if len(found) == 1:
            return found[0]
        best = self.zeros()
        for ids, values in found:
            best[ids] = np.maximum(best[ids], values)
        ids = np.flatnonzero(best)
        return ids, best[ids]

    def _rarity(self, ids: Array) -> float:
        seen = int(np.count_nonzero(self.visible[ids]))
        return log(1 + (self.count - seen + 0.5) / (seen + 0.5)) if seen else 0.0

"""Drawing a sample of cases: by a stated seed, or by risk. Pure: the same seed and the same cases give the same sample,
here and in SQL (persistence/queries/oversight/audit/population.py), so that anybody can draw it again (docs/adr)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from app.domain.oversight.measures import LARGE_GROUP, LONG_DAYS
from app.domain.oversight.vocabulary import Risk

PRIME = 2**31 - 1
"""A Mersenne prime. Every case number is below it, and a product of two such numbers fits what databases count with."""
DEGREE = 3
LARGEST_SAMPLE = 200
LONGEST_SEED = 60  # characters

UNHANDLED_DAYS = 45
POOR_SCORE = 2

POINTS: Mapping[Risk, int] = MappingProxyType(
    {
        Risk.LATE_NOW: 3,
        Risk.UNHANDLED: 3,
        Risk.REVOKED: 3,
        Risk.MISSED: 2,
        Risk.SECOND_INSTANCE: 2,
        Risk.REMINDED: 2,
        Risk.GROUP: 2,
        Risk.LONG: 1,
        Risk.DISSATISFIED: 1,
    }
)
"""What a reason counts. A choice of this system, shown beside every sample; no statute weighs them."""


@lru_cache(maxsize=16)
def coefficients(seed: str) -> tuple[int, ...]:
    """The numbers that a seed stands for: SHA-256 of it, cut into residues of PRIME, one for each power."""
    digest = hashlib.sha256(seed.encode()).digest()
    return tuple(int.from_bytes(digest[8 * power : 8 * power + 8]) % PRIME for power in range(DEGREE + 1))


def rank(seed: str, case_id: int) -> int:
    """Where a seed puts a case: the value of a random polynomial modulo PRIME. Any four cases are put independently of
    each other and evenly (Wegman and Carter 1981); who does not know the seed cannot say which come first."""
    value = 0
    for coefficient in coefficients(seed):
        value = (value * case_id + coefficient) % PRIME
    return value


def first(seed: str, case_ids: Iterable[int], size: int) -> list[int]:
    """The sample: the cases of the lowest ranks, in their order; of equal ranks the lower number first."""
    return sorted(set(case_ids), key=lambda case_id: (rank(seed, case_id), case_id))[:size]


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known of a case when a sample is drawn by risk. Days and numbers, nothing of the matter."""

    case_id: int
    days_late: int = 0  # today, of an open case
    days_open: int = 0  # of an open case
    is_unhandled: bool = False  # nobody has decided what is done with it
    missed: bool = False
    has_second_instance: bool = False
    decision_revoked: bool = False
    people: int = 1
    score: int | None = None
    reminded: bool = False


def risks(facts: RiskFacts) -> tuple[Risk, ...]:
    """The reasons to look at a case, the heaviest first."""
    found = {
        Risk.LATE_NOW: facts.days_late > 0,
        Risk.UNHANDLED: facts.is_unhandled and facts.days_open > UNHANDLED_DAYS,
        Risk.REVOKED: facts.decision_revoked,
        Risk.MISSED: facts.missed,
        Risk.SECOND_INSTANCE: facts.has_second_instance,
        Risk.REMINDED: facts.reminded,
        Risk.GROUP: facts.people >= LARGE_GROUP,
        Risk.LONG: facts.days_open > LONG_DAYS,
        Risk.DISSATISFIED: facts.score is not None and facts.score <= POOR_SCORE,
    }
    return tuple(risk for risk in Risk if found[risk])


def points(found: Iterable[Risk]) -> int:
    return sum(POINTS[risk] for risk in found)


def riskiest(cases: Iterable[RiskFacts], size: int) -> list[tuple[RiskFacts, tuple[Risk, ...]]]:
    """The sample by risk: most points first, of equal ones the older case; each with its reasons. What has none is no
    part of it."""
    weighed: Sequence[tuple[RiskFacts, tuple[Risk, ...]]] = [(facts, risks(facts)) for facts in cases]
    found = [(facts, reasons) for facts, reasons in weighed if reasons]
    return sorted(found, key=lambda one: (-points(one[1]), one[0].case_id))[:size]

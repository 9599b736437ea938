"""A sample can be drawn again, favours nobody, and says why it was drawn."""

from collections import Counter

from app.domain.oversight import sampling
from app.domain.oversight.sampling import PRIME, RiskFacts, first, rank, riskiest, risks
from app.domain.oversight.vocabulary import Risk


def test_the_same_seed_and_the_same_cases_give_the_same_sample() -> None:
    cases = range(1, 501)
    drawn = first("2026-KL-01", cases, 12)
    assert drawn == first("2026-KL-01", reversed(cases), 12) == [*first("2026-KL-01", cases, 8), *drawn[8:]]
    assert drawn != first("2026-KL-02", cases, 12)
    assert len(set(drawn)) == 12
    assert first("x", [5], 12) == [5]
    entered_late = set(first("2026-KL-01", range(1, 502), 12))
    assert len(entered_late & set(drawn)) >= 11, "a case more displaces one at most"
    assert (drawn[0], rank("2026-KL-01", drawn[0])) == (113, 341432), "what was drawn once is drawn so in ten years"
    assert all(0 <= rank("s", number) < PRIME for number in (1, 2**20, PRIME - 1))


def test_every_case_is_drawn_about_as_often_and_alone() -> None:
    """Five of twenty by four hundred seeds: each case about 100 times, each pair about 21 times."""
    cases, together = Counter[int](), Counter[tuple[int, int]]()
    for seed in range(400):
        drawn = sorted(first(str(seed), range(1, 21), 5))
        cases.update(drawn)
        together.update((one, other) for one in drawn for other in drawn if one < other)
    assert min(cases.values()) > 70 and max(cases.values()) < 130
    assert len(together) == 190 and max(together.values()) < 45


def test_risk_is_explained_and_the_heaviest_comes_first() -> None:
    quiet = RiskFacts(1, days_open=20)
    late = RiskFacts(4, days_late=3, days_open=100, missed=True)
    unhandled = RiskFacts(3, days_open=46, is_unhandled=True)
    poor = RiskFacts(2, people=5, score=2, reminded=True, has_second_instance=True, decision_revoked=True)
    assert riskiest([quiet, late, unhandled, poor], 9) == [
        (poor, (Risk.REVOKED, Risk.SECOND_INSTANCE, Risk.REMINDED, Risk.GROUP, Risk.DISSATISFIED)),
        (late, (Risk.LATE_NOW, Risk.MISSED, Risk.LONG)),
        (unhandled, (Risk.UNHANDLED,)),
    ]
    assert riskiest([unhandled, RiskFacts(2, days_late=1)], 1)[0][0].case_id == 2, "of equal ones the older case"
    assert risks(RiskFacts(1, days_open=45, is_unhandled=True)) == ()
    assert set(sampling.POINTS) == set(Risk)

"""The ladder of lateness: days of rungs, what is missed, what is overtaken; one ladder for every clock."""

from datetime import date

import pytest

from app import lawbook
from app.domain.escalation.ladder import Climb, climb, ladder_of
from app.domain.escalation.vocabulary import Act
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import CaseKind

LAW = lawbook.load()
STARTS, DUE = date(2025, 1, 2), date(2025, 2, 10)  # over Tết: 27–31/01 are off


def climbed(today: date, *, clock: str = "DL-KN-03", taken: tuple[str, ...] = (), starts: date = STARTS) -> Climb:
    ladder = ladder_of(LAW.ladders, clock, CaseKind.COMPLAINT, STARTS)
    return climb(ladder, starts_on=starts, due_on=DUE, taken=taken, today=today, calendar=LAW.calendar)


def names(step: Climb, *, acting: bool = False) -> list[str]:
    return [due.rung.name for due in step.due if due.acts or not acting]


@pytest.mark.parametrize(
    ("today", "comes"),
    [
        (date(2025, 1, 24), []),
        (date(2025, 2, 3), ["warn-officer"]),
        (date(2025, 2, 6), ["warn-head"]),
        (date(2025, 2, 10), []),  # the last day is still the authority's
        (date(2025, 2, 11), ["overdue"]),
        (date(2025, 2, 17), ["remind-1"]),
        (date(2025, 2, 25), ["remind-2"]),
        (date(2025, 3, 12), ["examine"]),
    ],
)
def test_each_rung_has_its_day(today: date, comes: list[str]) -> None:
    found = climbed(today)
    assert [due.rung.name for due in found.due if due.on == today] == comes


def test_what_was_taken_does_not_come_again_and_the_next_day_is_known() -> None:
    found = climbed(date(2025, 2, 11), taken=("warn-officer", "warn-head", "overdue"))
    assert found == Climb((), date(2025, 2, 17))
    assert climbed(
        date(2025, 4, 1), taken=("warn-officer", "warn-head", "overdue", "remind-1", "remind-2", "examine")
    ) == (Climb((), None))


def test_after_a_month_without_a_worker_everything_is_noted_and_each_act_done_once() -> None:
    found = climbed(date(2025, 3, 20))
    assert names(found) == ["warn-officer", "warn-head", "overdue", "remind-1", "remind-2", "examine"]
    assert names(found, acting=True) == ["overdue", "remind-2", "examine"]


def test_of_a_short_term_nobody_is_warned_before_it_began() -> None:
    assert names(climbed(date(2025, 2, 7), starts=date(2025, 2, 6))) == []
    assert names(climbed(date(2025, 2, 7), clock="DL-KN-04", starts=date(2025, 2, 6))) == ["warn-officer"]


def test_every_clock_of_every_kind_has_one_ladder() -> None:
    for clock in LAW.clocks:
        for kind in CaseKind:
            assert ladder_of(LAW.ladders, clock, kind, LAW.since).rungs
    assert ladder_of(LAW.ladders, "DL-TCD-06", CaseKind.COMPLAINT, STARTS).rungs[-1].act is Act.RED_LINE
    with pytest.raises(LawUnknown):
        ladder_of(LAW.ladders, "DL-KN-03", CaseKind.COMPLAINT, date(1999, 1, 1))

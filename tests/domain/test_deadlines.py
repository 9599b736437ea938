"""Time limits become dates: the legal cases, and how every day is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from app import lawbook
from app.domain.deadlines import ClockOwner, DayNote, Deadline, Pause, TimeLimit, compute
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import Counting
from tests.domain.legal_cases import cases

LAW = lawbook.load()
SWAP = date(2025, 4, 26)


def rule_on(clock: str, starts_on: date, *pauses: Pause, **when: bool) -> Deadline:
    return compute(LAW.time_limit(clock, starts_on, **when), starts_on, LAW.calendar, pauses)


@pytest.mark.parametrize("case", cases("deadlines"))
def test_legal_case(case: dict[str, Any]) -> None:
    pauses = [Pause(*pair) for pair in case.get("pauses", ())]
    ruling = rule_on(case["clock"], case["starts"], *pauses, **case.get("when", {}))
    assert (ruling.nominal_on, ruling.due_on) == (case["nominal"], case["due"])
    assert (ruling.rule_id, str(ruling.citation)) == (case["rule"], case["citation"])


def test_without_the_swap_the_forwarding_of_a_denunciation_is_due_later() -> None:
    calendar = LAW.calendar.with_exceptions([], removed=[SWAP])
    limit = LAW.time_limit("DL-TC-02", date(2025, 4, 25))
    assert compute(limit, date(2025, 4, 25), calendar).due_on == date(2025, 5, 7)


def test_every_day_of_a_calendar_term_is_told() -> None:
    ruling = rule_on("DL-KN-06", date(2025, 6, 12))
    days = [step.day for step in ruling.steps]
    assert days == [date(2025, 6, 12) + timedelta(days=i) for i in range(33)]
    assert ruling.steps[0].note is DayNote.EVENT
    assert [step.number for step in ruling.steps[1:31]] == list(range(1, 31))
    assert [step.note for step in ruling.steps[30:]] == [DayNote.LAST_DAY_OFF, DayNote.WEEKEND, DayNote.ROLLED]
    assert ruling.is_moved


def test_working_days_say_why_a_day_does_not_count() -> None:
    notes = {step.day.day: (step.number, step.note) for step in rule_on("DL-TC-02", date(2025, 4, 25)).steps}
    assert notes[26] == (1, DayNote.COUNTED_MAKEUP)
    assert notes[27] == (None, DayNote.WEEKEND)
    assert notes[30] == (None, DayNote.HOLIDAY)
    assert notes[2] == (None, DayNote.SWAP_OFF)
    assert notes[6] == (5, DayNote.COUNTED)


def test_a_holiday_inside_a_calendar_term_counts_and_is_named() -> None:
    step = next(step for step in rule_on("DL-KN-03", date(2025, 4, 28)).steps if step.day == date(2025, 5, 1))
    assert (step.number, step.note, step.name) == (3, DayNote.COUNTED, "Quốc tế lao động 1/5")


def test_a_compensatory_day_is_called_so() -> None:
    steps = rule_on("DL-KN-04", date(2026, 4, 24)).steps
    assert (date(2026, 4, 27), DayNote.COMP_OFF) in [(step.day, step.note) for step in steps]


def test_a_term_across_an_unconfirmed_holiday_says_so() -> None:
    assert rule_on("DL-KN-04", date(2026, 11, 23)).hangs_on_pending_day
    assert not rule_on("DL-KN-04", date(2026, 11, 24)).hangs_on_pending_day


def test_of_plain_days_only_a_pending_end_moves_the_date() -> None:
    assert not rule_on("DL-KN-03", date(2026, 11, 23)).hangs_on_pending_day
    assert rule_on("DL-KN-03", date(2026, 10, 25)).hangs_on_pending_day


def test_paused_days_are_listed_without_a_number() -> None:
    steps = rule_on("DL-TC-04", date(2025, 2, 3), Pause(date(2025, 2, 20), date(2025, 3, 20))).steps
    paused = [step.day for step in steps if step.note is DayNote.PAUSED]
    assert (paused[0], paused[-1], len(paused)) == (date(2025, 2, 21), date(2025, 3, 20), 28)


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        (date(2025, 4, 1), date(2025, 4, 10), date(2025, 4, 11)),  # one day was left
        (date(2025, 4, 2), date(2025, 4, 10), date(2025, 4, 10)),  # stopped on the last day: ends when resumed
        (date(2025, 4, 3), date(2025, 4, 10), date(2025, 4, 2)),  # over before it was stopped
        (date(2025, 4, 1), date(2025, 4, 11), date(2025, 4, 14)),  # the last day falls on a Saturday
    ],
)
def test_a_pause_near_the_end(since: date, until: date, due: date) -> None:
    assert rule_on("DL-KN-03", date(2025, 3, 3), Pause(since, until)).due_on == due


def test_a_pause_that_begins_while_the_end_moves_over_a_weekend() -> None:
    ruling = rule_on("DL-KN-06", date(2025, 6, 12), Pause(date(2025, 7, 13), date(2025, 7, 16)))
    assert (ruling.nominal_on, ruling.due_on) == (date(2025, 7, 12), date(2025, 7, 16))


def test_two_pauses_add_up() -> None:
    pauses = Pause(date(2025, 3, 10), date(2025, 3, 14)), Pause(date(2025, 3, 20), date(2025, 3, 25))
    assert rule_on("DL-KN-03", date(2025, 3, 3), *pauses).nominal_on == date(2025, 4, 11)


def test_a_pause_without_end_is_left_out() -> None:
    assert rule_on("DL-KN-03", date(2025, 3, 3), Pause(date(2025, 3, 10))).due_on == date(2025, 4, 2)


def test_years_take_a_pause_and_a_leap_day() -> None:
    paused = rule_on("DL-KN-09", date(2025, 3, 12), Pause(date(2025, 5, 5), date(2025, 5, 10)), Pause(date(2025, 6, 1)))
    assert paused.nominal_on == date(2026, 3, 17)
    leap = rule_on("DL-KN-09", date(2024, 2, 29))
    assert (leap.nominal_on, leap.due_on) == (date(2025, 2, 28), date(2025, 2, 28))


def test_a_ruling_keeps_its_regime_its_owner_and_its_calendar() -> None:
    ruling = rule_on("DL-KN-06", date(2025, 7, 1))
    assert (ruling.regime, ruling.owner, ruling.calendar_version) == ("R2", ClockOwner.CITIZEN, LAW.calendar.version)
    assert (ruling.days, ruling.counting, ruling.is_moved) == (30, Counting.CALENDAR, False)


@pytest.mark.parametrize("clock", ["DL-KN-13", "DL-KN-12", "DL-TCD-05"])
def test_a_clock_of_2026_is_not_in_the_law_of_before(clock: str) -> None:
    with pytest.raises(LawUnknown) as refused:
        LAW.time_limit(clock, date(2026, 6, 30))
    assert refused.value.reason == "no_time_limit"
    assert isinstance(LAW.time_limit(clock, date(2026, 7, 1)), TimeLimit)


def test_no_law_before_the_first_regime() -> None:
    with pytest.raises(LawUnknown):
        LAW.regime(date(2012, 6, 30))
    assert [LAW.regime(day) for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1))] == ["R1", "R2", "R3"]

"""The arithmetic of due dates against counting on the fingers, and what must hold of any term."""

import random
from datetime import date, timedelta
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from app import lawbook
from app.domain.deadlines import DayNote, Pause, TimeLimit, compute
from app.domain.vocabulary import Counting
from tests.domain import oracle

LAW = lawbook.load()
CAL = LAW.calendar
FIRST, LAST = date(2023, 6, 1), date(2028, 6, 1)
PLAIN = LAW.time_limit("DL-KN-03", date(2025, 3, 3))
WORKING = LAW.time_limit("DL-TC-01", date(2025, 3, 3))

days = st.dates(FIRST, LAST)
limits = st.builds(
    lambda row, n: _of_length(row, n), st.sampled_from([PLAIN, WORKING]), st.integers(min_value=1, max_value=120)
)
pauses = st.lists(
    st.tuples(days, st.integers(min_value=0, max_value=60)).map(lambda p: Pause(p[0], p[0] + timedelta(days=p[1]))),
    max_size=4,
)


def _of_length(row: TimeLimit, n: int) -> TimeLimit:
    return TimeLimit(
        row.rule_id, row.clock, n, row.counting, row.citation, row.confidence, row.in_force, row.checked_on
    )


def _apart(found: list[Pause]) -> list[Pause]:
    """Stops as they happen: one begins after the last has ended."""
    kept: list[Pause] = []
    for pause in sorted(found, key=lambda p: p.since):
        if pause.until != pause.since and (not kept or kept[-1].until is None or pause.since > kept[-1].until):
            kept.append(pause)
    return kept


def _stops(found: list[Pause]) -> oracle.Stops:
    return [(pause.since, pause.until) for pause in found if pause.until is not None]


def test_the_wall_calendar_is_the_calendar() -> None:
    day = FIRST
    while day < LAST:
        assert CAL.is_working(day) is oracle.at_work(day), day
        day += timedelta(days=1)


def test_ten_thousand_random_terms_agree() -> None:
    draw = random.Random(20261123)  # noqa: S311 - any days will do
    began = perf_counter()
    for _ in range(10_000):
        row = draw.choice(LAW.time_limits)
        start = FIRST + timedelta(days=draw.randrange((LAST - FIRST).days))
        stops: list[Pause] = []
        if not row.backward and row.counting is not Counting.YEARS and draw.random() < 0.4:
            since = start + timedelta(days=draw.randrange(1, 30))
            stops = [Pause(since, since + timedelta(days=draw.randrange(1, 40)))]
            again = stops[0].since + timedelta(days=60)
            stops += [Pause(again, again + timedelta(days=5))] * (draw.random() < 0.3)
        assert compute(row, start, CAL, stops).due_on == _by_hand(row, start, stops), (row.rule_id, start, stops)
    assert perf_counter() - began < 5


def _by_hand(row: TimeLimit, start: date, stops: list[Pause]) -> date:
    if row.counting is Counting.YEARS:
        return oracle.last_day_of_years(start, row.days)
    if row.backward:
        return oracle.day_before(start, row.days, row.counting.value)
    return oracle.last_day(start, row.days, row.counting.value, _stops(stops))


@settings(deadline=None)
@given(limits, days, pauses)
def test_any_stops_agree(limit: TimeLimit, start: date, found: list[Pause]) -> None:
    stops = _apart(found)
    ruling = compute(limit, start, CAL, stops)
    assert ruling.due_on == oracle.last_day(start, limit.days, limit.counting.value, _stops(stops))


@settings(deadline=None)
@given(limits, days, pauses)
def test_the_days_told_are_the_days_counted(limit: TimeLimit, start: date, found: list[Pause]) -> None:
    ruling = compute(limit, start, CAL, found)
    steps = ruling.steps
    assert (steps[0].day, steps[0].note, steps[-1].day) == (start, DayNote.EVENT, ruling.due_on)
    assert [step.day for step in steps] == [start + timedelta(days=i) for i in range(len(steps))]
    assert [step.number for step in steps if step.number] == list(range(1, limit.days + 1))
    assert CAL.is_working(ruling.due_on) and ruling.due_on >= ruling.nominal_on


@settings(deadline=None)
@given(limits, days, st.integers(min_value=0, max_value=90))
def test_a_later_start_never_ends_sooner(limit: TimeLimit, start: date, later: int) -> None:
    assert compute(limit, start, CAL).due_on <= compute(limit, start + timedelta(days=later), CAL).due_on


@settings(deadline=None)
@given(limits, days, st.integers(min_value=1, max_value=40))
def test_more_days_never_end_sooner(limit: TimeLimit, start: date, more: int) -> None:
    assert compute(limit, start, CAL).due_on <= compute(_of_length(limit, limit.days + more), start, CAL).due_on


@settings(deadline=None)
@given(limits, days, pauses)
def test_a_pause_never_shortens_and_an_empty_one_changes_nothing(
    limit: TimeLimit, start: date, found: list[Pause]
) -> None:
    bare = compute(limit, start, CAL)
    assert bare.due_on <= compute(limit, start, CAL, found).due_on
    assert compute(limit, start, CAL, [Pause(p.since, p.since) for p in found]).due_on == bare.due_on


@settings(deadline=None)
@given(days, st.integers(min_value=1, max_value=120), st.data())
def test_stopping_and_going_on_gives_back_the_days_that_were_left(start: date, n: int, data: st.DataObject) -> None:
    """Suspend after so many days, resume after so long: what was left on the first day is left on the last."""
    limit = _of_length(PLAIN, n)
    passed = data.draw(st.integers(min_value=0, max_value=n))
    stood = data.draw(st.integers(min_value=1, max_value=60))
    since = start + timedelta(days=passed)
    ruling = compute(limit, start, CAL, [Pause(since, since + timedelta(days=stood))])
    assert ruling.nominal_on == start + timedelta(days=n + stood)


@settings(deadline=None)
@given(days, st.integers(min_value=1, max_value=150))
def test_working_days_there_and_back(day: date, n: int) -> None:
    there = CAL.add_working(day, n)
    assert CAL.is_working(there) and CAL.working_between(day, there) == n
    assert CAL.subtract_working(there, n) <= CAL.roll(day)
    assert CAL.roll_back(CAL.roll(day)) == CAL.roll(day)

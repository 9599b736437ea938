"""The calendar of state agencies: the special days of the seed and what counting on it always keeps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import lawbook
from app.domain.calendars import CalendarDay, DayKind, local_date
from app.domain.deadlines import compute

LAW = lawbook.load()
CAL = LAW.calendar
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 1))
NUMBERS = st.integers(0, 60)
LIMITS = st.sampled_from([limit for limit in LAW.time_limits if not limit.backward])


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 1, 27), False),  # Tết
        (date(2025, 2, 3), True),
        (date(2025, 4, 26), True),  # a Saturday worked for 02/05
        (date(2025, 5, 2), False),
        (date(2025, 5, 3), False),  # an ordinary Saturday
        (date(2026, 1, 2), False),  # missing from the public package
        (date(2026, 1, 10), True),
        (date(2026, 8, 31), False),
        (date(2026, 11, 24), True),  # announced, not confirmed: counts as an ordinary day
        (date(2027, 2, 5), False),  # provisional: counts as announced
    ],
)
def test_a_day(day: date, working: bool) -> None:
    assert CAL.is_working(day) is working


def test_unconfirmed_days_say_so() -> None:
    pending = [entry.day for entry in CAL.days.values() if entry.pending]
    assert sorted(pending) == [date(2026, 11, 24), date(2027, 11, 24)]
    assert {entry.day.year for entry in CAL.days.values() if entry.provisional} == {2027}
    note = CAL.note(date(2026, 11, 24))
    assert note and note.name == "Ngày Văn hóa Việt Nam"


def test_the_years_that_are_known() -> None:
    assert CAL.years == {2024, 2025, 2026, 2027}


def test_an_exception_makes_another_calendar() -> None:
    confirmed = CalendarDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", "quyết định")
    changed = CAL.with_exceptions([confirmed])
    assert not changed.is_working(date(2026, 11, 24))
    assert changed.version != CAL.version
    assert changed.with_exceptions([CAL.days[date(2026, 11, 24)]]).version == CAL.version


def test_the_date_in_viet_nam_is_seven_hours_ahead() -> None:
    assert local_date(datetime(2026, 6, 30, 17, 0, tzinfo=UTC)) == date(2026, 7, 1)
    assert local_date(datetime(2026, 6, 30, 16, 59, tzinfo=UTC)) == date(2026, 6, 30)
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 6, 30, 17, 0, tzinfo=UTC).replace(tzinfo=None))


def test_days_cannot_be_counted_by_a_negative_number() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        CAL.add_working(date(2025, 3, 3), -1)


def test_working_days_between() -> None:
    assert CAL.working_between(date(2025, 4, 25), date(2025, 5, 6)) == 5
    assert CAL.working_between(date(2025, 5, 6), date(2025, 4, 25)) == 0


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 60))
def test_a_working_term_ends_on_a_working_day_and_back(day: date, n: int) -> None:
    end = CAL.add_working(day, n)
    assert CAL.is_working(end)
    assert CAL.working_between(day, end) == n
    assert CAL.subtract_working(CAL.add_working(day, n + 1), 1) == end


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_rolling_stops_at_the_first_working_day(day: date) -> None:
    rolled, back = CAL.roll(day), CAL.roll_back(day)
    assert CAL.is_working(rolled) and CAL.is_working(back)
    assert back <= day <= rolled
    assert not any(CAL.is_working(day + timedelta(days=i)) for i in range((rolled - day).days))
    assert CAL.roll(rolled) == rolled


@settings(max_examples=80, deadline=None)
@given(DAYS, LIMITS)
def test_no_term_ends_before_its_nominal_day_or_on_a_day_off(day: date, limit: object) -> None:
    ruling = compute(limit, day, CAL)  # type: ignore[arg-type]
    assert day < ruling.nominal_on <= ruling.due_on
    assert CAL.is_working(ruling.due_on)
    numbers = [step.number for step in ruling.steps if step.number]
    assert numbers[-1] == ruling.days
    assert [step.day for step in ruling.steps] == sorted({step.day for step in ruling.steps})


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(1, 20))
def test_the_day_before_counts_back(day: date, n: int) -> None:
    limit = LAW.time_limit("DL-TCD-01", day)
    ruling = compute(limit, day, CAL)
    assert ruling.due_on < day
    assert CAL.working_between(ruling.due_on, day - timedelta(days=1)) == limit.days - 1

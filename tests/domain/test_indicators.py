"""In time, due soon, overdue: the same on every page and in every report."""

from datetime import date

import pytest

from app.domain.deadlines import ClockOwner
from app.domain.indicators import ClockRecord, ClockStanding, days_late, is_overdue, share_in_time, standing

AUTHORITY, CITIZEN = ClockOwner.AUTHORITY, ClockOwner.CITIZEN
START, NOMINAL, DUE = date(2025, 3, 3), date(2025, 4, 5), date(2025, 4, 8)


def clock(ended_on: date | None = None, owner: ClockOwner = AUTHORITY, *, is_paused: bool = False) -> ClockRecord:
    return ClockRecord("DL-KN-03", owner, START, NOMINAL, DUE, ended_on, is_paused)


@pytest.mark.parametrize(
    ("record", "on", "expected"),
    [
        (clock(), date(2025, 3, 30), ClockStanding.RUNNING),
        (clock(), date(2025, 3, 31), ClockStanding.DUE_SOON),
        (clock(), DUE, ClockStanding.DUE_SOON),
        (clock(), date(2025, 4, 9), ClockStanding.OVERDUE),
        (clock(owner=CITIZEN), date(2025, 4, 9), ClockStanding.EXPIRED),
        (clock(owner=ClockOwner.LAW), date(2025, 4, 9), ClockStanding.EXPIRED),
        (clock(DUE), date(2025, 4, 9), ClockStanding.MET),
        (clock(date(2025, 4, 9)), date(2025, 4, 9), ClockStanding.MET_LATE),
        (clock(is_paused=True), date(2025, 5, 9), ClockStanding.PAUSED),
    ],
)
def test_standing(record: ClockRecord, on: date, expected: ClockStanding) -> None:
    assert standing(record, on) is expected


def test_days_late_are_the_authority_s_only() -> None:
    after = date(2025, 4, 18)
    assert [days_late(clock(), after), days_late(clock(DUE), after), days_late(clock(date(2025, 4, 10)), after)] == [
        10,
        0,
        2,
    ]
    assert days_late(clock(owner=CITIZEN), after) == days_late(clock(is_paused=True), after) == 0


def test_a_case_is_overdue_by_any_running_clock_of_the_authority() -> None:
    after = date(2025, 4, 9)
    assert is_overdue([clock(DUE), clock()], after)
    assert not is_overdue([clock(after), clock(owner=CITIZEN)], after)


def test_share_in_time_leaves_out_what_is_not_yet_due() -> None:
    records = [clock(DUE), clock(date(2025, 4, 10)), clock(), clock(owner=CITIZEN), clock(is_paused=True)]
    assert share_in_time(records, date(2025, 4, 1)) == (1, 1)
    assert share_in_time(records, date(2025, 4, 30)) == (1, 3)

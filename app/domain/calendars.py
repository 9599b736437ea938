"""Working days of state agencies: weekends, holidays, compensatory and swapped days, make-up Saturdays.

Bộ luật Lao động 2019 Đ112 names the holidays, yearly notices the swaps. The data: lawbook/calendar/*.toml.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from zoneinfo import ZoneInfo

LAW_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def local_date(at: datetime) -> date:
    """The date in Việt Nam at a moment; a naive moment has no date in law."""
    if at.tzinfo is None:
        raise ValueError("a moment without time zone has no legal date")
    return at.astimezone(LAW_ZONE).date()


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"  # nghỉ lễ, tết
    COMP_OFF = "comp_off"  # nghỉ bù
    SWAP_OFF = "swap_off"  # nghỉ hoán đổi
    MAKEUP_WORK = "makeup_work"  # làm bù


class ExceptionStatus(StrEnum):
    """Where an exception to the printed calendar stands. Only a confirmed one counts."""

    PROPOSED = "proposed"  # đề xuất
    CONFIRMED = "confirmed"  # đã xác nhận
    WITHDRAWN = "withdrawn"  # đã rút


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One special day and the notice that made it so.

    `pending`: announced but not confirmed to be in force; it counts as an ordinary day until it is.
    `provisional`: expected by law, official schedule not yet published; it counts as announced.
    """

    day: date
    kind: DayKind
    name: str
    ground: str
    pending: bool = False
    provisional: bool = False

    @property
    def is_off(self) -> bool:
        return self.kind is not DayKind.MAKEUP_WORK and not self.pending


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """Which days count as working days. Immutable; `version` changes whenever a day does."""

    days: Mapping[date, CalendarDay]
    version: str

    @classmethod
    def of(cls, days: Iterable[CalendarDay]) -> "WorkCalendar":
        known = {day.day: day for day in days}
        lines = "\n".join(repr(known[day]) for day in sorted(known))
        return cls(MappingProxyType(known), sha256(lines.encode()).hexdigest()[:16])

    def with_exceptions(self, exceptions: Iterable[CalendarDay], *, removed: Iterable[date] = ()) -> "WorkCalendar":
        """This calendar with days added, replaced or made ordinary again."""
        kept = {day: entry for day, entry in self.days.items() if day not in set(removed)}
        kept.update({entry.day: entry for entry in exceptions})
        return WorkCalendar.of(kept.values())

    @property
    def years(self) -> frozenset[int]:
        """Years whose holidays are known; in any other only weekends are off."""
        return frozenset(day.year for day in self.days)

    def note(self, day: date) -> CalendarDay | None:
        """What is special about the day, if anything: also a pending day that does not count as off."""
        return self.days.get(day)

    def is_working(self, day: date) -> bool:
        entry = self.days.get(day)
        if entry is not None and not entry.pending:
            return not entry.is_off
        return day.weekday() < _SATURDAY

    def roll(self, day: date) -> date:
        """The day itself when agencies work on it, else the next working day (BLDS Đ148.5)."""
        counted = _counted(self)
        return counted.nth(counted.until(day.toordinal() - 1) + 1)

    def roll_back(self, day: date) -> date:
        """The day itself or the last working day before it: for notices due so many days *before* an event."""
        counted = _counted(self)
        return counted.nth(counted.until(day.toordinal()))

    def add_working(self, start: date, n: int) -> date:
        """The nth working day after `start`; the day of the event is not counted (BLDS Đ147)."""
        if n < 1:
            return _unmoved(start, n)
        counted = _counted(self)
        return counted.nth(counted.until(start.toordinal()) + n)

    def subtract_working(self, day: date, n: int) -> date:
        """The nth working day before `day`, which is not counted itself."""
        if n < 1:
            return _unmoved(day, n)
        counted = _counted(self)
        return counted.nth(counted.until(day.toordinal() - 1) - n + 1)

    def working_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; 0 when `end` is not later."""
        counted = _counted(self)
        return max(0, counted.until(end.toordinal()) - counted.until(start.toordinal()))


def _unmoved(day: date, n: int) -> date:
    if n < 0:
        raise ValueError("count working days with a number of days of at least 0")
    return day


_FIRST = date(1900, 1, 1).toordinal()
_LAST = date(2199, 12, 31).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """The working days of three centuries, numbered: any question of a calendar is one look-up.

    `passed[i]` is how many working days have passed by the end of day `_FIRST + i`, `working[n - 1]` the nth.
    """

    passed: "array[int]"
    working: "array[int]"

    def until(self, ordinal: int) -> int:
        """How many working days there were up to and including a day."""
        if not _FIRST <= ordinal <= _LAST:
            raise OverflowError("days are counted from 1900 to 2199")
        return self.passed[ordinal - _FIRST]

    def nth(self, number: int) -> date:
        """The working day of a number."""
        if not 0 < number <= len(self.working):
            raise OverflowError("days are counted from 1900 to 2199")
        return date.fromordinal(self.working[number - 1])


@lru_cache(maxsize=16)
def _counted(calendar: WorkCalendar) -> _Counted:
    special = {day.toordinal(): not entry.is_off for day, entry in calendar.days.items() if not entry.pending}
    passed, working = array("l"), array("l")
    for ordinal in range(_FIRST, _LAST + 1):
        if special.get(ordinal, (ordinal - 1) % 7 < _SATURDAY):
            working.append(ordinal)
        passed.append(len(working))
    return _Counted(passed, working)

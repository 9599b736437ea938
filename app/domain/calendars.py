"""Working days of state agencies: weekends, holidays, compensatory and swapped days, make-up Saturdays.

Bộ luật Lao động 2019 Đ112 names the holidays, yearly notices the swaps. The data: lawbook/calendar/*.toml.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
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
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def roll_back(self, day: date) -> date:
        """The day itself or the last working day before it: for notices due so many days *before* an event."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add_working(self, start: date, n: int) -> date:
        """The nth working day after `start`; the day of the event is not counted (BLDS Đ147)."""
        return self._step(start, n, ONE_DAY)

    def subtract_working(self, day: date, n: int) -> date:
        """The nth working day before `day`, which is not counted itself."""
        return self._step(day, n, -ONE_DAY)

    def working_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; 0 when `end` is not later."""
        span = range(1, (end - start).days + 1)
        return sum(self.is_working(start + timedelta(days=i)) for i in span)

    def _step(self, day: date, n: int, one: timedelta) -> date:
        if n < 0:
            raise ValueError("count working days with a number of days of at least 0")
        while n:
            day += one
            n -= self.is_working(day)
        return day

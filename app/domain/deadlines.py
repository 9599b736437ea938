"""From a time limit of the law to a date, told day by day (BLDS Đ145–148; procedure.md 5.1).

The event day is not counted; a term of calendar days that ends on a day off ends on the next working day;
during a pause the days after the order to suspend, up to and with the order to resume, do not count.
The end is found by arithmetic; the days are told one by one only when somebody asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendars import ONE_DAY, DayKind, WorkCalendar
from app.domain.citations import Citation, InForce
from app.domain.vocabulary import Confidence, Counting

_LEAP_DAY = (2, 29)


class ClockOwner(StrEnum):
    """Whose time runs. Only the authority can be overdue; `law` is a waiting time in which nobody is late."""

    AUTHORITY = "authority"
    CITIZEN = "citizen"
    LAW = "law"


class DayNote(StrEnum):
    """Why a day has its number in the count, or none."""

    EVENT = "event"  # the day of the event is not counted
    COUNTED = "counted"
    COUNTED_MAKEUP = "counted_makeup"  # a Saturday on which agencies work
    COUNTED_PENDING = "counted_pending"  # a holiday not yet confirmed: counted as an ordinary day
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    COMP_OFF = "comp_off"
    SWAP_OFF = "swap_off"
    PAUSED = "paused"
    LAST_DAY_OFF = "last_day_off"  # the last day of the count is a day off: the term runs on
    ROLLED = "rolled"  # the working day to which the end of the term moves


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One row of law: how long, counted how, since when in force.

    `backward`: at the latest so many days *before* the event. `when` names the circumstances in which this row is
    the one that applies (remote, complex, second …). `counts_event`: the day of the event is day 1, as some offices
    count (BLDS Đ147 says otherwise; lawbook/alternatives.toml).
    """

    rule_id: str
    clock: str
    days: int  # of `counting`; years when counting is YEARS
    counting: Counting
    citation: Citation
    confidence: Confidence
    in_force: InForce
    checked_on: date
    owner: ClockOwner = ClockOwner.AUTHORITY
    backward: bool = False
    when: tuple[tuple[str, bool], ...] = ()
    counts_event: bool = False
    pausable: bool = True  # False: an obstacle or a stop does not lengthen this term
    regime: str = ""  # filled in by LawBook.time_limit


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from the order to suspend (counted as elapsed) to the order to resume (day 0 again).

    While nobody has resumed (`until` None) no date can be told: `compute` leaves such a pause out.
    """

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.until is not None and self.since < day <= self.until


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One calendar day of the count: its number, or None with the reason in `note`; `name` of a holiday."""

    day: date
    number: int | None
    note: DayNote
    name: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The ruling: warn at `nominal_on`, overdue after `due_on`."""

    limit: TimeLimit
    starts_on: date
    nominal_on: date
    due_on: date
    pauses: tuple[Pause, ...]
    calendar: WorkCalendar

    @property
    def clock(self) -> str:
        return self.limit.clock

    @property
    def rule_id(self) -> str:
        return self.limit.rule_id

    @property
    def citation(self) -> Citation:
        return self.limit.citation

    @property
    def confidence(self) -> Confidence:
        return self.limit.confidence

    @property
    def regime(self) -> str:
        return self.limit.regime

    @property
    def days(self) -> int:
        return self.limit.days

    @property
    def counting(self) -> Counting:
        return self.limit.counting

    @property
    def owner(self) -> ClockOwner:
        return self.limit.owner

    @property
    def calendar_version(self) -> str:
        return self.calendar.version

    @property
    def is_moved(self) -> bool:
        """The term ends later (or, counted backward, earlier) than the bare number of days."""
        return self.nominal_on != self.due_on

    @property
    def steps(self) -> tuple[CountedDay, ...]:
        """Every day of the count with its number or the reason why it has none; of years, both ends."""
        return told(self)

    @property
    def hangs_on_pending_day(self) -> bool:
        """A day that may yet become a holiday was counted and, as one, would move the date: any working day of the
        count, but of plain days only the last."""
        is_working = self.counting is Counting.WORKING
        ends = (self.nominal_on, self.due_on)
        pending = (step.day for step in self.steps if step.note is DayNote.COUNTED_PENDING)
        return any(is_working or day in ends for day in pending)


def compute(limit: TimeLimit, starts_on: date, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Deadline:
    """The last day of the term that starts with the event of `starts_on`."""
    standing = merged(pauses) if pauses and limit.pausable and not limit.backward else ()
    nominal_on = _nominal(limit, starts_on, calendar, standing)
    if limit.counting is Counting.WORKING and not standing:
        return Deadline(limit, starts_on, nominal_on, nominal_on, standing, calendar)
    due_on = calendar.roll_back(nominal_on) if limit.backward else _rolled(nominal_on, calendar, standing)
    return Deadline(limit, starts_on, nominal_on, due_on, standing, calendar)


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """The pauses that are over, in order; those that touch or overlap are one."""
    found: list[Pause] = []
    for pause in sorted((pause for pause in pauses if pause.until is not None), key=lambda pause: pause.since):
        last = found[-1] if found else None
        if last is not None and last.until is not None and pause.until is not None and pause.since <= last.until:
            found[-1] = Pause(last.since, max(last.until, pause.until))
        else:
            found.append(pause)
    return tuple(found)


def _nominal(limit: TimeLimit, starts_on: date, calendar: WorkCalendar, pauses: tuple[Pause, ...]) -> date:
    """The day on which the last number of the term is given out, before it moves off a day off."""
    if limit.backward:
        if limit.counting is Counting.WORKING:
            return calendar.subtract_working(starts_on, limit.days)
        return starts_on - timedelta(days=limit.days)
    before = starts_on - ONE_DAY if limit.counts_event else starts_on
    if limit.counting is Counting.WORKING:
        return _working_end(before, limit.days, calendar, pauses)
    if limit.counting is Counting.YEARS:
        return _stood(_same_day(before, limit.days), before, pauses)
    return _stood(date.fromordinal(before.toordinal() + limit.days), before, pauses)


def _same_day(day: date, years: int) -> date:
    """The same date so many years on; 29/02 becomes the last of February."""
    if (day.month, day.day) == _LEAP_DAY:
        return date(day.year + years, 3, 1) - ONE_DAY
    return day.replace(year=day.year + years)


def _stood(end: date, start: date, pauses: tuple[Pause, ...]) -> date:
    """The end of a term of calendar days, later by every day on which the clock stood.

    A clock stopped on its very last day ends on the day it goes on.
    """
    for pause in pauses:
        if pause.until is not None and pause.since <= end and pause.until > start:
            end += pause.until - max(pause.since, start)
    return end


def _working_end(start: date, days: int, calendar: WorkCalendar, pauses: tuple[Pause, ...]) -> date:
    """The last of so many working days, those of the pauses left out."""
    left, here = days, start
    for pause in pauses:
        if pause.until is None or pause.until <= here:
            continue
        before = calendar.working_between(here, pause.since)
        if before >= left:
            end = calendar.add_working(here, left)
            return end if end < pause.since else max(end, pause.until)
        left, here = left - before, pause.until
    return calendar.add_working(here, left)


def _rolled(end: date, calendar: WorkCalendar, pauses: tuple[Pause, ...]) -> date:
    """Move an end off a day off (BLDS Đ148.5); while the clock stands the day of its end does not come."""
    end = calendar.roll(end)
    for pause in pauses:
        if pause.until is not None and pause.since < end < pause.until:
            end = calendar.roll(pause.until)
    return end


def told(ruling: Deadline) -> tuple[CountedDay, ...]:
    """The count of a ruling, day by day: numbers up to the nominal end, then why it moved."""
    limit = ruling.limit
    first = CountedDay(ruling.starts_on, 1 if limit.counts_event else None, DayNote.EVENT)
    if limit.counting is Counting.YEARS:
        last = CountedDay(ruling.nominal_on, limit.days, DayNote.COUNTED)
        return (first, *_moved(ruling, last))
    one = -ONE_DAY if limit.backward else ONE_DAY
    steps, day = [first], ruling.starts_on
    number = 1 if limit.counts_event and _counts(ruling, day) else 0
    while day != ruling.nominal_on:
        day += one
        steps.append(_counted_day(ruling, day, number + 1))
        number = steps[-1].number or number
    return (*steps[:-1], *_moved(ruling, steps[-1]))


def _moved(ruling: Deadline, last: CountedDay) -> list[CountedDay]:
    """The last day of the count and, if it is a day off, the days to the one on which the term ends."""
    if not ruling.is_moved:
        return [last]
    steps = [CountedDay(last.day, last.number, DayNote.LAST_DAY_OFF, _name_off(ruling, last.day))]
    one = -ONE_DAY if ruling.limit.backward else ONE_DAY
    day = last.day + one
    while day != ruling.due_on:
        steps.append(_paused(ruling, day) or _day_off(ruling, day))
        day += one
    return [*steps, CountedDay(day, None, DayNote.ROLLED)]


def _counts(ruling: Deadline, day: date) -> bool:
    return ruling.counting is not Counting.WORKING or ruling.calendar.is_working(day)


def _counted_day(ruling: Deadline, day: date, number: int) -> CountedDay:
    paused = _paused(ruling, day)
    if paused is not None:
        return paused
    if not _counts(ruling, day):
        return _day_off(ruling, day)
    entry = ruling.calendar.note(day)
    if entry is None:
        return CountedDay(day, number, DayNote.COUNTED)
    if entry.pending:
        return CountedDay(day, number, DayNote.COUNTED_PENDING, entry.name)
    makeup = entry.kind is DayKind.MAKEUP_WORK
    return CountedDay(day, number, DayNote.COUNTED_MAKEUP if makeup else DayNote.COUNTED, entry.name)


def _paused(ruling: Deadline, day: date) -> CountedDay | None:
    if any(pause.covers(day) for pause in ruling.pauses):
        return CountedDay(day, None, DayNote.PAUSED)
    return None


def _day_off(ruling: Deadline, day: date) -> CountedDay:
    entry = ruling.calendar.note(day)
    if entry is None or not entry.is_off:
        return CountedDay(day, None, DayNote.WEEKEND)
    return CountedDay(day, None, DayNote(entry.kind.value), entry.name)


def _name_off(ruling: Deadline, day: date) -> str:
    return _day_off(ruling, day).name

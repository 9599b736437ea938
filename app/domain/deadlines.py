"""From a time limit of the law to a date, told day by day (BLDS Đ145–148; procedure.md 5.1).

The event day is not counted; a term of calendar days that ends on a day off ends on the next working day;
during a pause the days after the order to suspend, up to and with the order to resume, do not count.
"""

from collections.abc import Iterable, Iterator, Sequence
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
    the one that applies (remote, complex, second …).
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

    clock: str
    rule_id: str
    citation: Citation
    confidence: Confidence
    regime: str
    starts_on: date
    nominal_on: date
    due_on: date
    days: int
    counting: Counting
    steps: tuple[CountedDay, ...]
    owner: ClockOwner = ClockOwner.AUTHORITY
    calendar_version: str = ""

    @property
    def is_moved(self) -> bool:
        """The term ends later (or, counted backward, earlier) than the bare number of days."""
        return self.nominal_on != self.due_on

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
    if limit.counting is Counting.YEARS:
        steps = _years(limit, starts_on, pauses)
    elif limit.backward:
        steps = _counted(_walk(starts_on, -ONE_DAY), limit, calendar, ())
    else:
        steps = _counted(_walk(starts_on, ONE_DAY), limit, calendar, pauses)
        steps = _run_over_pause(steps, pauses)
    nominal_on = steps[-1].day
    steps = _rolled(steps, limit, calendar, pauses)
    return Deadline(
        clock=limit.clock,
        rule_id=limit.rule_id,
        citation=limit.citation,
        confidence=limit.confidence,
        regime=limit.regime,
        starts_on=starts_on,
        nominal_on=nominal_on,
        due_on=steps[-1].day,
        days=limit.days,
        counting=limit.counting,
        steps=tuple(steps),
        owner=limit.owner,
        calendar_version=calendar.version,
    )


def _walk(day: date, one: timedelta) -> Iterator[date]:
    while True:
        day += one
        yield day


def _counted(
    days: Iterator[date], limit: TimeLimit, calendar: WorkCalendar, pauses: Iterable[Pause]
) -> list[CountedDay]:
    """The event day and every day after it (or before it) until the last number of the term is given out."""
    first = next(days)
    steps = [CountedDay(first + (ONE_DAY if limit.backward else -ONE_DAY), None, DayNote.EVENT)]
    number, day = 0, first
    while number < limit.days:
        if any(pause.covers(day) for pause in pauses):
            steps.append(CountedDay(day, None, DayNote.PAUSED))
        elif limit.counting is Counting.WORKING and not calendar.is_working(day):
            steps.append(_day_off(day, calendar))
        else:
            number += 1
            steps.append(_counted_day(day, number, calendar))
        day = next(days)
    return steps


def _run_over_pause(steps: list[CountedDay], pauses: Iterable[Pause]) -> list[CountedDay]:
    """A clock stopped on its very last day ends on the day it resumes."""
    last = steps[-1].day
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if pause.until is not None and pause.since <= last < pause.until:
            paused = range(1, (pause.until - last).days + 1)
            steps += [CountedDay(last + timedelta(days=i), None, DayNote.PAUSED) for i in paused]
            last = pause.until
    return steps


def _years(limit: TimeLimit, starts_on: date, pauses: Iterable[Pause]) -> list[CountedDay]:
    """Years end on the same date (29/02 on the last of February); only both ends are listed."""
    leap = (starts_on.month, starts_on.day) == _LEAP_DAY
    year = starts_on.year + limit.days
    last = date(year, 3, 1) - ONE_DAY if leap else starts_on.replace(year=year)
    last += sum(((pause.until - pause.since) for pause in pauses if pause.until), timedelta())
    return [CountedDay(starts_on, None, DayNote.EVENT), CountedDay(last, limit.days, DayNote.COUNTED)]


def _rolled(
    steps: list[CountedDay], limit: TimeLimit, calendar: WorkCalendar, pauses: Sequence[Pause]
) -> list[CountedDay]:
    """Move an end that falls on a day off: forward (BLDS Đ148.5), or back when it lies *before* an event."""
    last = steps[-1]
    if calendar.is_working(last.day) or limit.days == 0:
        return steps
    one, running = (-ONE_DAY, ()) if limit.backward else (ONE_DAY, pauses)
    name = _day_off(last.day, calendar).name
    steps = [*steps[:-1], CountedDay(last.day, last.number, DayNote.LAST_DAY_OFF, name)]
    day = last.day + one
    while not calendar.is_working(day) or any(pause.covers(day) and day != pause.until for pause in running):
        paused = any(pause.covers(day) for pause in running)
        steps.append(CountedDay(day, None, DayNote.PAUSED) if paused else _day_off(day, calendar))
        day += one
    return [*steps, CountedDay(day, None, DayNote.ROLLED)]


def _counted_day(day: date, number: int, calendar: WorkCalendar) -> CountedDay:
    entry = calendar.note(day)
    if entry is None:
        return CountedDay(day, number, DayNote.COUNTED)
    if entry.pending:
        return CountedDay(day, number, DayNote.COUNTED_PENDING, entry.name)
    makeup = entry.kind is DayKind.MAKEUP_WORK
    return CountedDay(day, number, DayNote.COUNTED_MAKEUP if makeup else DayNote.COUNTED, entry.name)


def _day_off(day: date, calendar: WorkCalendar) -> CountedDay:
    entry = calendar.note(day)
    if entry is None or not entry.is_off:
        return CountedDay(day, None, DayNote.WEEKEND)
    return CountedDay(day, None, DayNote(entry.kind.value), entry.name)

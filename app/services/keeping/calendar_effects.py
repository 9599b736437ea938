"""What a changed day does to dates already given: which running clocks would end on another day, and moving them.

Nothing moves by itself. A person sees both dates and confirms; both are kept (DeadlineChange) and noted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from app import lawbook
from app.domain import access, deadlines
from app.domain.access import Action
from app.domain.calendars import ExceptionStatus
from app.domain.deadlines import Pause, TimeLimit
from app.domain.facts import Actor
from app.domain.refusals import LawUnknown, NotAllowed, NotFound, WrongState
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.calendar import CalendarException, DeadlineChange
from app.persistence.queries.calendars import exceptions, open_clocks
from app.persistence.queries.calendars.open_clocks import Key, OpenClock, Span
from app.persistence.transaction import transaction
from app.services import clocks, steps
from app.services.keeping.calendars import subject
from app.services.law import law_in_force

PAGE = 50
BATCH = 100  # due dates a transaction: what is moved stays moved when the run is broken off
AT_ONCE = 200  # more than this is left to the worker
MESSAGE = 1000  # due dates a message to the worker, well within its lease
READ = 500


@dataclass(frozen=True, slots=True)
class Effect:
    """A running clock that would end on another day."""

    clock: OpenClock
    new_due_on: date

    @property
    def old_due_on(self) -> date:
        return self.clock.span.due_on


@dataclass(frozen=True, slots=True)
class EffectPage:
    """Some effects by due date; `next` is where to go on, None at the end."""

    effects: Sequence[Effect]
    next: Key | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many clocks would move in all, and of each name."""

    count: int
    by_clock: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """How many due dates were moved, and how many were left because they no longer are what the person saw."""

    moved: int = 0
    left: int = 0
    is_going_on: bool = False  # the worker does the rest


class Comparison:
    """The calendar without an exception beside the one with it: what either says of a clock.

    For a withdrawn exception the other way round: what it moved would move back. `after` is what counts in the end.
    """

    def __init__(self, row: CalendarException) -> None:
        law = law_in_force()
        now = law.calendar
        with_it = now.with_exceptions([row.calendar_day()])
        if row.status is ExceptionStatus.PROPOSED:
            self.before, self.after = now, with_it
        elif row.status is ExceptionStatus.CONFIRMED:
            others = [day for day in exceptions.confirmed() if day.day != row.day]
            self.before, self.after = lawbook.load().calendar.with_exceptions(others), now
        else:
            self.before, self.after = with_it, now
        self.counts = row.was_confirmed or row.status is not ExceptionStatus.WITHDRAWN
        self._law = law
        self._ruled = cache(self._rule)

    def new_due(self, span: Span) -> date | None:
        """The day on which a clock would end, None where it stays."""
        if not self.counts or (span.pauses and not span.pauses[-1][1]):
            return None  # a clock that stands is ruled anew when it goes on
        was, will_be = self._ruled(span.rule_id, span.starts_on, span.pauses)
        return None if will_be in (was, span.due_on) else will_be

    def clock_of(self, span: Span) -> str:
        return self._limit(span.rule_id).clock

    def _limit(self, rule_id: str) -> TimeLimit:
        rule = self._law.rule(rule_id)
        if not isinstance(rule, TimeLimit):
            raise LawUnknown("no_such_rule", rule=rule_id)
        return rule

    def _rule(self, rule_id: str, starts_on: date, pauses: tuple[tuple[str, str], ...]) -> tuple[date, date]:
        limit = self._limit(rule_id)
        told = tuple(Pause(date.fromisoformat(since), date.fromisoformat(until)) for since, until in pauses)
        was = deadlines.compute(limit, starts_on, self.before, told)
        return was.due_on, deadlines.compute(limit, starts_on, self.after, told).due_on


def totals(row: CalendarException) -> Totals:
    """Counted by groups of clocks that share a span: as quick for a million as for ten."""
    comparison = Comparison(row)
    by_clock: dict[str, int] = {}
    for span, count in open_clocks.spans(row.day):
        if comparison.new_due(span) is not None:
            clock = comparison.clock_of(span)
            by_clock[clock] = by_clock.get(clock, 0) + count
    return Totals(sum(by_clock.values()), dict(sorted(by_clock.items())))


def effects(row: CalendarException, *, after: Key | None = None, limit: int = PAGE) -> EffectPage:
    """The running clocks whose due date would move, old and new, a page at a time."""
    comparison = Comparison(row)
    found: list[Effect] = []
    while True:
        batch = open_clocks.page(row.day, after=after, limit=READ)
        for clock in batch:
            new_due_on = comparison.new_due(clock.span)
            after = clock.key
            if new_due_on is not None:
                found.append(Effect(clock, new_due_on))
                if len(found) == limit:
                    return EffectPage(found, after)
        if len(batch) < READ:
            return EffectPage(found, None)


def move(actor: Actor, exception_id: int, chosen: Mapping[int, date], *, at: datetime) -> Moved:
    """Move the named clocks to the very days the person has seen; one that has changed meanwhile is left."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    row = _settled(exception_id)
    pairs = open_clocks.still_open(sorted(chosen), row.day)
    moved = 0
    for start in range(0, len(pairs), BATCH):
        with transaction():
            row = _settled(exception_id)
            comparison = Comparison(row)
            for deadline_id, case_id in pairs[start : start + BATCH]:
                moved += _move_one(actor, row, comparison, deadline_id, case_id, at, expected=chosen[deadline_id])
    return Moved(moved, len(chosen) - moved)


def move_all(actor: Actor, exception_id: int, *, at: datetime) -> Moved:
    """Move every clock the exception moves: a few at once, many through the worker."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    row = _settled(exception_id)
    count = totals(row).count
    with transaction():
        row = _settled(exception_id)
        audit.append(actor, "calendar.move_all", at=at, subject=subject(row), details={"count": count})
        if count > AT_ONCE:
            outbox.post("calendar.move", at=at, exception_id=exception_id, user_id=actor.user_id)
    if count > AT_ONCE:
        return Moved(is_going_on=True)
    moved, _after = move_some(actor, exception_id, after=None, at=at, most=AT_ONCE)
    return Moved(moved)


def move_some(
    actor: Actor, exception_id: int, *, after: Key | None, at: datetime, most: int = MESSAGE
) -> tuple[int, Key | None]:
    """Move up to so many from a key on; how many, and where to go on. Safe to run twice: what has moved stays."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    moved = done = 0
    while done < most:
        page = effects(_settled(exception_id), after=after, limit=BATCH)
        with transaction():
            row = _settled(exception_id)
            comparison = Comparison(row)
            for effect in page.effects:
                clock = effect.clock
                moved += _move_one(actor, row, comparison, clock.deadline_id, clock.case_id, at)
        done, after = done + len(page.effects), page.next
        if after is None:
            break
    return moved, after


def _move_one(
    actor: Actor,
    row: CalendarException,
    comparison: Comparison,
    deadline_id: int,
    case_id: int,
    at: datetime,
    expected: date | None = None,
) -> bool:
    """Move one clock under the lock of its case; False where somebody ended, moved or paused it meanwhile."""
    case = steps.open_case(case_id)
    found = next((d for d in case.deadlines if d.id == deadline_id and d.ended_on is None), None)
    new_due_on = comparison.new_due(open_clocks.span_of(found)) if found is not None else None
    if found is None or new_due_on is None or (expected is not None and expected != new_due_on):
        return False
    if actor.user_id is None:
        raise NotAllowed("action_not_yours")
    old_due_on, old_calendar = found.due_on, found.calendar_version
    clocks.rule_again(found)
    clocks.refresh_next_due(case)
    db.session.add(
        DeadlineChange(
            deadline_id=found.id,
            case_id=case.id,
            exception_id=row.id,
            actor_id=actor.user_id,
            at=at,
            old_due_on=old_due_on,
            new_due_on=found.due_on,
            old_calendar=old_calendar,
            new_calendar=found.calendar_version,
        )
    )
    details = {"clock": found.clock, "old": old_due_on.isoformat(), "new": found.due_on.isoformat()}
    audit.append(actor, "case.deadline_moved", at=at, case_id=case.id, subject=subject(row), details=details)
    outbox.post("case.deadline_moved", at=at, case_id=case.id)
    return True


def _settled(exception_id: int) -> CalendarException:
    """An exception that counts, or counted: only then may dates follow it."""
    row = exceptions.by_id(exception_id)
    if row is None:
        raise NotFound("exception_not_found")
    if not row.was_confirmed:
        raise WrongState("exception_not_confirmed")
    return row

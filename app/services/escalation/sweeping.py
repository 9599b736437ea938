"""The sweep: every clock that has come to a rung of its ladder is noted and announced, once.

It reads by the stored day (Deadline.next_rung_on), so its work grows with what happens and not with what is open; a day
that was missed is made up, a sweep that runs twice finds nothing, and one that was killed goes on where it was.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from app.domain.deadlines import compute
from app.domain.escalation.ladder import SLACK, Climb, climb
from app.domain.refusals import LawUnknown
from app.persistence.queries.escalation import climbing
from app.persistence.queries.escalation.climbing import Clock, Key
from app.persistence.transaction import in_transaction
from app.services.escalation import noting
from app.services.escalation.noting import Noted, Sweeping
from app.services.escalation.people import People
from app.services.law import law_in_force

PAGE = 1000  # clocks read at once
BATCH = 100  # clocks written in one transaction: what is noted stays noted when the sweep is broken off
LISTED = 5000  # items that the answer of a sweep lists; the rest are counted

RED_LINE = "DL-TCD-06"


@dataclass(slots=True)
class Swept:
    """What a sweep did."""

    on: date
    looked_at: int = 0
    noted: int = 0
    rungs: dict[str, int] = field(default_factory=dict)
    reminders: int = 0
    told: int = 0
    items: list[dict[str, Any]] = field(default_factory=list)

    def add(self, noted: Sequence[Noted]) -> None:
        for one in noted:
            name = one.due.rung.name
            self.noted += 1
            self.rungs[name] = self.rungs.get(name, 0) + 1
            self.reminders += one.reminder_id is not None
            self.told += len(one.accounts)
            if len(self.items) < LISTED:
                self.items.append(one.as_item())

    def as_json(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat(),
            "looked_at": self.looked_at,
            "noted": self.noted,
            "rungs": dict(sorted(self.rungs.items())),
            "reminders": self.reminders,
            "told": self.told,
            "items": self.items,
        }


def sweep(on: date, *, at: datetime) -> Swept:
    """Note every rung that is due on a day (Vietnam's); `at` is the moment that goes into the records."""
    sweeping, swept = Sweeping(law_in_force(), People(on), on, at), Swept(on)
    stored = _pages(lambda after: climbing.coming(on + SLACK, after=after, limit=PAGE), _by_stored_day)
    for pages in (stored, _unhandled(sweeping)):
        for page in pages:
            swept.looked_at += len(page)
            found = _climbing(page, sweeping)
            for start in range(0, len(found), BATCH):
                swept.add(in_transaction(partial(noting.note, found[start : start + BATCH], sweeping)))
    return swept


def _pages(read: Callable[[Key | None], list[Clock]], key: Callable[[Clock], Key]) -> Iterator[list[Clock]]:
    """Page after page, from where the last one ended: what was written meanwhile is behind."""
    after: Key | None = None
    while page := read(after):
        after = key(page[-1])
        yield page


def _by_stored_day(clock: Clock) -> Key:
    return (clock.stored or date.min, clock.deadline_id or 0)


def _unhandled(sweeping: Sweeping) -> Iterator[list[Clock]]:
    """Petitions that nobody handles, with the red line as their clock (N154 Đ41.3b); from the first day of that law."""
    limits = [limit for limit in sweeping.law.time_limits if limit.clock == RED_LINE]
    if not limits:
        return
    since = min(limit.in_force.since for limit in limits)
    until = sweeping.on - timedelta(days=min(limit.days for limit in limits) // 2)  # long before the first rung

    def read(after: Key | None) -> list[Clock]:
        return climbing.unhandled(since, until, "red-line", after=after, limit=PAGE)

    for page in _pages(read, lambda clock: (clock.received_on, clock.case_id)):
        yield [_with_red_line(clock, sweeping) for clock in page]


def _with_red_line(clock: Clock, sweeping: Sweeping) -> Clock:
    limit = sweeping.law.time_limit(RED_LINE, clock.received_on)
    return replace(clock, clock=RED_LINE, due_on=compute(limit, clock.received_on, sweeping.law.calendar).due_on)


def _climbing(page: list[Clock], sweeping: Sweeping) -> list[tuple[Clock, Climb]]:
    """Of a page those that something is to be written of: a rung has come, or another day is to be stored."""
    taken = climbing.taken(page)
    of_cases = climbing.taken_by_cases(clock.case_id for clock in page if clock.deadline_id is None)
    found = []
    for clock in page:
        if clock.deadline_id is None:
            step = _climb(clock, of_cases.get(clock.case_id, frozenset()), sweeping)
        else:
            step = _climb(clock, taken.get((clock.deadline_id, clock.due_on), frozenset()), sweeping)
        if step.due or (clock.deadline_id is not None and step.next_on != clock.stored):
            found.append((clock, step))
    return found


def _climb(clock: Clock, taken: frozenset[str], sweeping: Sweeping) -> Climb:
    if clock.is_paused:
        return Climb((), None)
    try:
        ladder = sweeping.ladder(clock)
    except LawUnknown:
        return Climb((), None)  # a clock that the lawbook no longer knows
    return climb(
        ladder,
        starts_on=clock.starts_on,
        due_on=clock.due_on,
        taken=taken,
        today=sweeping.on,
        calendar=sweeping.law.calendar,
    )

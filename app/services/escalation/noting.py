"""A batch of rungs is written: the facts, the acts in the log, the reminders, and who is told. One transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.domain.escalation.ladder import Climb, Due, LadderRow, ladder_of
from app.domain.escalation.vocabulary import Act, Rank
from app.domain.facts import SYSTEM, Exclusion
from app.domain.rules import LawBook
from app.persistence import audit
from app.persistence.queries.escalation import climbing
from app.persistence.queries.escalation.climbing import Clock
from app.services.escalation import issuing
from app.services.escalation.issuing import NewReminder
from app.services.escalation.people import People, Reached
from app.services.notices import telling

URGENT = frozenset({Act.OVERDUE, Act.REMIND, Act.EXAMINE, Act.RED_LINE})


@dataclass(frozen=True, slots=True)
class Noted:
    """A rung that was written, and who was told: rank and account."""

    clock: Clock
    ladder: LadderRow
    due: Due
    on: date
    told: tuple[tuple[Rank, int], ...] = ()
    reminder: NewReminder | None = None
    reminder_id: int | None = None

    @property
    def delay_days(self) -> int:
        """Days from the due date; negative before it."""
        return (self.on - self.clock.due_on).days

    @property
    def accounts(self) -> frozenset[int]:
        return frozenset(user_id for _rank, user_id in self.told)

    def as_item(self) -> dict[str, Any]:
        """For the JSON of a sweep; names nobody."""
        return {
            "case": self.clock.number,
            "clock": self.clock.clock,
            "rung": self.due.rung.name,
            "due_on": self.clock.due_on.isoformat(),
            "rung_on": self.due.on.isoformat(),
            "delay_days": self.delay_days,
            "acts": self.due.acts,
            "told": len(self.accounts),
        }


@dataclass(frozen=True, slots=True)
class Sweeping:
    """What is the same for a whole sweep."""

    law: LawBook
    people: People
    on: date
    at: datetime

    def ladder(self, clock: Clock) -> LadderRow:
        """The ladder of a clock, by the day of its event."""
        starts_on = max(clock.starts_on, self.law.since)
        return ladder_of(self.law.ladders, clock.clock, clock.procedure.kind, starts_on)


def note(batch: Sequence[tuple[Clock, Climb]], sweeping: Sweeping) -> list[Noted]:
    """Write what is due of these clocks, unless they have moved meanwhile; store when each is looked at next."""
    still = climbing.still_coming([clock for clock, _step in batch if clock.deadline_id is not None])
    cases = climbing.still_unhandled([clock.case_id for clock, _step in batch if clock.deadline_id is None])
    excluded = climbing.exclusions({clock.case_id for clock, step in batch if step.due})
    noted: list[Noted] = []
    days: dict[int, date | None] = {}
    for clock, step in batch:
        if (clock.case_id not in cases) if clock.deadline_id is None else (clock.deadline_id not in still):
            continue
        if clock.deadline_id is not None:
            days[clock.deadline_id] = step.next_on
        noted += [_do(clock, due, sweeping, excluded.get(clock.case_id, frozenset())) for due in step.due]
    noted = _with_reminders(noted, sweeping)
    climbing.add([_row(one, sweeping.at) for one in noted])
    telling.write([notice for one in noted for notice in _notices(one, sweeping.at)], sweeping.at)
    climbing.look_again(days)
    return noted


def _do(clock: Clock, due: Due, sweeping: Sweeping, excluded: Iterable[Exclusion]) -> Noted:
    """What the rung is there for, and its act in the log."""
    noted = Noted(clock, sweeping.ladder(clock), due, sweeping.on)
    if due.acts:
        noted = _act(noted, sweeping, excluded)
    details = {"rung": due.rung.name, "clock": clock.clock, "due_on": clock.due_on.isoformat()}
    audit.append(
        SYSTEM,
        f"escalation.{due.rung.act}",
        at=sweeping.at,
        case_id=clock.case_id,
        ground=noted.ladder.rule_id,
        details=details | {"delay_days": noted.delay_days},
    )
    return noted


def _act(noted: Noted, sweeping: Sweeping, excluded: Iterable[Exclusion]) -> Noted:
    clock, rung = noted.clock, noted.due.rung
    reached = {rank: sweeping.people.reached(rank, clock.body_id, clock.officer_id, excluded) for rank in rung.to}
    told = tuple((rank, person.user_id) for rank, found in reached.items() for person in found.people)
    return replace(noted, told=told, reminder=_reminder(noted, reached, sweeping))


def _reminder(noted: Noted, reached: Mapping[Rank, Reached], sweeping: Sweeping) -> NewReminder | None:
    """The document of a rung that reminds, in the name of the superior, or of who answers for a vacant office."""
    if noted.due.rung.act is not Act.REMIND or not reached[Rank.SUPERIOR].people:
        return None
    heads = sweeping.people.leaders(noted.clock.body_id)
    head_id = heads[0].user_id if heads else None
    return NewReminder(noted.clock, reached[Rank.SUPERIOR].body_id, head_id, noted.due.rung.answer_days)


def _with_reminders(noted: Sequence[Noted], sweeping: Sweeping) -> list[Noted]:
    """The same, with the reminders written."""
    wanted = [one.reminder for one in noted if one.reminder is not None]
    made = iter(issuing.issue(wanted, on=sweeping.on, at=sweeping.at, calendar=sweeping.law.calendar))
    return [replace(one, reminder_id=next(made)) if one.reminder is not None else one for one in noted]


def _notices(noted: Noted, at: datetime) -> list[Mapping[str, Any]]:
    """Everybody once, whatever the number of ranks he has."""
    clock, rung = noted.clock, noted.due.rung
    facts = {
        "case": clock.number,
        "clock": clock.clock,
        "due_on": clock.due_on.isoformat(),
        "delay": noted.delay_days,
        "body": clock.body_id,
    }
    if noted.reminder_id is not None:
        facts["reminder"] = noted.reminder_id
    return telling.notices(
        noted.accounts,
        f"rung.{rung.act}",
        key=f"rung:{clock.deadline_id or 'case'}:{clock.case_id}:{clock.due_on.isoformat()}:{rung.name}",
        at=at,
        facts=facts,
        case_id=clock.case_id,
        urgent=rung.act in URGENT,
    )


def _row(noted: Noted, at: datetime) -> dict[str, Any]:
    clock, due = noted.clock, noted.due
    return {
        "case_id": clock.case_id,
        "deadline_id": clock.deadline_id,
        "body_id": clock.body_id,
        "clock": clock.clock,
        "ladder_id": noted.ladder.rule_id,
        "rung": due.rung.name,
        "act": due.rung.act,
        "due_on": clock.due_on,
        "rung_on": due.on,
        "noted_on": noted.on,
        "delay_days": noted.delay_days,
        "acts": due.acts,
        "told": [[str(rank), user_id] for rank, user_id in noted.told],
        "at": at,
        "verdict_note": "",
        "reminder_id": noted.reminder_id,
    }

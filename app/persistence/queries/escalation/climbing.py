"""What the sweep reads and writes: by the stored day, in pages, as plain rows that nothing keeps in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, exists, insert, select, tuple_, update

from app.domain.facts import Exclusion as ExclusionFacts
from app.domain.vocabulary import Procedure
from app.persistence.db import db
from app.persistence.models.case import UNHANDLED_STATES, Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.escalation import ClimbedRung
from app.persistence.models.exclusion import Exclusion

Key = tuple[date, int]

_deadline = cast(Table, Deadline.__table__)
_rung = cast(Table, ClimbedRung.__table__)
_add = insert(_rung)
_next = update(_deadline).where(_deadline.c.id == bindparam("row")).values(next_rung_on=bindparam("next_on"))


@dataclass(frozen=True, slots=True)
class Clock:
    """A running clock with what the ladder asks of its case. `deadline_id` None: the red line of the case itself."""

    deadline_id: int | None
    case_id: int
    body_id: int
    clock: str
    starts_on: date
    due_on: date
    procedure: Procedure
    officer_id: int | None
    is_sealed: bool
    received_on: date
    stored: date | None = None
    is_paused: bool = False

    @property
    def number(self) -> str:
        """As Case.number says it."""
        return f"{'NTC-' if self.is_sealed else ''}{self.received_on.year}-{self.case_id:06d}"


_OF_CASE = (Case.procedure, Case.officer_id, Case.is_sealed, Case.received_on)
_OF_CLOCK = (Deadline.id, Deadline.case_id, Deadline.body_id, Deadline.clock, Deadline.starts_on, Deadline.due_on)


def coming(until: date, *, after: Key | None, limit: int) -> list[Clock]:
    """Clocks whose stored day is not later, in its order."""
    query = (
        select(*_OF_CLOCK, Deadline.next_rung_on, Deadline.pauses, *_OF_CASE)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.next_rung_on <= until)
        .order_by(Deadline.next_rung_on, Deadline.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Deadline.next_rung_on, Deadline.id) > tuple_(*after))
    return [
        _clock(row, stored=row.next_rung_on, is_paused=bool(row.pauses and row.pauses[-1][1] == ""))
        for row in db.session().execute(query)
    ]


def _clock(row: Any, **more: Any) -> Clock:
    names = (*(column.key for column in _OF_CLOCK[1:]), *(column.key for column in _OF_CASE))
    return Clock(deadline_id=row.id, **{name: getattr(row, name) for name in names}, **more)


def unhandled(since: date, until: date, rung: str, *, after: Key | None, limit: int) -> list[Clock]:
    """Cases received from a day to a day of whose petition nobody has decided anything, and that have not come to a
    rung of their own; `clock` and `due_on` are filled in by who asks."""
    taken = exists().where(ClimbedRung.case_id == Case.id, ClimbedRung.deadline_id.is_(None), ClimbedRung.rung == rung)
    query = (
        select(Case.id, Case.body_id, *_OF_CASE)
        .where(
            Case.closed_at.is_(None),
            Case.state.in_(bindparam(None, UNHANDLED_STATES, expanding=True, literal_execute=True)),
            Case.received_on >= since,
            Case.received_on <= until,
            ~taken,
        )
        .order_by(Case.received_on, Case.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Case.received_on, Case.id) > tuple_(*after))
    return [
        Clock(
            deadline_id=None,
            case_id=row.id,
            body_id=row.body_id,
            clock="",
            starts_on=row.received_on,
            due_on=row.received_on,
            procedure=row.procedure,
            officer_id=row.officer_id,
            is_sealed=row.is_sealed,
            received_on=row.received_on,
        )
        for row in db.session().execute(query)
    ]


def taken(clocks: Sequence[Clock]) -> Mapping[tuple[int, date], frozenset[str]]:
    """The rungs that these clocks, at their present due dates, have come to."""
    ids = [clock.deadline_id for clock in clocks if clock.deadline_id is not None]
    query = select(ClimbedRung.deadline_id, ClimbedRung.due_on, ClimbedRung.rung)
    found: dict[tuple[int, date], set[str]] = {}
    for deadline_id, due_on, rung in db.session().execute(query.where(ClimbedRung.deadline_id.in_(ids))):
        found.setdefault((cast(int, deadline_id), due_on), set()).add(rung)
    return {key: frozenset(rungs) for key, rungs in found.items()}


def taken_by_cases(case_ids: Iterable[int]) -> Mapping[int, frozenset[str]]:
    """The rungs of the cases themselves."""
    query = select(ClimbedRung.case_id, ClimbedRung.rung).where(
        ClimbedRung.case_id.in_(list(case_ids)), ClimbedRung.deadline_id.is_(None)
    )
    found: dict[int, set[str]] = {}
    for case_id, rung in db.session().execute(query):
        found.setdefault(case_id, set()).add(rung)
    return {key: frozenset(rungs) for key, rungs in found.items()}


def still_coming(clocks: Sequence[Clock]) -> frozenset[int]:
    """Inside the transaction: those that nobody has ended, moved or swept meanwhile, locked. What another holds is left
    to the next sweep."""
    wanted = {clock.deadline_id: clock.due_on for clock in clocks}
    query = select(Deadline.id, Deadline.due_on).where(
        Deadline.id.in_(list(wanted)), Deadline.next_rung_on.is_not(None)
    )
    rows = db.session().execute(query.with_for_update(skip_locked=True))
    return frozenset(row.id for row in rows if wanted[row.id] == row.due_on)


def still_unhandled(case_ids: Sequence[int]) -> frozenset[int]:
    """The same of cases."""
    query = select(Case.id).where(Case.id.in_(case_ids), Case.closed_at.is_(None), Case.state.in_(UNHANDLED_STATES))
    return frozenset(db.session().scalars(query.with_for_update(skip_locked=True)))


def exclusions(case_ids: Iterable[int]) -> Mapping[int, frozenset[ExclusionFacts]]:
    """Whom these cases are kept from; most are kept from nobody."""
    found: dict[int, set[ExclusionFacts]] = {}
    for row in db.session().scalars(select(Exclusion).where(Exclusion.case_id.in_(list(case_ids)))):
        found.setdefault(row.case_id, set()).add(row.facts())
    return {case_id: frozenset(rows) for case_id, rows in found.items()}


def add(rows: Sequence[Mapping[str, Any]]) -> None:
    """Note rungs."""
    if rows:
        db.session().connection().execute(_add, list(rows))


def look_again(days: Mapping[int, date | None]) -> None:
    """Keep when each clock is to be looked at next."""
    if days:
        rows = [{"row": deadline_id, "next_on": day} for deadline_id, day in days.items()]
        db.session().connection().execute(_next, rows)

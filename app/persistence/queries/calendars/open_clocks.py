"""The running clocks whose count a changed day may touch, of all bodies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline

Key = tuple[date, int]  # due_on and id: where the reading of open clocks goes on


@dataclass(frozen=True, slots=True)
class Span:
    """What decides where an open clock ends; many clocks share one."""

    rule_id: str
    starts_on: date
    due_on: date
    pauses: tuple[tuple[str, str], ...] = ()


def spans(day: date) -> Iterable[tuple[Span, int]]:
    """The spans of all open clocks that a change of a day may touch, and how many clocks have each."""
    columns = (Deadline.rule_id, Deadline.starts_on, Deadline.due_on)
    plain = select(*columns, func.count()).where(_touches(day), Deadline.pauses.is_(None)).group_by(*columns)
    for rule_id, starts_on, due_on, count in db.session.execute(plain):
        yield Span(rule_id, starts_on, due_on), count
    paused = select(*columns, Deadline.pauses).where(_touches(day), Deadline.pauses.is_not(None))
    for rule_id, starts_on, due_on, pauses in db.session.execute(paused):
        yield Span(rule_id, starts_on, due_on, _pairs(pauses)), 1


@dataclass(frozen=True, slots=True)
class OpenClock:
    """An open clock as a list needs it. Says nothing of the matter; of a sealed case not even where it is."""

    deadline_id: int
    case_id: int
    clock: str
    owner: str
    span: Span
    case_number: str
    body_name: str

    @property
    def key(self) -> Key:
        return (self.span.due_on, self.deadline_id)


def page(day: date, *, after: Key | None, limit: int) -> list[OpenClock]:
    """Open clocks that a change of a day may touch, by due date, in pages."""
    query = (
        select(Deadline, Case, Body.short_name)
        .join(Case, Case.id == Deadline.case_id)
        .join(Body, Body.id == Deadline.body_id)
        .where(_touches(day))
        .order_by(Deadline.due_on, Deadline.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Deadline.due_on, Deadline.id) > tuple_(*after))
    return [_open_clock(*row) for row in db.session.execute(query)]


def still_open(deadline_ids: Sequence[int], day: date) -> list[tuple[int, int]]:
    """(deadline, case) of the named clocks that are still open and that a change of the day may touch."""
    query = select(Deadline.id, Deadline.case_id).where(_touches(day), Deadline.id.in_(deadline_ids))
    return [(row.id, row.case_id) for row in db.session.execute(query.order_by(Deadline.case_id, Deadline.id))]


def _open_clock(row: Deadline, case: Case, body_name: str) -> OpenClock:
    return OpenClock(
        deadline_id=row.id,
        case_id=row.case_id,
        clock=row.clock,
        owner=row.owner,
        span=span_of(row),
        case_number="" if case.is_sealed else case.number,
        body_name="" if case.is_sealed else body_name,
    )


def span_of(row: Deadline) -> Span:
    return Span(row.rule_id, row.starts_on, row.due_on, _pairs(row.pauses))


def _pairs(pauses: list[list[str]] | None) -> tuple[tuple[str, str], ...]:
    return tuple((since, until) for since, until in pauses or [])


def _touches(day: date) -> ColumnElement[bool]:
    """The day lies in the span: after the start, not after the end; the other way round for a term counted backward.

    `ended_on IS NULL` and a range of `due_on` are what the index answers.
    """
    forward = and_(Deadline.due_on >= day, Deadline.starts_on < day)
    backward = and_(Deadline.due_on <= day, Deadline.starts_on > day)
    return and_(Deadline.ended_on.is_(None), or_(forward, backward))

"""What stands open today, live: counted over one index of the open cases (ix_case_standing), and the lists behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import joinedload

from app.domain.facts import Actor
from app.domain.oversight.measures import AGES, LONG_DAYS, Period
from app.domain.vocabulary import Procedure
from app.persistence.db import db
from app.persistence.models.case import UNHANDLED_STATES, Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.reception import ConclusionTask
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.oversight.gathering import is_due
from app.persistence.queries.oversight.kept import Narrowed
from app.persistence.queries.reception import tasks
from app.persistence.queries.scope import sees

PAGE = 50
WEEK = timedelta(days=7)


class What(StrEnum):
    """The numbers of the wall that open a list of cases."""

    OPEN = "open"
    WEEK = "week"
    OVERDUE = "overdue"
    LATE_WEEK = "late_week"  # up to seven days
    LATE_MONTH = "late_month"  # eight to thirty
    LATE_LONG = "late_long"  # more
    UNHANDLED = "unhandled"  # over 45 days since the red line is law
    LONG = "long"  # open for more than 90 days
    RECEIVED = "received"  # in the period
    MISSED = "missed"  # time limits of the period that were not kept


STANDING = (
    *(What.OPEN, What.WEEK, What.OVERDUE, What.LATE_WEEK, What.LATE_MONTH, What.LATE_LONG),
    *(What.UNHANDLED, What.LONG),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """The day, the period, and the days of the red line: first and last day of receipt that it concerns."""

    today: date
    period: Period
    red_since: date
    red_until: date


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of one body and commune."""

    body_id: int
    unit_code: str
    is_sealed: bool
    numbers: dict[What, int]


def condition(what: What, moment: Moment) -> ColumnElement[bool]:
    """Which open cases a number counts."""
    due, today = Case.next_due_on, moment.today
    week, month = (today - timedelta(days=days) for days in AGES)
    return {
        What.OPEN: Case.closed_at.is_(None),
        What.WEEK: and_(due >= today, due <= today + WEEK),
        What.OVERDUE: due < today,
        What.LATE_WEEK: and_(due < today, due >= week),
        What.LATE_MONTH: and_(due < week, due >= month),
        What.LATE_LONG: due < month,
        What.UNHANDLED: and_(
            Case.state.in_(bindparam(None, UNHANDLED_STATES, expanding=True, literal_execute=True)),
            Case.received_on >= moment.red_since,
            Case.received_on <= moment.red_until,
        ),
        What.LONG: Case.received_on < today - timedelta(days=LONG_DAYS),
    }[what]


def standing(actor: Actor, narrowed: Narrowed, moment: Moment) -> list[Standing]:
    """Every body and commune with open cases. Sealed ones are counted by body alone: no commune, no field."""
    groups = (Case.body_id, Case.is_sealed, Case.unit_code)  # in the order of ix_case_standing: nothing is sorted
    late = [func.count().filter(condition(what, moment)) for what in STANDING if what is not What.OPEN]
    query = select(*groups, func.count(), *late).where(Case.closed_at.is_(None), keeps_from(actor), *_narrow(narrowed))
    found = []
    for body_id, is_sealed, unit_code, *numbers in db.session.execute(query.group_by(*groups)):
        found.append(
            Standing(body_id, _told(unit_code, is_sealed), is_sealed, dict(zip(STANDING, numbers, strict=True)))
        )
    return found


def _told(unit_code: str | None, is_sealed: bool) -> str:
    return "" if is_sealed or unit_code is None else unit_code


def _narrow(narrowed: Narrowed, body: Any = Case.body_id) -> list[ColumnElement[bool]]:
    found = []
    if narrowed.body_id:
        found.append(body == narrowed.body_id)
    if narrowed.kind:
        found.append(Case.procedure.in_([p for p in Procedure if p.kind is narrowed.kind]))
    if narrowed.category_code:
        found.append(and_(Case.category_code == narrowed.category_code, Case.is_sealed.is_(False)))
    return found


def unfulfilled(actor: Actor, narrowed: Narrowed, today: date) -> dict[int, tuple[int, int]]:
    """Conclusions after receptions not yet done, by the body that must: all, and late ones."""
    task = ConclusionTask
    query = select(task.owner_body_id, func.count(), func.count().filter(task.due_on < today))
    query = query.where(task.done_on.is_(None), tasks.sees(actor))
    if narrowed.body_id:
        query = query.where(task.owner_body_id == narrowed.body_id)
    rows = db.session.execute(query.group_by(task.owner_body_id))
    return {body_id: (every, late) for body_id, every, late in rows}


def behind(
    actor: Actor,
    what: What,
    narrowed: Narrowed,
    moment: Moment,
    *,
    unit_code: str | None = None,
    after: tuple[date, int] | None = None,
    limit: int = PAGE + 1,
) -> Sequence[Case]:
    """The cases behind a number, most urgent first, one more than a page; only what the actor may see."""
    query = select(Case).where(sees(actor), Case.is_sealed.is_(False))
    period = moment.period
    if what is What.RECEIVED:
        query = query.where(Case.received_on >= period.since, Case.received_on <= period.until)
        query = query.where(*_narrow(narrowed, Case.intake_body_id))
    elif what is What.MISSED:
        query = query.where(_missed(narrowed, moment), *_narrow(Narrowed(None, narrowed.kind, narrowed.category_code)))
    else:
        query = query.where(Case.closed_at.is_(None), condition(what, moment), *_narrow(narrowed))
    if unit_code:
        query = query.where(Case.unit_code == unit_code)
    order = (Case.next_due_on, Case.id)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after, types=[column.type for column in order]))
    query = query.options(joinedload(Case.officer), joinedload(Case.body)).order_by(*order)
    return db.session.scalars(query.limit(limit)).all()


def _missed(narrowed: Narrowed, moment: Moment) -> ColumnElement[bool]:
    """A time limit of the authority that ended in the period without being kept."""
    here = [Deadline.case_id == Case.id, is_due(moment.today), Deadline.met.is_not(True)]
    here += [Deadline.due_on >= moment.period.since, Deadline.due_on <= moment.period.until]
    if narrowed.body_id:
        here.append(Deadline.body_id == narrowed.body_id)
    return exists().where(*here)

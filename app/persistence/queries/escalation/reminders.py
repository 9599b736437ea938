"""Reminders: who wrote them to whom, which are unanswered, and what they have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, and_, false, func, insert, or_, select, update
from sqlalchemy.orm import joinedload

from app.domain.access import BODY_STAFF
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.escalation import Reminder
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.scope import sees
from app.persistence.types import LARGEST_ID

PAGE = 50

_table = cast(Table, Reminder.__table__)
_add = insert(_table).returning(_table.c.id, sort_by_parameter_order=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A reminder with its case and clock. `ended_on`: the step was taken since."""

    reminder: Reminder
    case: Case
    ended_on: date | None


def written(case_ids: Iterable[int]) -> Counter[tuple[int, str, date]]:
    """How many reminders there are of each due date of these cases: case, clock, day."""
    query = select(Reminder.case_id, Reminder.clock, Reminder.due_on).where(Reminder.case_id.in_(list(case_ids)))
    return Counter((row.case_id, row.clock, row.due_on) for row in db.session().execute(query))


def add(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write reminders; their numbers in the table, in the same order."""
    return list(db.session().connection().execute(_add, list(rows)).scalars()) if rows else []


def forget_words(case_ids: Iterable[int]) -> None:
    """Empty what was written about cases that have turned out to be denunciations; the reminders themselves stand."""
    found = _table.c.case_id.in_(list(case_ids))
    db.session().connection().execute(update(_table).where(found).values(note="", answer=""))


def visible(actor: Actor) -> ColumnElement[bool]:
    """Which reminders an actor may see (domain/escalation/access.py says the same of one); `Case` is joined."""
    if actor.role is Role.INSPECTORATE:
        return keeps_from(actor)
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    received = and_(Reminder.to_body_id == actor.body_id, sees(actor))
    if actor.role is not Role.HEAD:
        return received
    return or_(received, and_(Reminder.from_body_id == actor.body_id, keeps_from(actor)))


def page(actor: Actor, *, unanswered: bool, before: int | None = None) -> list[Line]:
    """Fifty, newest first; only those whose answer is still asked for when `unanswered`."""
    query = _lines().where(visible(actor)).order_by(Reminder.id.desc()).limit(PAGE)
    if unanswered:
        query = query.where(Reminder.answered_at.is_(None), Deadline.ended_on.is_(None))
    if before is not None:
        query = query.where(Reminder.id < before)
    return [Line(*row) for row in db.session.execute(query)]


def seen(actor: Actor, reminder_id: int) -> Line | None:
    """One, if the actor may see it."""
    if reminder_id > LARGEST_ID:
        return None
    row = db.session.execute(_lines().where(visible(actor), Reminder.id == reminder_id)).first()
    return Line(*row) if row else None


def of_case(case_id: int) -> list[Reminder]:
    """The reminders of a case, for who may see it."""
    query = select(Reminder).where(Reminder.case_id == case_id).options(joinedload(Reminder.from_body))
    return list(db.session.scalars(query.order_by(Reminder.id)))


def same(case_id: int, clock: str, from_body_id: int, on: date, note: str) -> int | None:
    """The reminder that a body wrote by hand on a day in the same words: the form was sent twice."""
    query = select(Reminder.id).where(Reminder.case_id == case_id, Reminder.clock == clock, Reminder.issued_on == on)
    by_hand = (Reminder.from_body_id == from_body_id, Reminder.issued_by_id.is_not(None), Reminder.note == note)
    return db.session.scalar(query.where(*by_hand).limit(1))


def locked(reminder_id: int) -> Reminder | None:
    query = select(Reminder).where(Reminder.id == reminder_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def unanswered(actor: Actor, today: date) -> tuple[int, int]:
    """How many wait for an answer, and of how many the answer is late."""
    late = func.count().filter(Reminder.answer_due_on < today)
    open_ones = (visible(actor), Reminder.answered_at.is_(None), Deadline.ended_on.is_(None))
    query = select(func.count(), late).select_from(Reminder).join(Case, Case.id == Reminder.case_id)
    row = db.session.execute(query.outerjoin(Deadline, Deadline.id == Reminder.deadline_id).where(*open_ones)).one()
    return row[0], row[1]


def together(actor: Actor, since: date) -> Mapping[str, list[tuple[Any, int]]]:
    """What the reminders since a day have in common: head, body, clock, field, commune; what comes twice and more."""
    return {
        name: _most(actor, column, since)
        for name, column in (
            ("head", Reminder.head_id),
            ("body", Reminder.to_body_id),
            ("clock", Reminder.clock),
            ("field", Case.category_code),
            ("unit", Case.unit_code),
        )
    }


def _most(actor: Actor, column: Any, since: date, limit: int = 5) -> list[tuple[Any, int]]:
    many = func.count(Reminder.case_id.distinct())
    query = (
        select(column, many)
        .select_from(Reminder)
        .join(Case, Case.id == Reminder.case_id)
        .where(visible(actor), Reminder.issued_on >= since, column.is_not(None))
        .group_by(column)
        .having(many > 1)
        .order_by(many.desc(), column)
        .limit(limit)
    )
    return [(value, count) for value, count in db.session.execute(query)]


def _lines() -> Select[Reminder, Case, date | None]:
    bodies = (joinedload(Reminder.from_body), joinedload(Reminder.to_body))
    return (
        select(Reminder, Case, Deadline.ended_on)
        .join(Case, Case.id == Reminder.case_id)
        .outerjoin(Deadline, Deadline.id == Reminder.deadline_id)
        .options(*bodies)
    )

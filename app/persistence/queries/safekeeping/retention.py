"""Which files have run out, which are held, and the lists of destruction."""

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from app.domain.calendars import LAW_ZONE, ONE_DAY
from app.domain.facts import Actor
from app.domain.keeping.retention import RetentionRow, earliest_closing
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.safekeeping.retention import Destruction, DestructionItem, LegalHold
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.scope import sees
from app.persistence.types import LARGEST_ID


def run_out(actor: Actor, rows: Collection[RetentionRow], today: date, *, after: int, limit: int) -> list[Case]:
    """Closed cases of the actor's body that he may see, whose term may be over, neither held nor on an open list; by
    number from after one on. Rough: the rule of each is asked again."""
    query = (
        select(Case)
        .where(
            sees(actor),
            Case.body_id == actor.body_id,
            Case.closed_at.is_not(None),
            Case.destroyed_at.is_(None),
            Case.id > after,
            or_(false(), *(_may_have_run_out(row, today) for row in rows)),
            ~is_held(),
            ~_is_listed(),
        )
        .order_by(Case.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def is_held() -> ColumnElement[bool]:
    return exists().where(LegalHold.case_id == Case.id, LegalHold.lifted_at.is_(None))


def hold_of(case_id: int) -> LegalHold | None:
    """The hold that stands on a case."""
    query = select(LegalHold).where(LegalHold.case_id == case_id, LegalHold.lifted_at.is_(None))
    return db.session.scalar(query)


def by_id(destruction_id: int, *, locked: bool = False) -> Destruction | None:
    if destruction_id > LARGEST_ID:
        return None
    query = select(Destruction).where(Destruction.id == destruction_id)
    if locked:
        query = query.with_for_update(of=Destruction).execution_options(populate_existing=True)
    return db.session.scalar(query)


def of_body(actor: Actor, limit: int = 50) -> list[Destruction]:
    """The lists of the actor's body that name no file which is kept from him, the newest first."""
    query = select(Destruction).where(Destruction.body_id == actor.body_id, ~_names_what_is_kept_from(actor))
    return list(db.session.scalars(query.order_by(Destruction.id.desc()).limit(limit)))


def is_kept_from(actor: Actor, destruction_id: int) -> bool:
    """Whether a list names a file that is kept from the actor."""
    query = select(Destruction.id).where(Destruction.id == destruction_id, _names_what_is_kept_from(actor))
    return db.session.scalar(query) is not None


def _names_what_is_kept_from(actor: Actor) -> ColumnElement[bool]:
    item = DestructionItem
    return exists().where(item.destruction_id == Destruction.id, ~keeps_from(actor, item.case_id))


def _is_listed() -> ColumnElement[bool]:
    return exists().where(
        DestructionItem.case_id == Case.id,
        DestructionItem.destruction_id == Destruction.id,
        Destruction.withdrawn_at.is_(None),
        Destruction.done_at.is_(None),
    )


def _may_have_run_out(row: RetentionRow, today: date) -> ColumnElement[bool]:
    day = earliest_closing(row, today)
    if day is None:
        return false()
    conditions = [Case.closed_at < datetime.combine(day + ONE_DAY, time.min, LAW_ZONE)]
    if row.procedures:
        conditions.append(Case.procedure.in_(sorted(row.procedures)))
    if row.states:
        conditions.append(Case.state.in_(sorted(row.states)))
    return and_(*conditions)

"""Tasks that heads gave in receptions: lists for who gave, who does and who watches; those of a visit or case."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, false, or_, select, true
from sqlalchemy.orm import joinedload

from app.domain.access import BODY_STAFF
from app.domain.facts import Actor
from app.domain.reception.session import TaskFacts
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.exclusion import Exclusion
from app.persistence.models.reception import ConclusionTask
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.types import LARGEST_ID

PAGE = 50


def sees(actor: Actor) -> ColumnElement[bool]:
    """The rule of app/domain/reception/session.py may_see_task; a test holds the two equal."""
    open_to = or_(ConclusionTask.case_id.is_(None), keeps_from(actor, ConclusionTask.case_id))
    return and_(_by_role(actor), open_to)


def _by_role(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.INSPECTORATE:
        return true()
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    return or_(ConclusionTask.body_id == actor.body_id, ConclusionTask.owner_body_id == actor.body_id)


def facts(task: ConclusionTask | None) -> TaskFacts | None:
    if task is None:
        return None
    rows = db.session.scalars(select(Exclusion).where(Exclusion.case_id == task.case_id)) if task.case_id else ()
    return TaskFacts(task.body_id, task.owner_body_id, frozenset(row.facts() for row in rows))


def find(task_id: int) -> ConclusionTask | None:
    return db.session.get(ConclusionTask, task_id) if task_id <= LARGEST_ID else None


def locked(task_id: int) -> ConclusionTask | None:
    if task_id > LARGEST_ID:
        return None
    query = select(ConclusionTask).where(ConclusionTask.id == task_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def listed(
    actor: Actor,
    *,
    is_open: bool,
    owner_body_id: int | None = None,
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> Sequence[ConclusionTask]:
    """The open ones, the most urgent first; or the done ones, also by their due date. Goes on after a row; only what
    one body must do when it is named."""
    query = select(ConclusionTask).where(sees(actor))
    if owner_body_id is not None:
        query = query.where(ConclusionTask.owner_body_id == owner_body_id)
    query = query.where(ConclusionTask.done_on.is_(None) if is_open else ConclusionTask.done_on.is_not(None))
    order = (ConclusionTask.due_on, ConclusionTask.id)
    if after is not None:
        due_on, task_id = after
        later = and_(ConclusionTask.due_on == due_on, ConclusionTask.id > task_id)
        query = query.where(or_(ConclusionTask.due_on > due_on, later))
    together = (
        joinedload(ConclusionTask.body),
        joinedload(ConclusionTask.owner_body),
        joinedload(ConclusionTask.session),
    )
    return db.session.scalars(query.options(*together).order_by(*order).limit(limit)).all()


def of_visit(visit_id: int) -> Sequence[ConclusionTask]:
    query = select(ConclusionTask).where(ConclusionTask.visit_id == visit_id).order_by(ConclusionTask.id)
    return db.session.scalars(query.options(joinedload(ConclusionTask.owner_body))).all()


def of_session(actor: Actor, session_id: int) -> Sequence[ConclusionTask]:
    query = select(ConclusionTask).where(sees(actor), ConclusionTask.session_id == session_id)
    return db.session.scalars(query.order_by(ConclusionTask.id)).all()


def promised(actor: Actor, visit_ids: Iterable[int], case_ids: Iterable[int]) -> Sequence[ConclusionTask]:
    """What somebody was promised before: by his visits and his cases, the newest first."""
    visits, cases = sorted(set(visit_ids)), sorted(set(case_ids))
    if not visits and not cases:
        return ()
    query = select(ConclusionTask).where(
        sees(actor), or_(ConclusionTask.visit_id.in_(visits), ConclusionTask.case_id.in_(cases))
    )
    return db.session.scalars(query.order_by(ConclusionTask.id.desc()).limit(20)).all()


def forget(visit_id: int) -> None:
    """Tasks of a visit that goes under seal, once their words lie there; inside the caller's transaction."""
    db.session.execute(delete(ConclusionTask).where(ConclusionTask.visit_id == visit_id))

"""After the reception: every task is followed to its end, and the citizen is told (LTCD Đ18.4, N154 Đ25)."""

from collections.abc import Sequence
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception.session import may_see_task
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import Role
from app.persistence import audit, outbox
from app.persistence.models.reception import ConclusionTask
from app.persistence.queries.reception import tasks, visits
from app.persistence.transaction import transaction


def listed(
    actor: Actor, *, is_open: bool, owner_body_id: int | None = None, after: tuple[date, int] | None = None
) -> Sequence[ConclusionTask]:
    """One page of tasks, the most urgent first; of all bodies, or of the one that must do them."""
    access.require_role(actor, Action.TASK_VIEW)
    return tasks.listed(actor, is_open=is_open, owner_body_id=owner_body_id, after=after)


def seen(actor: Actor, task_id: int) -> ConclusionTask:
    """A task for whoever may see it; NotFound else."""
    task = tasks.find(task_id)
    facts = tasks.facts(task)
    if task is None or facts is None or not may_see_task(actor, facts):
        raise NotFound("task_not_found")
    return task


def _own(actor: Actor, task_id: int) -> ConclusionTask:
    """To be written: by staff of who does it or of who gave it. The inspectorate reads."""
    seen(actor, task_id)
    if actor.role is Role.INSPECTORATE:
        raise NotAllowed("action_not_yours")
    task = tasks.locked(task_id)
    if task is None:
        raise NotFound("task_not_found")
    return task


def finish(actor: Actor, task_id: int, result: str, done_on: date, *, at: datetime) -> None:
    """The task is done, with what came of it."""
    with transaction():
        task = _own(actor, task_id)
        if len(result.strip()) < 5:
            raise BadInput("task_result_missing", field="result")
        if not local_date(task.given_at) <= done_on <= local_date(at):
            raise BadInput("task_day_odd", field="done_on")
        task.done_on, task.done_by_id, task.result = done_on, actor.user_id, result.strip()
        outbox.post("task.done", at=at, task_id=task.id)
        audit.append(actor, "task.finish", at=at, subject=f"task:{task.id}", details={"late": done_on > task.due_on})


def tell(actor: Actor, task_id: int, how: str, told_on: date, *, at: datetime) -> None:
    """The citizen has heard the result; with it the ten working days of the visit end (LTCD Đ28.1)."""
    with transaction():
        task = _own(actor, task_id)
        if task.done_on is None:
            raise BadInput("task_not_done", field="told_on")
        if not task.done_on <= told_on <= local_date(at):
            raise BadInput("task_day_odd", field="told_on")
        task.told_on, task.told_how = told_on, how.strip()
        visit = visits.locked(task.visit_id) if task.visit_id else None
        if visit is not None and visit.result_told_on is None:
            visit.result_told_on, visit.result_how = told_on, how.strip()
        audit.append(actor, "task.tell", at=at, subject=f"task:{task.id}")

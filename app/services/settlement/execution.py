"""A decision takes effect and is carried out (LKN Đ44–46; N124 Đ31)."""

from datetime import datetime

from app.domain import workflow
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import Step
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import steps
from app.services.law import law_in_force
from app.services.steps import NO_PAPER, Paper


def confirm_effect(actor: Actor, case_id: int, *, at: datetime) -> Case:
    """Confirm that the decision has effect; refused while a second complaint is still in time. The event is the day of
    effect, not of the click: the time to order execution runs from it (N124 Đ31)."""
    with transaction():
        case = steps.open_case(case_id)
        since = workflow.effective_from(case.facts(), law_in_force())
        reached = since is not None and since <= local_date(at)
        steps.take(actor, case, Step.CONFIRM_EFFECT, at=at, paper=Paper(on=since) if reached else NO_PAPER)
        case.effective_on = since
    return case


def execute(actor: Actor, case_id: int, assignment: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Order execution: who does what by when."""
    if not assignment.strip():
        raise BadInput("assignment_missing", field="assignment")
    with transaction():
        case = steps.open_case(case_id)
        steps.take(actor, case, Step.EXECUTE, at=at, paper=paper, note=assignment)
    return case

"""The superior settles an overdue denunciation himself (LTC Đ38.5, N31 Đ5): below the case ends and its file goes up;
above it is accepted, and the time to settle it begins anew."""

from datetime import date, datetime

from app.domain import workflow
from app.domain.facts import Actor
from app.domain.refusals import NotAllowed, NotFound
from app.domain.vocabulary import Office, Step
from app.persistence.models.case import Case
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services import steps
from app.services.law import law_in_force
from app.services.steps import NO_PAPER, Paper


def take_over(actor: Actor, case_id: int, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """By the head of the superior body, in his own case of the repeated denunciation."""
    with transaction():
        case, lower = open_with_first(case_id)
        transition, on = steps.check(actor, case, Step.TAKE_OVER, at=at, paper=paper)
        steps.put_on_record(case, Step.TAKE_OVER, on)
        if lower is not None:
            _end_below(actor, lower, case, on, paper, at)
        steps.record(actor, case, transition, at=at, on=on, paper=paper)
    return case


def open_with_first(case_id: int) -> tuple[Case, Case | None]:
    """A case and the one it is about, locked by rising number as everywhere."""
    first_id = cases.first_of(case_id)
    first = steps.open_case(first_id) if first_id is not None else None
    return steps.open_case(case_id), first


def _end_below(actor: Actor, lower: Case, case: Case, on: date, paper: Paper, at: datetime) -> None:
    """The step of the direct superior: who heads the body with the repeated denunciation is that superior. The case
    below must still be open and overdue; concluded meanwhile, there is nothing to take."""
    if lower.body_id == case.body_id:
        raise NotFound("case_not_found")
    transition = workflow.take(Step.TAKE_OVER, lower.facts(), law_in_force(), on)
    if Office.SUPERIOR not in transition.offices:
        raise NotAllowed("office_not_yours", transition.citation)
    steps.record(actor, lower, transition, at=at, on=on, paper=paper)
    steps.move(lower, case.body_id, on=on)

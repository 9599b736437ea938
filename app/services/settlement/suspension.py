"""Stopping for a time or for good (tạm đình chỉ, đình chỉ; L136 Đ11a, N155 Đ28a–b) and withdrawal (LKN Đ10)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import Step
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import steps
from app.services.steps import NO_PAPER, Paper

MAX_REASON = 5_000  # characters


def suspend(actor: Actor, case_id: int, reason: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Suspend: the clock of settlement stands until the case is resumed."""
    _need(reason)
    with transaction():
        case = steps.open_case(case_id)
        before = case.state
        transition, on = steps.check(actor, case, Step.SUSPEND, at=at, paper=paper)
        case.suspended_from = before
        steps.record(actor, case, transition, at=at, on=on, paper=paper, reason=reason)
    return case


def resume(actor: Actor, case_id: int, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """The ground has ended: the case goes on where it stood."""
    with transaction():
        case = steps.open_case(case_id)
        steps.take(actor, case, Step.RESUME, at=at, paper=paper)
        case.suspended_from = None
    return case


def terminate(actor: Actor, case_id: int, reason: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Stop for good, on a ground of the law."""
    _need(reason)
    with transaction():
        case = steps.open_case(case_id)
        steps.take(actor, case, Step.TERMINATE, at=at, paper=paper, reason=reason)
    return case


def withdraw(actor: Actor, case_id: int, reason: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """The citizen withdraws, at any time before the decision; nobody asks him why, but he may say. Where petitions of
    several people were joined, one of them cannot end it for the others: the desk parts them first."""
    if len(reason) > MAX_REASON:
        raise BadInput("content_too_long", field="reason")
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.WITHDRAW, case)
        if not actor.is_staff and len(case.petitions) > 1:
            raise WrongState("joined_cannot_withdraw")
        event = steps.take(actor, case, Step.WITHDRAW, at=at, paper=paper, reason=reason)
        steps.put_on_record(case, Step.WITHDRAW, event.document_on)
    return case


def _need(reason: str) -> None:
    if not reason.strip():
        raise BadInput("reason_missing", field="reason")

"""Verifying the content of a complaint (xác minh; LKN Đ29, 38)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import State, Step
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import steps
from app.services.sealing import granting
from app.services.steps import NO_PAPER, Paper


def verify(
    actor: Actor, case_id: int, officer_id: int | None, *, at: datetime, paper: Paper = NO_PAPER, note: str = ""
) -> Case:
    """The head orders verification and names who does it."""
    with transaction():
        case = steps.open_case(case_id)
        transition, on = steps.check(actor, case, Step.VERIFY, at=at, paper=paper)
        if officer_id is not None:
            case.officer_id = steps.officer_of(case, officer_id, at).id
        details = {"officer_id": case.officer_id}
        steps.record(actor, case, transition, at=at, on=on, paper=paper, note=note, details=details)
        granting.take_back_from_others(actor, case, at=at)
    return case


def report(
    actor: Actor, case_id: int, findings: str, *, matches_request: bool, at: datetime, paper: Paper = NO_PAPER
) -> Case:
    """The officer reports. Whether the findings agree with the request decides if a dialogue is due (LKN Đ30)."""
    if not findings.strip():
        raise BadInput("findings_missing", field="findings")
    with transaction():
        case = steps.open_case(case_id)
        steps.take(actor, case, Step.REPORT_VERIFICATION, at=at, paper=paper, note=findings)
        case.findings_match_request = matches_request
    return case


def draft(actor: Actor, case_id: int, *, at: datetime, note: str = "") -> Case:
    """Go to the draft decision: the complaint is plainly right (Đ29.1a), or no dialogue is needed."""
    with transaction():
        case = steps.open_case(case_id)
        plainly_right = case.state is State.ACCEPTED
        steps.take(actor, case, Step.DRAFT, at=at, note=note)
        if plainly_right:
            case.findings_match_request = True
    return case

"""Denouncing again (tố cáo tiếp, LTC Đ37–38): a sealed case opens at the direct superior of who concluded, or should
have concluded. Who denounced gives his name anew: what lies under the seal below is not opened for it."""

from dataclasses import replace
from datetime import datetime

from app.domain import access, workflow
from app.domain.access import OFFICES_OF, Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Procedure, Step
from app.domain.workflow import Transition
from app.persistence.models.case import Case
from app.services.intake.filing import Receipt
from app.services.intake.petition_input import PetitionInput
from app.services.law import law_in_force
from app.services.settlement.next_instance import open_next, own_step


def denounce_again(actor: Actor, first_case_id: int, petition: PetitionInput, token: str, *, at: datetime) -> Receipt:
    """By the denouncer himself, who holds the code of the case below."""
    check = own_step(actor, Step.DENOUNCE_AGAIN, at)
    return open_next(actor, first_case_id, lambda first: _completed(petition, first), token, at=at, check=check)


def at_desk(actor: Actor, first_case_id: int, petition: PetitionInput, token: str, *, at: datetime) -> Receipt:
    """On paper, entered by a desk that knows of the case below only its number and whose it is. Nothing of that case
    is told to it: whatever does not fit is simply not found."""
    access.require_role(actor, Action.PETITION_LOG)

    def check(first: Case) -> Transition:
        if first.procedure is not Procedure.DENUNCIATION or first.body_id != petition.respondent_body_id:
            raise BadInput("earlier_case_unknown", field="first_number")
        transition = _step_of(first, at)
        if not transition.offices & OFFICES_OF.get(actor.role, frozenset()):
            raise NotAllowed("office_not_yours", transition.citation)
        return transition

    try:
        return open_next(actor, first_case_id, lambda first: _completed(petition, first), token, at=at, check=check)
    except NotFound:
        raise BadInput("earlier_case_unknown", field="first_number") from None


def _step_of(first: Case, at: datetime) -> Transition:
    try:
        return workflow.take(Step.DENOUNCE_AGAIN, first.facts(), law_in_force(), local_date(at))
    except WrongState:
        raise BadInput("not_to_be_denounced_again", field="first_number") from None


def _completed(petition: PetitionInput, first: Case) -> PetitionInput:
    """It goes to the superior of the body that has the case below: because of its conclusion, or for want of one."""
    return replace(
        petition,
        kind=CaseKind.DENUNCIATION,
        procedure=Procedure.REPEAT_DENUNCIATION,
        is_about_delay=first.decided_on is None,
        respondent_body_id=first.body_id,
        respondent_name="",
        respondent_position="",
        respondent_is_head=False,
    )

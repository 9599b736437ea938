"""From the first instance to the second (LKN Đ33, Đ49): a linked case with its own clocks at the superior."""

from dataclasses import fields, replace
from datetime import datetime

from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, Step
from app.persistence.models.case import Case
from app.persistence.models.petition import Petition
from app.services.intake.filing import Receipt
from app.services.intake.petition_input import PartyInput, PetitionInput
from app.services.settlement.next_instance import open_next, own_step

SECOND = {
    Procedure.COMPLAINT_FIRST: Procedure.COMPLAINT_SECOND,
    Procedure.DISCIPLINE_FIRST: Procedure.DISCIPLINE_SECOND,
}


def appeal(actor: Actor, first_case_id: int, petition: PetitionInput, token: str, *, at: datetime) -> Receipt:
    """File the second complaint against a first decision, or because there was none in time."""
    check = own_step(actor, Step.APPEAL, at)
    return open_next(actor, first_case_id, lambda first: _completed(petition, first), token, at=at, check=check)


def _completed(petition: PetitionInput, first: Case) -> PetitionInput:
    """The second complaint is about the same decision or act of the same respondent, at the same place, and by the
    same people unless others are named."""
    origin = first.lead_petition
    return replace(
        petition,
        kind=CaseKind.COMPLAINT,
        procedure=SECOND[first.procedure],
        is_dismissal=first.is_dismissal,
        parties=petition.parties or _parties(origin),
        respondent_body_id=origin.respondent_body_id,
        respondent_name=origin.respondent_name,
        respondent_position=origin.respondent_position,
        act_on=origin.act_on,
        decision_number=origin.decision_number,
        known_on=origin.known_on,
        unit_code=origin.unit_code,
        hamlet=origin.hamlet,
        place_detail=origin.place_detail,
        category_code=origin.category_code,
    )


def _parties(origin: Petition) -> tuple[PartyInput, ...]:
    names = [field.name for field in fields(PartyInput)]
    return tuple(PartyInput(**{name: getattr(party, name) for name in names}) for party in origin.parties)

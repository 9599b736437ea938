"""Changing what a petition is: other clocks, another ruling on competence, and the seal of a denunciation."""

from dataclasses import fields

from app.domain import workflow
from app.domain.refusals import WrongState
from app.domain.vocabulary import CaseKind
from app.persistence import sealing
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Petition
from app.services import clocks
from app.services.intake import routing
from app.services.intake.filing import FIRST_PROCEDURE, as_json, seal_context
from app.services.intake.petition_input import PartyInput, PetitionInput
from app.services.law import law_in_force

NOT_KEPT = {
    *("kind", "parties", "files", "received_on", "via_board"),
    *("respondent_is_head", "is_anonymous", "wants_protection"),
}
"""Fields of the input that have no column of the petition."""


def change(case: Case, kind: CaseKind) -> None:
    """Make the case one of another kind. A denunciation is never unsealed this way; what turns out to be one is
    sealed at once (LTC Đ8, Đ56). What was promised to a visitor is owed whatever the kind (LTCD Đ28.1)."""
    if case.is_sealed:
        raise WrongState("sealed_stays_sealed")
    procedure = FIRST_PROCEDURE[kind]
    petition = _as_input(case.petitions[0], kind)
    case.competence = routing.kept(routing.route(procedure, petition, case.received_on).ruling)
    for row in case.deadlines:
        if row.ended_on is None and row.clock != clocks.VISITOR:
            row.ended_on = case.received_on  # it never ran: another law applies from the first day
            row.met = None
    case.procedure = procedure
    if kind is CaseKind.DENUNCIATION:
        _seal(case)
    for clock in workflow.opening(procedure, law_in_force(), case.received_on).starts:
        clocks.start(case, clock, case.received_on)


def _seal(case: Case) -> None:
    for row in case.petitions:
        row.sealed = sealing.seal(as_json(_as_input(row, CaseKind.DENUNCIATION)), seal_context(case.id))
        for name in ("content", "request", "respondent_name", "respondent_position", "late_reason", "hamlet"):
            setattr(row, name, "")
        for name in ("place_detail", "prior_handling", "decision_number", "forwarded_by", "forwarded_number"):
            setattr(row, name, "")
        row.unit_code = row.category_code = row.respondent_body_id = row.act_on = row.known_on = None
        for party in list(row.parties):
            row.parties.remove(party)
            db.session.delete(party)
        for attachment in row.attachments:
            attachment.name = ""
            attachment.is_sealed = True  # access follows the flag; the bytes are sealed by the worker
    case.is_sealed = True
    case.title = case.number
    case.lead_name = ""
    case.category_code = case.unit_code = case.respondent_body_id = None


def _as_input(row: Petition, kind: CaseKind) -> PetitionInput:
    """The filed petition as input again."""
    names = {f.name for f in fields(PetitionInput)} - NOT_KEPT
    party_names = [f.name for f in fields(PartyInput)]
    parties = tuple(PartyInput(**{name: getattr(p, name) for name in party_names}) for p in row.parties)
    return PetitionInput(kind=kind, parties=parties, **{name: getattr(row, name) for name in names})

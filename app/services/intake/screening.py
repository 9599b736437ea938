"""What the file already says of the questions that screening asks (procedure.md 3). The officer corrects it,
the law answers."""

from datetime import date

from app.domain.triage import TriageFacts
from app.domain.vocabulary import Channel, PartyRole, Procedure
from app.persistence.models.case import Case
from app.persistence.models.petition import Petition
from app.persistence.queries import bodies


def known(case: Case) -> TriageFacts:
    """First answers from the petition and the ruling on competence; everything else is the good case."""
    petition = case.petitions[0]
    people = petition.parties
    return TriageFacts(
        procedure=case.procedure,
        received_on=petition.postmarked_on or case.received_on,
        is_competent=_is_competent(case),
        is_dated=petition.written_on is not None or petition.channel is Channel.WEB,
        is_named=bool(people) or case.is_sealed,
        is_signed=petition.is_signed,
        was_presented_in_person=petition.channel is Channel.RECEPTION,
        was_forwarded_by_body=bool(petition.forwarded_by),
        sent_to_many_incl_competent=petition.addressed_to_many,
        has_group_representatives=_has_representatives(petition),
        decision_known_on=_known_on(case, petition),
        in_remote_area=case.in_remote_area,
        court_has_accepted=petition.in_court,
        has_first_decision=case.procedure is not Procedure.COMPLAINT_SECOND or _may_appeal(case),
    )


def _is_competent(case: Case) -> bool:
    """The ruling names the very body that has the case. A ruling that needs a person leaves the question open: yes."""
    ruling = case.competence or {}
    body = bodies.by_id(case.body_id)
    return body is None or ruling.get("needs_human", True) or ruling.get("settler_code") in (None, body.code)


def _has_representatives(petition: Petition) -> bool:
    """More than one petitioner needs somebody who speaks for all (LKN Đ8.4, LTCD Đ29)."""
    petitioners = [p for p in petition.parties if p.role is not PartyRole.AUTHORIZED_AGENT]
    return len(petitioners) < 2 or any(p.is_representative for p in petitioners)


def _known_on(case: Case, petition: Petition) -> date | None:
    """From when the citizen's time runs: the decision complained of, or the first decision once it was received."""
    if case.procedure is not Procedure.COMPLAINT_SECOND:
        return petition.known_on
    return case.first_case.decision_served_on if case.first_case else None


def _may_appeal(case: Case) -> bool:
    """There is a first decision; without one the first instance was overdue, which the filing has checked."""
    return case.first_case is not None

"""What the file already says of the questions that screening asks (procedure.md 3). The officer corrects it,
the law answers."""

from dataclasses import dataclass
from datetime import date

from app.domain.triage import TriageFacts
from app.domain.vocabulary import Channel, PartyRole, Procedure, Step
from app.persistence.models.case import Case
from app.persistence.models.petition import Petition
from app.persistence.queries import bodies
from app.services.law import law_in_force

BOARD = "ban_tiep_cong_dan"


def known(case: Case) -> TriageFacts:
    """First answers from the petition and the ruling on competence; everything else is the good case."""
    petition = case.lead_petition
    people = petition.parties
    return TriageFacts(
        procedure=case.procedure,
        received_on=petition.postmarked_on or case.received_on,
        is_competent=_is_competent(case),
        is_dated=petition.written_on is not None or petition.channel is Channel.WEB,
        is_named=bool(people) or (case.is_sealed and not case.is_anonymous),
        is_anonymous=case.is_anonymous,
        is_signed=petition.is_signed,
        was_presented_in_person=petition.channel is Channel.RECEPTION,
        was_forwarded_by_body=bool(petition.forwarded_by),
        sent_to_many_incl_competent=petition.addressed_to_many,
        has_group_representatives=_has_representatives(petition),
        decision_known_on=_known_on(case, petition),
        in_remote_area=case.in_remote_area,
        court_has_accepted=petition.in_court,
        has_first_decision=not case.procedure.is_second_instance or _may_appeal(case, petition),
        is_spoken=petition.channel is Channel.HOTLINE,
        is_dismissal=case.is_dismissal,
        is_about_delay=case.is_about_delay,
    )


def asked(procedure: Procedure, on: date) -> frozenset[str]:
    """The facts that screening of this procedure turns on, on a day: those that rows of the law name."""
    rows = [row for row in law_in_force().triage if procedure in row.procedures and row.in_force.covers(on)]
    named = {name for row in rows for name, _wanted in row.when}
    return frozenset(named.union(*(STANDS_FOR.get(name, ()) for name in named)))


STANDS_FOR = {
    "is_late": ("has_justified_delay",),
    "is_complete": ("is_in_vietnamese", "is_dated", "is_named", "is_signed", "has_content"),
}
"""What the conditions that are reckoned (domain/triage.py) are reckoned from."""


@dataclass(frozen=True, slots=True)
class Destination:
    """To whom a petition goes that is not for here: a body of this system, or only a name; empty when unknown."""

    body_id: int | None = None
    name: str = ""


def destination(case: Case, on: date) -> Destination:
    """Whom the ruling on competence names, but not the body that has the case, or the board that is to find out."""
    ruling, directory = case.competence or {}, bodies.directory()
    settler = directory.successor(ruling.get("settler_code"), on)
    if settler is None:
        return Destination(name=ruling.get("settler_name", ""))
    if settler.id == case.body_id or settler.type == BOARD:
        return Destination()
    return Destination(settler.id, settler.name)


def _is_competent(case: Case) -> bool:
    """The ruling names the very body that has the case, or somebody has sent it here since. What was unsure is not
    for the board that was only to look first, nor for a desk that the ruling does not name."""
    body = bodies.by_id(case.body_id)
    if body is None or case.competence is None or _was_sent_here(case):
        return True
    ruling = case.competence
    names_it = ruling.get("settler_code") == body.code
    return names_it and (body.type != BOARD or bool(ruling.get("sure")))


def _was_sent_here(case: Case) -> bool:
    """Handed over with the body it lay with, or transferred on a ruling that was not sure."""
    steps = {event.step for event in case.events}
    return Step.HAND_OVER in steps or (Step.TRANSFER in steps and not (case.competence or {}).get("sure"))


def _has_representatives(petition: Petition) -> bool:
    """More than one petitioner needs somebody who speaks for all (LKN Đ8.4, LTCD Đ29)."""
    petitioners = [p for p in petition.parties if p.role is not PartyRole.AUTHORIZED_AGENT]
    return len(petitioners) < 2 or any(p.is_representative for p in petitioners)


def _known_on(case: Case, petition: Petition) -> date | None:
    """From when the citizen's time runs: the decision complained of, or the first decision once it was received."""
    if not case.procedure.is_second_instance or case.first_case is None:
        return petition.known_on
    return case.first_case.decision_served_on


def _may_appeal(case: Case, petition: Petition) -> bool:
    """There is a first decision; without one the first instance was overdue, which the filing has checked. Of a first
    instance elsewhere the petition gives the number."""
    return case.first_case is not None or bool(petition.decision_number)

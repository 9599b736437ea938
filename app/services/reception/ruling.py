"""What the law says of one visit: whose the matter is, the ground of a refusal, and how its terms are counted."""

from datetime import date
from typing import Any

from app.domain import competence
from app.domain.calendars import local_date
from app.domain.deadlines import Deadline
from app.domain.facts import CompetenceFacts
from app.domain.reception.refusing import RefusalRow, ground_on
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import CaseKind
from app.persistence.models.reception import Visit
from app.persistence.queries import bodies, categories
from app.services.intake import routing
from app.services.intake.petition_input import FIRST_PROCEDURE
from app.services.law import law_in_force
from app.services.reception import clocks_of_visits
from app.services.reception.visit_input import VisitInput


def proposed(visit: Visit) -> dict[str, Any] | None:
    """Who is competent, with the article, for whoever guides or passes on; None where too little is known to ask."""
    if visit.kind is None:
        return None
    petition = visit.petitions[0] if visit.petitions else None
    about = (petition.respondent_body_id, petition.act_on) if petition else (None, None)
    return _resolved(visit.kind, local_date(visit.started_at), visit.category_code, visit.unit_code, *about)


def of_typed(visit: VisitInput) -> dict[str, Any] | None:
    """The same while the visit is being typed in."""
    if visit.kind is None:
        return None
    about = (visit.respondent_body_id, visit.act_on)
    return _resolved(visit.kind, visit.day, visit.category_code, visit.unit_code, *about)


def _resolved(
    kind: CaseKind,
    day: date,
    category_code: str | None,
    unit_code: str | None,
    body_id: int | None,
    act_on: date | None,
) -> dict[str, Any] | None:
    category = categories.by_code(category_code) if category_code else None
    directory = bodies.directory()
    respondent = next((one for one in directory if one.id == body_id), None)
    facts = CompetenceFacts(
        procedure=FIRST_PROCEDURE[kind],
        filed_on=day,
        act_on=act_on,
        respondent_code=respondent.code if respondent else None,
        respondent_position="body" if respondent else "",
        unit_code=unit_code,
        field=category.field if category else None,
        level=(category.level if category else "") or competence.UNCLEAR,
        handler_code=category.handler_code if category else None,
    )
    try:
        return routing.kept(competence.resolve(facts, directory, law_in_force()))
    except LawUnknown:
        return None


def refusal_of(visit: Visit) -> RefusalRow | None:
    if visit.refusal_ground is None or visit.ground_established_on is None:
        return None
    return ground_on(law_in_force().refusals, visit.refusal_ground, visit.ground_established_on)


def result_of(visit: Visit) -> Deadline:
    """The count of the visitor's ten working days."""
    return clocks_of_visits.result(law_in_force(), local_date(visit.started_at))

"""To whom a petition goes: the ruling on competence, and the desk that gets it (procedure.md 6)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import competence
from app.domain.competence import BodyDirectory, CompetenceRuling
from app.domain.confidentiality.conflicts import Accusation, Excluded, excluded_by
from app.domain.facts import BodyFacts, CompetenceFacts
from app.domain.refusals import BadInput
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.models.case import Case
from app.persistence.queries import bodies, categories
from app.persistence.queries.categories import CategoryItem
from app.services.intake import conflicts
from app.services.intake.petition_input import PetitionInput
from app.services.law import law_in_force


@dataclass(frozen=True, slots=True)
class Route:
    """The ruling, and the desk: the competent body when the ruling is sure, else the reception board. `excluded`: whom
    the case is kept from; a body that is one of them as a whole is no desk for it."""

    ruling: CompetenceRuling
    body_id: int
    to_board: bool
    excluded: frozenset[Excluded] = frozenset()


def route(procedure: Procedure, petition: PetitionInput, filed_on: date, first_case: Case | None = None) -> Route:
    """Rule on competence and choose the desk. Never forwards by itself on an unsure ruling (procedure.md 6.5)."""
    directory = bodies.directory()
    about = conflicts.read(procedure, petition, filed_on, first_case)
    first_decided_on = first_case.decided_on if first_case else None
    facts = facts_of(procedure, _as_meant(petition, about), filed_on, first_decided_on, directory)
    ruling = competence.resolve(facts, directory, law_in_force())
    excluded = excluded_by(about)
    settler = directory.get(ruling.settler_code, filed_on) if ruling.settler_code else None
    board = reception_board(directory, filed_on)
    if ruling.sure and not ruling.needs_human and settler is not None:
        place = conflicts.desk([settler.id, board.id], excluded, filed_on)
        return Route(ruling, place, place == board.id, excluded)
    return Route(ruling, conflicts.desk([board.id], excluded, filed_on), to_board=True, excluded=excluded)


def _as_meant(petition: PetitionInput, about: Accusation) -> PetitionInput:
    """A denunciation of the head is one also where nobody ticked it; a body named as such is the body."""
    if petition.kind is not CaseKind.DENUNCIATION:
        return petition
    if conflicts.is_about_body(about):
        return replace(petition, respondent_name="", respondent_position="")
    return replace(petition, respondent_is_head=conflicts.is_about_head(about))


def reception_board(directory: BodyDirectory, day: date) -> BodyFacts:
    """The province's reception board of the day (LTCD Đ12)."""
    board = directory.reception_board(day)
    if board is None:
        raise BadInput("no_reception_board")
    return board


def facts_of(
    procedure: Procedure,
    petition: PetitionInput,
    filed_on: date,
    first_decided_on: date | None,
    directory: BodyDirectory,
) -> CompetenceFacts:
    """What the competence table reads of a petition."""
    respondent = next((body for body in directory if body.id == petition.respondent_body_id), None)
    category = categories.by_code(petition.category_code) if petition.category_code else None
    names_nobody = respondent is not None and not (petition.respondent_name or petition.respondent_position)
    return CompetenceFacts(
        procedure=procedure,
        filed_on=filed_on,
        act_on=petition.act_on,
        respondent_code=respondent.code if respondent else None,
        respondent_is_head=petition.respondent_is_head,
        respondent_position="body" if names_nobody else petition.respondent_position,
        first_decided_on=first_decided_on,
        unit_code=petition.unit_code,
        field=category.field if category else None,
        level=_level(category, respondent),
        handler_code=category.handler_code if category else None,
    )


def _level(category: CategoryItem | None, respondent: BodyFacts | None) -> str:
    """Whose function it is. Where a category points to the body spoken of and none is named, nobody's is known."""
    level = category.level if category else ""
    return competence.UNCLEAR if not level or (level == "named" and respondent is None) else level


def kept(ruling: CompetenceRuling) -> dict[str, Any]:
    """The ruling as it is kept on the case."""
    citation = ruling.citation
    return {
        "rule_id": ruling.rule_id,
        "settler_code": ruling.settler_code,
        "settler_name": ruling.settler_name,
        "office": ruling.office,
        "citation": [citation.instrument, citation.article, citation.clause, citation.point],
        "confidence": str(ruling.confidence),
        "sure": ruling.sure,
        "needs_human": ruling.needs_human,
        "reason": ruling.reason,
    }

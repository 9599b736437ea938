"""What of a case, of a visit and of a published decision enters the index: an allow-list, and nothing besides it.

Never: anything sealed (a denunciation is not in the index at all), identity numbers, telephone numbers, addresses, and
what looks like one of them in a text. The index keeps terms, no text; passages are cut from the database.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.domain.calendars import local_date
from app.persistence.db import db
from app.persistence.models.case import Case, Decision
from app.persistence.models.case import Message as Exchange
from app.persistence.models.event import CaseEvent
from app.persistence.models.petition import Petition
from app.persistence.models.reception import Visit
from app.persistence.queries import units
from app.persistence.queries.finding import file_texts
from app.search.interface import Document
from app.search.keys import Kind, key

_NUMBER_OF_A_PERSON = re.compile(r"(?<![\d/])(?:\+?84|0)[\s.]?\d(?:[\s.]?\d){7,9}(?![\d/])|(?<!\d)\d{12}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
GAP = "\n\n"
AT_ONCE = 200  # cases read in one go


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case with the rows that tell of it."""

    case: Case
    events: list[CaseEvent]
    decisions: list[Decision]
    exchanges: list[Exchange]
    files: list[str]


def of_cases(ids: Iterable[int]) -> Iterator[Document]:
    """Documents of the cases that may be found; of the others nothing."""
    for dossier in dossiers(ids):
        case = dossier.case
        yield Document(key(Kind.CASE, case.id), case_text(dossier), case.title, rank=case.id)
        if case.published_on is not None:
            yield Document(key(Kind.PUBLIC, case.id), published_text(dossier), "", rank=case.id)


def of_visits(ids: Iterable[int]) -> Iterator[Document]:
    query = select(Visit).where(Visit.id.in_(list(ids)), Visit.is_sealed.is_(False)).order_by(Visit.id)
    for visit in db.session().scalars(query.options(selectinload(Visit.people))):
        yield Document(key(Kind.VISIT, visit.id), visit_text(visit), "", rank=visit.id)


def dossiers(ids: Iterable[int]) -> Iterator[Dossier]:
    """Never of a sealed case, nor of one whose content is destroyed."""
    wanted = list(ids)
    for first in range(0, len(wanted), AT_ONCE):
        yield from _dossiers(wanted[first : first + AT_ONCE])


def case_text(dossier: Dossier) -> str:
    """Every text of a case that its readers see on its page."""
    case = dossier.case
    parts = [case.number, case.lead_name, _unit(case.unit_code, case.received_on)]
    for petition in case.petitions:
        parts += _of_petition(petition)
    for event in dossier.events:
        parts += [event.document_number, event.reason, event.note]
    for decision in dossier.decisions:
        parts += [decision.number, decision.content, decision.remedy]
    return joined([*parts, *(exchange.text for exchange in dossier.exchanges), *dossier.files])


def published_text(dossier: Dossier) -> str:
    """What everybody may read of it."""
    parts = [_unit(dossier.case.unit_code, dossier.case.received_on)]
    for decision in published(dossier):
        parts += [decision.number, *told(dossier, decision)]
    return joined(parts)


def published(dossier: Dossier) -> list[Decision]:
    return [decision for decision in dossier.decisions if decision.published_on is not None]


def told(dossier: Dossier, decision: Decision) -> tuple[str, str]:
    """Content and remedy for everybody: petitioners by their initials, without the numbers by which they are found."""
    names = {party.name for petition in dossier.case.petitions for party in petition.parties if party.name}
    found = []
    for text in (decision.content, decision.remedy):
        for name in sorted(names, key=len, reverse=True):
            text = re.sub(re.escape(name), _initials(name), text, flags=re.IGNORECASE)
        found.append(joined([text]))
    return found[0], found[1]


def _initials(name: str) -> str:
    return ".".join(word[0].upper() for word in name.split()) + "."


def visit_text(visit: Visit) -> str:
    names = [person.name for person in visit.people]
    texts = [visit.matter, visit.request, visit.prior_handling, visit.note, visit.guided_to]
    return joined([*names, *texts, _unit(visit.unit_code, local_date(visit.started_at))])


def joined(parts: Iterable[str | None]) -> str:
    """Parts that no pair of words joins, without the numbers by which a person could be found."""
    return _MAIL.sub(" ", _NUMBER_OF_A_PERSON.sub(" ", GAP.join(part for part in parts if part)))


def _of_petition(petition: Petition) -> list[str]:
    parts = [party.name for party in petition.parties]
    parts += [petition.content, petition.request, petition.respondent_name, petition.respondent_position]
    parts += [petition.decision_number, petition.hamlet, petition.place_detail]
    parts.append(_unit(petition.unit_code, local_date(petition.received_at)))
    parts += [petition.prior_handling, petition.forwarded_by, petition.forwarded_number]
    return parts + [file.name for file in petition.attachments if not file.is_sealed]


def _dossiers(ids: list[int]) -> Iterator[Dossier]:
    open_ones = (Case.id.in_(ids), Case.is_sealed.is_(False), Case.destroyed_at.is_(None))
    whole = selectinload(Case.petitions)
    loading = (whole.selectinload(Petition.parties), whole.selectinload(Petition.attachments))
    cases = db.session().scalars(select(Case).where(*open_ones).order_by(Case.id).options(*loading)).all()
    named = [case.id for case in cases]
    events, decisions, exchanges = _rows(CaseEvent, named), _rows(Decision, named), _rows(Exchange, named)
    files = file_texts.of_cases(named)
    for case in cases:
        yield Dossier(case, events[case.id], decisions[case.id], exchanges[case.id], files[case.id])


def _rows(model: Any, case_ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session().scalars(select(model).where(model.case_id.in_(case_ids)).order_by(model.id)):
        found[row.case_id].append(row)
    return found


def _unit(code: str | None, day: date) -> str:
    """As it was called on the day; the analyser knows what became of it."""
    unit = units.by_code(code, day) if code else None
    return unit.full_name if unit else ""

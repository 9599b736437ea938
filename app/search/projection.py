"""What of a case, of a visit and of a published decision enters the index: an allow-list, and nothing besides it.

Never: anything sealed (a denunciation is not in the index at all), identity numbers, telephone numbers, addresses, and
what looks like one of them in a text. The index keeps terms, no text; passages are cut from the database.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from app.persistence.queries.finding import file_texts, questions
from app.persistence.queries.units import Unit
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
    units: Mapping[tuple[str, date], Unit]

    def place(self, code: str | None, day: date) -> str:
        """A commune as it was called on the day; the analyser knows what became of it."""
        unit = self.units.get((code, day)) if code else None
        return unit.full_name if unit else ""


def of_cases(ids: Iterable[int]) -> Iterator[Document]:
    """Documents of the cases that may be found; of the others nothing."""
    for dossier in dossiers(ids):
        case = dossier.case
        yield Document(key(Kind.CASE, case.id), case_text(dossier), case.title, rank=case.id)
        if case.published_on is not None:
            yield Document(key(Kind.PUBLIC, case.id), published_text(dossier), "", rank=case.id)


def of_visits(ids: Iterable[int]) -> Iterator[Document]:
    query = select(Visit).where(Visit.id.in_(list(ids)), Visit.is_sealed.is_(False)).order_by(Visit.id)
    visits = db.session().scalars(query.options(selectinload(Visit.people))).all()
    for visit, text in zip(visits, visit_texts(visits), strict=True):
        yield Document(key(Kind.VISIT, visit.id), text, "", rank=visit.id)


def of_questions(ids: Iterable[int]) -> Iterator[Document]:
    """Questions and answers that are released, with their words in every language."""
    for row in questions.several(list(ids)).values():
        answers = [answer for _question, answer in row.texts.values()]
        asked = GAP.join(question for question, _answer in row.texts.values())
        yield Document(key(Kind.QUESTION, row.id), joined([row.body.name, *answers]), asked, rank=row.id)


def dossiers(ids: Iterable[int], *, told_only: bool = False) -> Iterator[Dossier]:
    """Never of a sealed case, nor of one whose content is destroyed. `told_only`: with no more than everybody may read
    (events, messages and files stay empty)."""
    wanted = list(ids)
    for first in range(0, len(wanted), AT_ONCE):
        yield from _dossiers(wanted[first : first + AT_ONCE], told_only)


def case_text(dossier: Dossier) -> str:
    """Every text of a case that its readers see on its page."""
    case = dossier.case
    parts = [case.number, case.lead_name, dossier.place(case.unit_code, case.received_on)]
    for petition in case.petitions:
        parts += _of_petition(petition, dossier)
    for event in dossier.events:
        parts += [event.document_number, event.reason, event.note]
    for decision in dossier.decisions:
        parts += [decision.number, decision.content, decision.remedy]
    return joined([*parts, *(exchange.text for exchange in dossier.exchanges), *dossier.files])


def published_text(dossier: Dossier) -> str:
    """What everybody may read of it."""
    parts = [dossier.place(dossier.case.unit_code, dossier.case.received_on)]
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


def visit_texts(visits: Sequence[Visit]) -> list[str]:
    """Of visits that may be found, what the book says of each."""
    days = [(visit.unit_code or "", local_date(visit.started_at)) for visit in visits]
    known = units.several(days)
    return [_visit_text(visit, known.get(place)) for visit, place in zip(visits, days, strict=True)]


def _visit_text(visit: Visit, unit: Unit | None) -> str:
    names = [person.name for person in visit.people]
    texts = [visit.matter, visit.request, visit.prior_handling, visit.note, visit.guided_to]
    return joined([*names, *texts, unit.full_name if unit else ""])


def joined(parts: Iterable[str | None]) -> str:
    """Parts that no pair of words joins, without the numbers by which a person could be found."""
    return _MAIL.sub(" ", _NUMBER_OF_A_PERSON.sub(" ", GAP.join(part for part in parts if part)))


def _of_petition(petition: Petition, dossier: Dossier) -> list[str]:
    parts = [party.name for party in petition.parties]
    parts += [petition.content, petition.request, petition.respondent_name, petition.respondent_position]
    parts += [petition.decision_number, petition.hamlet, petition.place_detail]
    parts.append(dossier.place(petition.unit_code, local_date(petition.received_at)))
    parts += [petition.prior_handling, petition.forwarded_by, petition.forwarded_number]
    return parts + [file.name for file in petition.attachments if not file.is_sealed]


def _dossiers(ids: list[int], told_only: bool) -> Iterator[Dossier]:
    open_ones = (Case.id.in_(ids), Case.is_sealed.is_(False), Case.destroyed_at.is_(None))
    whole = selectinload(Case.petitions)
    loading = [whole.selectinload(Petition.parties)]
    if not told_only:
        loading.append(whole.selectinload(Petition.attachments))
    cases = db.session().scalars(select(Case).where(*open_ones).order_by(Case.id).options(*loading)).all()
    named = [case.id for case in cases]
    decisions, rest = _rows(Decision, named), [] if told_only else named
    events, exchanges, files = _rows(CaseEvent, rest), _rows(Exchange, rest), file_texts.of_cases(rest)
    known = _units(cases)
    for case in cases:
        yield Dossier(case, events[case.id], decisions[case.id], exchanges[case.id], files.get(case.id, []), known)


def _units(cases: Sequence[Case]) -> dict[tuple[str, date], Unit]:
    days = [(case.unit_code, case.received_on) for case in cases]
    days += [(each.unit_code, local_date(each.received_at)) for case in cases for each in case.petitions]
    return units.several((code, day) for code, day in days if code)


def _rows(model: Any, case_ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    if not case_ids:
        return found
    for row in db.session().scalars(select(model).where(model.case_id.in_(case_ids)).order_by(model.id)):
        found[row.case_id].append(row)
    return found

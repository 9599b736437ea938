"""Answers as a page shows them: the case or the visit, read once more within what the actor may see, and a passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.facts import Actor
from app.persistence.models.case import Case
from app.persistence.models.reception import Visit
from app.persistence.queries.finding import seen
from app.search import passages, projection
from app.search.keys import Kind, id_of, kind_of
from app.search.passages import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: of a case or of a visit."""

    case: Case | None
    visit: Visit | None
    title: Passage
    passage: Passage


def of(actor: Actor, keys: Sequence[int], words: str) -> list[Hit]:
    """In the order of the answers; what the actor may not see any more is left out."""
    cases = seen.cases(actor, [id_of(key) for key in keys if kind_of(key) is Kind.CASE])
    visits = seen.visits(actor, [id_of(key) for key in keys if kind_of(key) is Kind.VISIT])
    texts = {one.case.id: projection.case_text(one) for one in projection.dossiers(cases)}
    said = dict(zip(visits, projection.visit_texts(list(visits.values())), strict=True))
    found = []
    for key in keys:
        row_id = id_of(key)
        if kind_of(key) is Kind.CASE and row_id in texts:
            found.append(_case(cases[row_id], texts[row_id], words))
        elif kind_of(key) is Kind.VISIT and row_id in visits:
            found.append(_visit(visits[row_id], said[row_id], words))
    return found


def _case(case: Case, text: str, words: str) -> Hit:
    return Hit(case, None, passages.marked(words, case.title), passages.passage(words, text))


def _visit(visit: Visit, text: str, words: str) -> Hit:
    people = ", ".join(person.name for person in visit.people[:3])
    return Hit(None, visit, passages.marked(words, people), passages.passage(words, text))

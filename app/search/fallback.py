"""Without an index: the newest documents that may be seen, looked through one by one for the words of a question."""

from collections.abc import Iterator

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.case import Case
from app.search import projection
from app.search.interface import Document, Found, Question
from app.search.keys import BITS, Kind, id_of, kind_of
from app.search.words.characters import composed, folded

LOOKED_THROUGH = 300


def search(question: Question) -> Found:
    """In the order of newest; `is_capped` says that older documents were not looked at."""
    words = folded(composed(question.text)).split()
    found = [one.key for one in _newest(question) if _has_all(one, words)] if words else []
    page = found[question.offset : question.offset + question.limit]
    return Found(
        tuple(page), len(found), is_capped=True, newest=tuple(sorted(found)[-question.tallied or len(found) :])
    )


def _has_all(document: Document, words: list[str]) -> bool:
    text = folded(f"{document.title} {document.text}")
    return all(word in text for word in words)


def _newest(question: Question) -> Iterator[Document]:
    keys = _keys(question)
    cases = {id_of(key) for key in keys if kind_of(key) in (Kind.CASE, Kind.PUBLIC)}
    visits, asked = ({id_of(key) for key in keys if kind_of(key) is kind} for kind in (Kind.VISIT, Kind.QUESTION))
    found = [*projection.of_cases(cases), *projection.of_visits(visits), *projection.of_questions(asked)]
    yield from (one for one in sorted(found, key=lambda one: -one.key) if one.key in keys)


def _keys(question: Question) -> set[int]:
    within = question.within
    if within is None:
        return set()
    if within.hides:
        every = select((Case.id * (1 << BITS)).label("key"))
        rows = every.where(Case.id.not_in(select(Case.id).where((Case.id * (1 << BITS)).in_(within.rows))))
    else:
        rows = within.rows
    named = rows.subquery().c.key
    newest = select(named).order_by(named.desc()).limit(LOOKED_THROUGH)
    return set(db.session().scalars(newest))

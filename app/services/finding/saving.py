"""Saved questions: what is new among their answers, asked anew each time within what the actor may see just then."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.persistence.models.search.asked import AskedSearch
from app.persistence.queries.finding import asked, narrowing
from app.persistence.queries.finding.narrowing import Narrowing
from app.persistence.transaction import transaction
from app.search import desk, rights
from app.services.finding import searching

MOST = 10  # saved questions of an account: each is asked when the page of search is opened


@dataclass(frozen=True, slots=True)
class News:
    """A saved question and how many cases that came in since its answers were last read match it."""

    id: str
    words: str
    narrowed: dict[str, Any]
    fresh: int


def save(actor: Actor, search_id: str, narrowed: dict[str, Any], *, at: datetime) -> None:
    """Keep a question with its filters (codes and days) until it is dropped."""
    with transaction():
        row = searching.kept(actor, search_id)
        if row.saved_on is None and asked.count_saved(row.user_id) >= MOST:
            raise BadInput("searches_too_many", field="words", most=MOST)
        row.saved_on, row.narrowed = local_date(at), narrowed
        row.looked_until = rights.newest_case()


def drop(actor: Actor, search_id: str) -> None:
    """A saved question is wanted no more; it goes like any other."""
    with transaction():
        row = searching.kept(actor, search_id)
        row.saved_on, row.narrowed = None, None


def looked(row: AskedSearch) -> None:
    """Its answers were read: what is there now is no news any more."""
    newest = rights.newest_case()
    if row.saved_on is not None and row.looked_until < newest:
        with transaction():
            row.looked_until = newest


def rows(actor: Actor) -> list[AskedSearch]:
    return list(asked.saved(actor.user_id)) if actor.user_id is not None else []


def news(actor: Actor, row: AskedSearch, chosen: Narrowing, today: date) -> News:
    """What is new of one. Only what has all the words is news: of what came in since, something always has some."""
    words = searching.words_of(row)
    since = narrowing.conditions(chosen, today, after=row.looked_until)
    found = desk.staff(actor, words, cases=since, limit=1).found
    return News(row.id, words, row.narrowed or {}, 0 if found.is_loose else found.count)

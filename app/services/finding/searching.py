"""A question of staff: kept sealed under a number drawn by lot, so that no address and no log ever has the words."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit, sealing
from app.persistence.models.search.asked import AskedSearch
from app.persistence.queries.finding import asked, narrowing
from app.persistence.queries.finding.narrowing import Narrowing, Tally
from app.persistence.transaction import transaction
from app.search import desk
from app.search.desk import Answer
from app.search.interface import Order
from app.search.keys import Kind, id_of, kind_of
from app.services.finding import hits
from app.services.finding.hits import Hit

LONGEST = 200  # characters of a question
PAGE = 20


@dataclass(frozen=True, slots=True)
class Results:
    """A page of answers. `total` and `tally` are of what the actor may see, and of nothing else."""

    answer: Answer
    hits: list[Hit]
    tally: Tally
    pages: int


def ask(actor: Actor, words: str, *, at: datetime) -> str:
    """Keep the question for a day and give its number. On record as a keyed hash, so that equal ones show as equal."""
    access.require_role(actor, Action.QUEUE_VIEW)
    words = " ".join(words.split())
    if not words or actor.user_id is None:
        raise BadInput("search_empty", field="words")
    if len(words) > LONGEST:
        raise BadInput("search_too_long", field="words", most=LONGEST)
    search_id = secrets.token_urlsafe(16)
    row = AskedSearch(id=search_id, user_id=actor.user_id, sealed=_sealed(search_id, words), asked_at=at)
    with transaction() as session:
        session.add(row)
        audit.append(actor, "search", at=at, details={"terms": sealing.blind(words.casefold(), "search")[:32]})
    return search_id


def kept(actor: Actor, search_id: str) -> AskedSearch:
    """A question of the actor's own; NotFound for all others, and for one that has gone."""
    found = asked.of_user(actor.user_id, search_id) if actor.user_id is not None else None
    if found is None:
        raise NotFound("search_not_found")
    return found


def words_of(row: AskedSearch) -> str:
    return sealing.unseal(row.sealed, _place(row.id)).decode()


def results(actor: Actor, words: str, chosen: Narrowing, order: Order, page: int, today: date) -> Results:
    """One page of answers, and how many each further choice would leave."""
    access.require_role(actor, Action.QUEUE_VIEW)
    narrowed = narrowing.conditions(chosen, today)
    first = (max(page, 1) - 1) * PAGE
    most = narrowing.MOST_TALLIED
    answer = desk.staff(actor, words, cases=narrowed, order=order, limit=PAGE, offset=first, tallied=most)
    found = answer.found
    case_ids = [id_of(key) for key in found.newest if kind_of(key) is Kind.CASE]
    there_are_more = found.is_capped or found.count > most
    tally = narrowing.tally(actor, case_ids, today, is_capped=there_are_more) if case_ids else Tally()
    pages = (found.count + PAGE - 1) // PAGE
    return Results(answer, hits.of(actor, found.keys, words), tally, pages)


def _sealed(search_id: str, words: str) -> bytes:
    return sealing.seal(words.encode(), _place(search_id))


def _place(search_id: str) -> str:
    return f"asked_search:{search_id}:words"

"""A question of somebody, answered: what may be seen first, then the engine, and the database where there is none."""

from dataclasses import dataclass

from app.domain.facts import Actor
from app.search import fallback, opening, rights
from app.search.interface import Found, Order, Question, SearchUnavailableError
from app.search.keys import EVERYBODY, STAFF
from app.search.rights import Condition, Within


@dataclass(frozen=True, slots=True)
class Answer:
    """`from_database`: there is no index just now; newest cases were looked through instead, and the page says so.
    `percent`: how far the building of one is."""

    found: Found
    from_database: bool = False
    percent: int | None = None


def staff(
    actor: Actor,
    text: str,
    *,
    cases: tuple[Condition, ...] = (),
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    offset: int = 0,
    tallied: int = 0,
) -> Answer:
    """Cases and visits that the actor may see. `cases`: conditions on Case, which leave only cases. `tallied`: so many
    of the newest answers are named too, for counts per filter."""
    within = rights.staff(actor, cases=cases)
    return _answered(Question(text, frozenset(map(int, STAFF)), within, order, limit, offset, tallied=tallied))


def everybody(text: str, *, order: Order = Order.RELEVANCE, limit: int = 20, offset: int = 0) -> Answer:
    """What is published."""
    return _answered(Question(text, frozenset(map(int, EVERYBODY)), rights.everybody(), order, limit, offset))


def _answered(question: Question) -> Answer:
    home = opening.home()
    try:
        return Answer(home.current().engine.search(question))
    except SearchUnavailableError:
        building = home.building()
        return Answer(fallback.search(question), True, building.progress.percent if building else None)


__all__ = ["Answer", "Within", "everybody", "staff"]

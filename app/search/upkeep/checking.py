"""Whether the index has what it should: some cases, old and new, are looked for."""

from collections.abc import Callable

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.case import Case
from app.search import opening, rights
from app.search.interface import SearchUnavailableError
from app.search.keys import Kind, id_of, key

SAMPLES, IN_A_ROW = 20, 10


def missing(draw: Callable[[int], int]) -> list[int]:
    """Numbers of cases that ought to be in the index and are not. `draw(n)`: a number below n."""
    newest = rights.newest_case()
    ids: set[int] = set()
    for start in [max(newest - IN_A_ROW, 0), *(draw(newest + 1) for _ in range(SAMPLES))]:
        open_ones = (Case.id > start, Case.is_sealed.is_(False), Case.destroyed_at.is_(None))
        ids |= set(db.session().scalars(select(Case.id).where(*open_ones).order_by(Case.id).limit(IN_A_ROW)))
    try:
        lost = opening.home().current().engine.missing([key(Kind.CASE, one) for one in sorted(ids)])
    except SearchUnavailableError:
        return []  # it is being built anew
    return [id_of(one) for one in lost]

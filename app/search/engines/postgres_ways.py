"""The newest documents that match and may be seen: where a thousand should be recent these are looked through first, by
a term for their age; else, and where it was not so, the cheapest of three ways is taken.

The planner takes unpacking a long tsvector and asking for a right to be as cheap as comparing two numbers, so it cannot
choose between them, and would rather unpack every vector than read an index. Its guess of how many documents match is
good, and that is what is asked of it.
"""

from functools import cached_property
from math import ceil
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, case, false, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from app.persistence.db import db
from app.persistence.models.search.index import SearchEntry
from app.search.engines import postgres_terms
from app.search.interface import MOST_COUNTED, Question
from app.search.keys import BITS, kind_of

FEW = 5000
"""So many documents are fetched or unpacked one by one in some ten milliseconds."""
UNPACKED = 26
"""Matches that are fetched in the time in which one vector is unpacked."""

SURELY_FEW = 100
"""Words that go together are expected as if they did not, and so too few: only below that such a guess is believed."""
MOST_AGES = 4
"""So many are looked through for a thousand that match; where they are rarer, all that match are few enough."""

DEAR, USUAL = "1", "0.0025"
"""What the planner is told that an operator costs: to unpack a vector as much as to read a page."""

_COST = sa.text(
    "SELECT set_config('cpu_operator_cost', :cost, true), set_config('jit', 'off', true), "
    "set_config('max_parallel_workers_per_gather', '0', true), set_config('plan_cache_mode', 'force_custom_plan', true)"
)
"""Costs that high would bring in a compiler and more processes, which take longer to begin than the question does; and
a plan made for any words fits none."""

_EXPECTED = sa.text("EXPLAIN (FORMAT JSON) SELECT FROM search_entry WHERE terms @@ CAST(:query AS tsquery)")
_ALL = sa.text("SELECT reltuples FROM pg_class WHERE oid = CAST('search_entry' AS regclass)")
_NEWEST = (SearchEntry.rank.desc(), SearchEntry.key.desc())


def _matching(query: str) -> ColumnElement[bool]:
    return SearchEntry.terms.op("@@")(sa.cast(query, TSQUERY))


class Ways:
    """To the documents of one generation that one question may be answered with."""

    def __init__(self, generation_id: int, question: Question) -> None:
        self._ours = SearchEntry.generation_id == generation_id
        self._question = question
        self._counts: dict[str, int] = {}

    def newest(self, query: str) -> list[int]:
        """Keys, newest first, as many as are counted."""
        matches, expected = _matching(query), self._expected(query)
        if expected > FEW and self._few is not None:
            return self._found(self._from_rights(matches, self._few))
        recent = self._of_recent(query, expected) if expected > SURELY_FEW else []
        if len(recent) == MOST_COUNTED:
            return recent
        if expected <= FEW or expected**2 < UNPACKED * MOST_COUNTED * self._all:
            return self._found(self._from_matches(matches))
        return self._found(self._from_newest(matches))

    def _of_recent(self, query: str, expected: float) -> list[int]:
        """Of as many ages as should have a thousand (the last has only begun), and of a fifth of all at most."""
        needed = ceil(MOST_COUNTED * self._all / expected / postgres_terms.AGE) + 1
        ages = min(needed, MOST_AGES, int(self._all / postgres_terms.AGE / 5))
        if ages < 1:
            return []
        newest = db.session().scalar(select(func.max(SearchEntry.rank)).where(self._ours)) or 0
        return self._found(self._from_matches(_matching(postgres_terms.recent(query, newest, ages))))

    def count(self, query: str) -> int:
        """Up to a thousand: nobody needs to know more. In no order, so that nothing is read beyond them."""
        if query not in self._counts:
            matches, are_many = _matching(query), self._expected(query) > FEW
            few = self._few if are_many else None
            way = self._from_matches(matches) if few is None else self._from_rights(matches, few)
            self._counts[query] = len(self._found(way.order_by(None)))
        return self._counts[query]

    def _found(self, way: sa.Select[Any]) -> list[int]:
        session = db.session()
        session.execute(_COST, {"cost": DEAR})
        keys = list(session.scalars(way.limit(MOST_COUNTED)))
        session.execute(_COST, {"cost": USUAL})
        return keys

    def _from_rights(self, matches: ColumnElement[bool], keys: list[int]) -> sa.Select[Any]:
        named = SearchEntry.key == func.any(sa.literal(keys, sa.ARRAY(sa.BigInteger)))
        return select(SearchEntry.key).where(self._ours, named, matches).order_by(*_NEWEST)

    def _from_matches(self, matches: ColumnElement[bool]) -> sa.Select[Any]:
        """All that match, then the newest of them. The fence keeps the two apart."""
        found = select(SearchEntry.key, SearchEntry.rank).where(self._ours, matches).offset(0).subquery()
        seen = self._seen(found.c.key)
        return select(found.c.key).where(*seen).order_by(found.c.rank.desc(), found.c.key.desc())

    def _from_newest(self, matches: ColumnElement[bool]) -> sa.Select[Any]:
        """One after the other until there are enough; a vector is unpacked only where it may be seen."""
        answers = case((sa.and_(sa.true(), *self._seen(SearchEntry.key)), matches), else_=false())
        return select(SearchEntry.key).where(self._ours, answers).order_by(*_NEWEST)

    def _seen(self, key: ColumnElement[int]) -> list[ColumnElement[bool]]:
        seen: list[ColumnElement[bool]] = []
        if self._question.kinds is not None:
            seen.append(key.op("&")((1 << BITS) - 1).in_([int(kind) for kind in self._question.kinds]))
        if self._question.within is not None:
            seen.append(self._question.within.holds(key))
        return seen

    @cached_property
    def _few(self) -> list[int] | None:
        """The keys that may answer, where they are few."""
        within, kinds = self._question.within, self._question.kinds
        if within is None or within.hides:
            return None
        keys = list(db.session().scalars(within.rows.limit(FEW + 1)))
        return [key for key in keys if kinds is None or kind_of(key) in kinds] if len(keys) <= FEW else None

    @cached_property
    def _all(self) -> float:
        return max(float(db.session().scalar(_ALL) or 0), 0.0)

    def _expected(self, query: str) -> float:
        planned = db.session().scalar(_EXPECTED, {"query": query})
        return float(planned[0]["Plan"]["Plan Rows"]) if planned else 0.0

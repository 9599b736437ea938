"""Full text in PostgreSQL: for houses of several hosts. Newest first; the newest thousand that match are weighed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import REGCLASS, TSVECTOR, insert
from sqlalchemy.exc import SQLAlchemyError

from app.persistence.db import db
from app.persistence.models.search.index import SearchEntry
from app.persistence.transaction import transaction
from app.search.asking.choosing import page
from app.search.asking.plan import Alternative, Plan, plan
from app.search.asking.ranking import Array, Weighed, weigh
from app.search.asking.slips import slips
from app.search.engines import postgres_terms
from app.search.engines.postgres_ways import Ways
from app.search.interface import MOST_COUNTED, Document, Found, Question, SearchUnavailableError
from app.search.words.streams import streams

AT_ONCE = 500
ONCE = 0.0607927  # what ts_rank gives a term that stands once; the second time adds a fourth of it, the third a ninth
UNPACKED = """
    SELECT key, rank, length{ranks} FROM (
        SELECT key, rank, length, setweight(terms, 'D') AS terms FROM search_entry
        WHERE generation_id = :generation AND key = ANY(:keys) OFFSET 0
    ) AS unpacked ORDER BY key
"""
"""Given the weight that it has, a vector is unpacked once for a row and not once for each term."""


class PostgresIndex:
    """One generation in the table search_entry."""

    name = "postgres"

    def __init__(self, generation_id: int) -> None:
        self._generation = generation_id

    def index(self, documents: Iterable[Document]) -> int:
        count, rows = 0, []
        for document in documents:
            rows.append(self._row(document))
            count += 1
            if len(rows) == AT_ONCE:
                self._put(rows)
                rows = []
        self._put(rows)
        if count:
            self._settle()
        return count

    def _settle(self) -> None:
        """New terms do not wait in the list in front of the index, which every question would read through."""
        with transaction() as session:
            session.execute(select(func.gin_clean_pending_list(sa.cast("ix_search_entry_terms", REGCLASS))))

    def remove(self, keys: Iterable[int]) -> None:
        with transaction() as session:
            session.execute(delete(SearchEntry).where(self._ours(), SearchEntry.key.in_(list(keys))))

    def optimize(self) -> None:
        """Rows that were removed are gone with the next vacuum of the server."""

    def search(self, question: Question) -> Found:
        candidates, weighed = self._weighed(question)
        found = page(question, weighed, candidates.keys, candidates.ranks)
        return replace(found, is_capped=candidates.size >= MOST_COUNTED)

    def check(self) -> None:
        """A table of the database is as whole as the database."""

    def missing(self, keys: Sequence[int]) -> list[int]:
        query = select(SearchEntry.key).where(self._ours(), SearchEntry.key.in_(keys))
        there = set(db.session().scalars(query))
        return [key for key in keys if key not in there]

    def status(self) -> dict[str, Any]:
        count = select(func.count()).select_from(SearchEntry).where(self._ours())
        size = select(func.pg_total_relation_size("search_entry"))
        return {"documents": db.session().scalar(count), "bytes": db.session().scalar(size)}

    def _weighed(self, question: Question) -> tuple["Candidates", Weighed]:
        ways = Ways(self._generation, question)
        try:
            read = plan(question.text)
            candidates = self._candidates(ways, postgres_terms.strict(read), read)
            if not candidates.size or (question.fills and (read.is_of_matter or candidates.size < question.limit)):
                if not candidates.size:
                    read = plan(question.text, loose=True, slips=slips(read.row, partial(_seen, ways)))
                candidates = self._candidates(ways, _widely(ways, read), read)
            return candidates, weigh(read, candidates)
        except SQLAlchemyError as error:
            raise SearchUnavailableError(type(error).__name__) from error

    def _candidates(self, ways: Ways, query: str, read: Plan) -> "Candidates":
        if query == "()":
            return Candidates([], [])
        keys = ways.newest(query)
        terms = sorted(read.terms())
        ranks = "".join(f", ts_rank(terms, CAST(:t{number} AS tsquery))" for number in range(len(terms)))
        asked = {f"t{number}": postgres_terms.lexeme(*term) for number, term in enumerate(terms)}
        statement = sa.text(UNPACKED.format(ranks=ranks))
        rows = db.session().connection().execute(statement, asked | {"generation": self._generation, "keys": keys})
        return Candidates(terms, [tuple(row) for row in rows])

    def _ours(self) -> ColumnElement[bool]:
        return SearchEntry.generation_id == self._generation

    def _row(self, document: Document) -> dict[str, Any]:
        found = streams(document.text, document.title)
        row = {"generation_id": self._generation, "key": document.key, "rank": document.rank, "length": found.length}
        return row | {"terms": postgres_terms.vector(found, document.rank)}

    def _put(self, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        vector = sa.cast(sa.bindparam("terms", type_=sa.Text), TSVECTOR)
        put = insert(SearchEntry).values(terms=vector)
        new = {name: put.excluded[name] for name in ("rank", "length", "terms")}
        statement = put.on_conflict_do_update(index_elements=["generation_id", "key"], set_=new)
        with transaction() as session:
            session.connection().execute(statement, rows)


def _widely(ways: Ways, read: Plan) -> str:
    """Documents with some of the words: with those that fewer than a thousand have, where there are any."""
    clauses = read.clauses or read.placed
    few = [one for one in clauses if 0 < ways.count(postgres_terms.widely([one])) < MOST_COUNTED]
    return postgres_terms.widely(few or clauses)


def _seen(ways: Ways, stream: str, term: str) -> int:
    return ways.count(postgres_terms.any_of([Alternative(stream, term)]))


class Candidates:
    """Documents taken for weighing, all of which may be seen, with what stands in them."""

    def __init__(self, terms: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        self.size = len(rows)
        self.visible = np.ones(self.size, bool)
        self.keys = np.array([row[0] for row in rows], np.int64)
        self.ranks = np.array([row[1] for row in rows], np.int64)
        self.lengths = np.array([row[2] for row in rows], np.float32)
        standing = np.array([row[3:] for row in rows], np.float32).reshape(self.size, len(terms))
        self._often = {term: _often(standing[:, number]) for number, term in enumerate(terms)}

    def postings(self, stream: str, term: str) -> tuple[Array, Array]:
        often = self._often.get((stream, term))
        ids = np.flatnonzero(often) if often is not None else np.empty(0, np.int64)
        return ids, often[ids] if often is not None else np.empty(0, np.float32)


STEPS = ONCE * np.cumsum(1 / np.arange(1, postgres_terms.MOST_OFTEN + 1) ** 2)
TOLERANCE = 1e-4


def _often(ranks: Array) -> Array:
    """How often a term stands, out of what ts_rank makes of it: 0 where it does not."""
    return np.searchsorted(STEPS, ranks + TOLERANCE, side="right").astype(np.float32)

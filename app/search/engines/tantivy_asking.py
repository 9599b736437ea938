"""One question to tantivy: it finds, and what it found is weighed as elsewhere, among documents that may be seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from tantivy import FieldType, Occur, Query

from app.search.asking.choosing import page
from app.search.asking.plan import Alternative, Clause, Plan, plan
from app.search.asking.ranking import Array, weigh
from app.search.asking.slips import slips
from app.search.engines.tantivy_schema import SCHEMA
from app.search.interface import MOST_COUNTED, Found, Order, Question

WEIGHED = 200  # the best of what was found; a page further back takes more
AT_ONCE = 24  # so many powers of two a score of 32 bits can add up


class Asked:
    """What answers a question, all of it or some. Where a thousand recent documents do, no older ones are looked at."""

    def __init__(self, searcher: Any, question: Question, recent: Any) -> None:
        self._searcher, self._question, self._recent = searcher, question, recent
        self._limits = _limits(question)
        self._read = plan(question.text)
        self._answer = self._answered(_strict(self._read))
        self._count = self._answer.count
        if not self._count:
            self._read = plan(question.text, loose=True, slips=slips(self._read.row, self._seen))
        if not self._count or (question.fills and (self._read.is_of_matter or self._count < question.limit)):
            self._answer = self._answered(_widely(self._read))

    def found(self) -> Found:
        if self._question.order is Order.NEWEST:
            return self._newest_first()
        candidates = Candidates(self._searcher, self._answer.addresses, self._read.terms())
        chosen = page(self._question, weigh(self._read, candidates), candidates.keys, candidates.ranks)
        if not self._count:
            return chosen
        return Found(chosen.keys, self._count, is_capped=self._answer.is_capped, newest=self._tallied())

    def _newest_first(self) -> Found:
        keys, count = keys_of(self._searcher, self._answer.addresses), self._answer.count
        is_loose = not self._count and bool(count)
        return Found(tuple(keys), count, self._answer.is_capped, is_loose, newest=self._tallied())

    def _tallied(self) -> tuple[int, ...]:
        most = self._question.tallied
        if not most:
            return ()
        hits = self._searcher.search(self._answer.query, limit=most, order_by_field="rank", count=False).hits
        return tuple(sorted(keys_of(self._searcher, [address for _rank, address in hits])))

    def _answered(self, words: "_Words") -> "_Answer":
        recent = self._ask(words, [(Occur.Must, self._recent)]) if self._recent is not None else None
        return recent if recent and recent.count >= MOST_COUNTED else self._ask(words)

    def _ask(self, words: "_Words", among: Sequence[Any] = ()) -> "_Answer":
        query = Query.boolean_query([*words.needed, *self._limits, *among])
        start, end = self._question.offset, self._question.offset + self._question.limit
        if self._question.order is Order.NEWEST:
            found = self._searcher.search(query, limit=self._question.limit, offset=start, order_by_field="rank")
        else:
            found = self._searcher.search(_lifted(query, words.lifting), limit=max(WEIGHED, 2 * end))
        return _Answer(query, found.count, [address for _order, address in found.hits], bool(among))

    def _seen(self, stream: str, term: str) -> int:
        query = Query.boolean_query([(Occur.Must, _term(Alternative(stream, term))), *self._limits])
        return int(self._searcher.search(query, limit=1).count)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Documents in the order asked for, as many as are needed, and how many there are (`is_capped`: at least)."""

    query: Any
    count: int
    addresses: list[Any]
    is_capped: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """What a document must have, and what makes it better."""

    needed: list[tuple[Any, Any]]
    lifting: list[Any] = field(default_factory=list)


class Candidates:
    """Documents taken for weighing, all of which may be seen; a term stands in each once or not at all."""

    def __init__(self, searcher: Any, addresses: list[Any], terms: Iterable[tuple[str, str]]) -> None:
        keys = np.array(keys_of(searcher, addresses), np.int64)
        order = np.argsort(keys)
        self.size, self.keys = len(keys), keys[order]
        self.visible = np.ones(self.size, bool)
        self.ranks = np.array(searcher.fast_field_values("rank", addresses), np.int64)[order]
        self.lengths = np.array(searcher.fast_field_values("length", addresses), np.float32)[order]
        self._places = {(addresses[at].segment_ord, addresses[at].doc): place for place, at in enumerate(order)}
        self._standing: dict[tuple[str, str], Array] = {}
        ordered = sorted(terms)
        for first in range(0, len(ordered), AT_ONCE):
            self._look(searcher, ordered[first : first + AT_ONCE])

    def postings(self, stream: str, term: str) -> tuple[Array, Array]:
        ids = np.flatnonzero(self._standing[stream, term])
        return ids, np.ones(len(ids), np.float32)

    def _look(self, searcher: Any, terms: Sequence[tuple[str, str]]) -> None:
        """Which of them stand in which document: each is worth its own power of two, and the score is their sum."""
        among = Query.const_score_query(Query.term_set_query(SCHEMA, "key", self.keys.tolist()), 0.0)
        worth = [Query.const_score_query(_term(Alternative(*one)), float(1 << bit)) for bit, one in enumerate(terms)]
        found = np.zeros(self.size, np.int64)
        for score, address in searcher.search(_lifted(among, worth), limit=max(self.size, 1), count=False).hits:
            found[self._places[address.segment_ord, address.doc]] = int(score)
        for bit, term in enumerate(terms):
            self._standing[term] = found & (1 << bit)


def since(rank: int) -> Any:
    """Documents of this rank and of newer ones; that weighs nothing."""
    return Query.const_score_query(Query.range_query(SCHEMA, "rank", FieldType.Integer, lower_bound=rank), 0.0)


def keys_of(searcher: Any, addresses: list[Any]) -> list[int]:
    return list(searcher.fast_field_values("key", addresses))


def _lifted(query: Any, lifting: Iterable[Any]) -> Any:
    """One around the other: of several beside each other tantivy would read every document, of one alone only those
    that the query finds."""
    for one in lifting:
        query = Query.boolean_query([(Occur.Must, query), (Occur.Should, one)])
    return query


def _limits(question: Question) -> list[tuple[Any, Any]]:
    limits = []
    if question.kinds is not None:
        kinds = [int(kind) for kind in question.kinds]
        limits.append((Occur.Must, Query.term_set_query(SCHEMA, "kind", kinds)))
    if question.within is not None:
        named = Query.term_set_query(SCHEMA, "key", list(question.within.keys()))
        limits.append((Occur.MustNot if question.within.hides else Occur.Must, named))
    return limits


def _term(one: Alternative) -> Any:
    return Query.term_query(SCHEMA, one.stream, one.term, index_option="freq")


def _weighed(one: Alternative, clause: Clause) -> Any:
    return Query.boost_query(_term(one), clause.weight * one.weight)


def _any_of(clauses: Iterable[Clause]) -> list[tuple[Any, Any]]:
    return [(Occur.Should, _weighed(one, clause)) for clause in clauses for one in clause.alternatives]


def _strict(read: Plan) -> _Words:
    """All the words and one of the places. Of a word with any accents, its forms with certain ones only lift."""
    needed, lifting = [], []
    for clause in (one for one in read.clauses if one.is_required):
        widest = clause.widest
        needed.append((Occur.Must, Query.boolean_query([(Occur.Should, _weighed(one, clause)) for one in widest])))
        lifting += [_weighed(one, clause) for one in clause.alternatives if one not in widest]
    if read.placed:
        needed.append((Occur.Must, Query.boolean_query(_any_of(read.placed))))
    return _Words(needed, lifting) if needed else _widely(read)


def _widely(read: Plan) -> _Words:
    return _Words([(Occur.Must, Query.boolean_query(_any_of([*read.clauses, *read.placed])))])

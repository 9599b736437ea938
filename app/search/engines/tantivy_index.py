"""tantivy, for one large host: an extra (`pip install tantivy==0.27.0`). It finds; what it found is weighed as
elsewhere, among documents that may be seen."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from tantivy import Occur, Query

from app.search.asking.choosing import page
from app.search.asking.plan import EXACT, FOLDED, PAIRS, Alternative, Clause, Plan, plan
from app.search.asking.ranking import Array, weigh
from app.search.asking.slips import slips
from app.search.interface import Document, Found, Order, Question, SearchUnavailableError
from app.search.keys import BITS
from app.search.words.streams import streams

BUILD_MEMORY = 128 << 20
WEIGHED = 200  # the best of what was found; a page further back takes more
AT_ONCE = 24  # so many powers of two a score of 32 bits can add up


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_integer_field("kind", indexed=True)
    builder.add_integer_field("rank", fast=True)
    builder.add_integer_field("length", fast=True)
    for name in (EXACT, FOLDED, PAIRS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="freq")
    return builder.build()


SCHEMA = _schema()


class TantivyIndex:
    """One folder. Writing is the worker's alone."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: Any = None

    def index(self, documents: Iterable[Document]) -> int:
        writer, count = self._writer(), 0
        for document in documents:
            writer.delete_documents_by_term("key", document.key)
            writer.add_document(_document(document))
            count += 1
        self._commit(writer)
        return count

    def remove(self, keys: Iterable[int]) -> None:
        writer = self._writer()
        for key in keys:
            writer.delete_documents_by_term("key", key)
        self._commit(writer)

    def optimize(self) -> None:
        """Everything is written anew without what was removed: tantivy merges when it likes."""
        writer = self._writer()
        writer.garbage_collect_files()
        self._commit(writer)

    def search(self, question: Question) -> Found:
        try:
            searcher = self._searcher()
            if question.order is Order.NEWEST:
                return _newest(searcher, question)
            return _Asked(searcher, question).found()
        except ValueError as error:
            raise SearchUnavailableError(type(error).__name__) from error

    def check(self) -> None:
        self._searcher()

    def missing(self, keys: Sequence[int]) -> list[int]:
        searcher = self._searcher()
        return [key for key in keys if not searcher.search(Query.term_query(SCHEMA, "key", key), limit=1).hits]

    def status(self) -> dict[str, Any]:
        size = sum(file.stat().st_size for file in self._folder.glob("*") if file.is_file())
        return {"documents": self._searcher().num_docs, "bytes": size}

    def _writer(self) -> Any:
        if self._index is None and not (self._folder / "meta.json").exists():
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True, mode=0o700)
            self._index = tantivy.Index(SCHEMA, path=str(self._folder))
        return self._opened().writer(heap_size=BUILD_MEMORY, num_threads=1)

    def _commit(self, writer: Any) -> None:
        writer.commit()
        writer.wait_merging_threads()

    def _opened(self) -> Any:
        if self._index is None:
            if not (self._folder / "meta.json").exists():
                raise SearchUnavailableError("no index")
            try:
                found = tantivy.Index.open(str(self._folder))
            except (ValueError, OSError) as error:
                raise SearchUnavailableError(type(error).__name__) from error
            if found.schema != SCHEMA:
                raise SearchUnavailableError("other fields")
            self._index = found
        return self._index

    def _searcher(self) -> Any:
        index = self._opened()
        index.reload()
        return index.searcher()


class _Asked:
    """One question: what answers it, all of it or some, and the best of that weighed."""

    def __init__(self, searcher: Any, question: Question) -> None:
        self.searcher, self.question = searcher, question
        self.limits = _limits(question)
        self.read = plan(question.text)
        self.query = self._within(_strict(self.read))
        self.count = self._count(self.query)
        if not self.count:
            self.read = plan(question.text, loose=True, slips=slips(self.read.row, self._seen))
        if not self.count or (question.fills and (self.read.is_of_matter or self.count < question.limit)):
            self.query = self._within(_widely(self.read))

    def found(self) -> Found:
        most = max(WEIGHED, 2 * (self.question.offset + self.question.limit))
        hits = self.searcher.search(self.query, limit=most, count=False).hits
        candidates = Candidates(self.searcher, [address for _score, address in hits], self.read.terms())
        chosen = page(self.question, weigh(self.read, candidates), candidates.keys, candidates.ranks)
        if not self.count:
            return chosen
        return Found(chosen.keys, self.count, newest=self.newest())

    def newest(self) -> tuple[int, ...]:
        if not self.question.tallied:
            return ()
        hits = self.searcher.search(self.query, limit=self.question.tallied, order_by_field="rank", count=False).hits
        return tuple(sorted(_keys(self.searcher, [address for _rank, address in hits])))

    def _seen(self, stream: str, term: str) -> int:
        return self._count(self._within(_term(Alternative(stream, term))))

    def _count(self, query: Any) -> int:
        return int(self.searcher.search(query, limit=1, count=True).count)

    def _within(self, query: Any) -> Any:
        return Query.boolean_query([(Occur.Must, query), *self.limits])


class Candidates:
    """Documents taken for weighing, all of which may be seen; a term stands in each once or not at all."""

    def __init__(self, searcher: Any, addresses: list[Any], terms: Iterable[tuple[str, str]]) -> None:
        keys = np.array(searcher.fast_field_values("key", addresses), np.int64)
        order = np.argsort(keys)
        self.size, self.keys = len(keys), keys[order]
        self.visible = np.ones(self.size, bool)
        self.ranks = np.array(searcher.fast_field_values("rank", addresses), np.int64)[order]
        self.lengths = np.array(searcher.fast_field_values("length", addresses), np.float32)[order]
        self._places = {(addresses[at].segment_ord, addresses[at].doc): place for place, at in enumerate(order)}
        self._among = Query.const_score_query(Query.term_set_query(SCHEMA, "key", keys.tolist()), 0.0)
        self._standing: dict[tuple[str, str], Array] = {}
        ordered = sorted(terms)
        for first in range(0, len(ordered), AT_ONCE):
            self._look(searcher, ordered[first : first + AT_ONCE])

    def postings(self, stream: str, term: str) -> tuple[Array, Array]:
        ids = np.flatnonzero(self._standing[stream, term])
        return ids, np.ones(len(ids), np.float32)

    def _look(self, searcher: Any, terms: Sequence[tuple[str, str]]) -> None:
        """Which of them stand in which document: each is worth its own power of two, and the score is their sum."""
        worth = [
            (Occur.Should, Query.const_score_query(_term(Alternative(*term)), float(1 << bit)))
            for bit, term in enumerate(terms)
        ]
        every = Query.boolean_query([(Occur.Must, self._among), *worth])
        found = np.zeros(self.size, np.int64)
        for score, address in searcher.search(every, limit=max(self.size, 1), count=False).hits:
            found[self._places[address.segment_ord, address.doc]] = int(score)
        for bit, term in enumerate(terms):
            self._standing[term] = found & (1 << bit)


def _document(document: Document) -> Any:
    found = streams(document.text, document.title)
    made = tantivy.Document(
        key=document.key, kind=document.key & (1 << BITS) - 1, rank=document.rank, length=found.length
    )
    for name in (EXACT, FOLDED, PAIRS):
        for term, often in getattr(found, name).items():
            for _ in range(max(1, round(often))):
                made.add_text(name, term)
    return made


def _newest(searcher: Any, question: Question) -> Found:
    asked = _Asked(searcher, question)
    hits = searcher.search(asked.query, limit=question.limit, offset=question.offset, order_by_field="rank", count=True)
    keys = _keys(searcher, [address for _rank, address in hits.hits])
    is_loose = not asked.count and bool(hits.count)
    return Found(tuple(keys), hits.count, is_loose=is_loose, newest=asked.newest())


def _keys(searcher: Any, addresses: list[Any]) -> list[int]:
    return list(searcher.fast_field_values("key", addresses))


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


def _any_of(clauses: Iterable[Clause]) -> list[tuple[Any, Any]]:
    weighed = ((_term(one), clause.weight * one.weight) for clause in clauses for one in clause.alternatives)
    return [(Occur.Should, Query.boost_query(query, weight)) for query, weight in weighed]


def _strict(read: Plan) -> Any:
    parts = [(Occur.Must, Query.boolean_query(_any_of([one]))) for one in read.clauses if one.is_required]
    places = [clause for place in read.places for clause in place]
    if places:
        parts.append((Occur.Must, Query.boolean_query(_any_of(places))))
    return Query.boolean_query([*parts, *_any_of(one for one in read.clauses if not one.is_required or not parts)])


def _widely(read: Plan) -> Any:
    return Query.boolean_query(_any_of([*read.clauses, *(clause for place in read.places for clause in place)]))

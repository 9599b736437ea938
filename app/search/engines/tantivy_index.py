"""tantivy, for one large host: an extra (`pip install tantivy==0.27.0`)."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from app.search.engines.tantivy_asking import Asked, since
from app.search.engines.tantivy_schema import SCHEMA, STREAMS
from app.search.interface import Document, Found, Question, SearchUnavailableError
from app.search.keys import BITS
from app.search.words.streams import streams

BUILD_MEMORY = 128 << 20
RECENT = 50_000  # numbers: so far back is looked first, where there are many more
OLDEST = -(2**62)


class TantivyIndex:
    """One folder. Writing is the worker's alone."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: Any = None
        self._newest = OLDEST

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
            return Asked(searcher, question, self._recent(searcher)).found()
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

    def _recent(self, searcher: Any) -> Any:
        """Documents to look among first, or None where all are few. The newest is looked for from the last one on."""
        if searcher.num_docs <= 2 * RECENT:
            return None
        for known in (self._newest, OLDEST):
            newer = searcher.search(since(known), limit=1, order_by_field="rank", count=False).hits
            if newer:
                self._newest = newer[0][0]
                break
        return since(self._newest - RECENT)


def _document(document: Document) -> Any:
    found = streams(document.text, document.title)
    made = tantivy.Document(
        key=document.key, kind=document.key & (1 << BITS) - 1, rank=document.rank, length=found.length
    )
    for name in STREAMS:
        for term, often in getattr(found, name).items():
            for _ in range(max(1, round(often))):
                made.add_text(name, term)
    return made

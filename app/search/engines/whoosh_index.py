"""The embedded engine: an ordinary Whoosh index, read by arrays."""

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader

from app.search.asking.answering import ask
from app.search.asking.choosing import answering, page
from app.search.asking.ranking import Array, Weighed
from app.search.engines import whoosh_postings
from app.search.engines.whoosh_postings import Kept
from app.search.engines.whoosh_schema import codec, schema
from app.search.interface import Document, Found, Question, SearchUnavailableError
from app.search.words.streams import streams

MEGABYTE = 1 << 20
KEPT_LISTS = 256 * MEGABYTE
BUILD_MEMORY = 256  # megabytes that Whoosh may gather before it writes


class Snapshot:
    """An index as it stood at one commit: its segments as one row of documents."""

    def __init__(self, opened: Any, kept: Kept) -> None:
        self.generation = opened.latest_generation()
        leaves = opened.reader().leaf_readers()
        self._segments = [(leaf, base) for leaf, base in leaves if isinstance(leaf, SegmentReader)]
        self._kept = kept
        self.size = sum(leaf.doc_count_all() for leaf, _base in self._segments)
        self.keys, self.ranks = self._column("number", np.int64), self._column("rank", np.int64)
        self.lengths = self._column("length", np.float32)
        self.alive = np.ones(self.size, bool)
        for leaf, base in self._segments:
            self.alive[[base + number for number in leaf.segment().deleted_docs()]] = False
        self._by_key = np.argsort(self.keys, kind="stable")

    def _column(self, name: str, kind: Any) -> Array:
        parts = [np.asarray(leaf.column_reader(name).load(), kind) for leaf, _base in self._segments]
        return np.concatenate(parts) if parts else np.empty(0, kind)

    def visible(self, question: Question) -> Array:
        """Which documents may answer."""
        if question.allowed is not None:
            mask = self._numbered(question.allowed) & self.alive
        else:
            mask = self.alive.copy()
        if question.hidden is not None:
            mask &= ~self._numbered(question.hidden)
        return mask

    def _numbered(self, keys: Sequence[int]) -> Array:
        """A mask of the documents with these (ascending) keys."""
        wanted = np.asarray(keys, np.int64)
        mask = np.zeros(self.size, bool)
        if len(wanted) and self.size:
            at = np.searchsorted(wanted, self.keys)
            at[at == len(wanted)] = 0
            mask = wanted[at] == self.keys
        return mask

    def postings(self, stream: str, term: str) -> tuple[Array, Array]:
        parts = []
        for leaf, base in self._segments:
            key = (leaf.segment().segid, stream, term)
            arrays = self._kept.get(key)
            if arrays is None:
                arrays = whoosh_postings.read(leaf, stream, term.encode())
                self._kept.put(key, arrays)
            if len(arrays[0]):
                parts.append((arrays[0] + base, arrays[1]))
        if not parts:
            return whoosh_postings.NOTHING
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([ids for ids, _ in parts]), np.concatenate([often for _, often in parts])


class View:
    """A snapshot as one actor may see it."""

    def __init__(self, snapshot: Snapshot, question: Question) -> None:
        self._snapshot = snapshot
        self.size, self.lengths = snapshot.size, snapshot.lengths
        self.visible = snapshot.visible(question)
        self.postings = snapshot.postings


class WhooshIndex:
    """One folder. Writing is the worker's alone; any number of threads and processes read."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._kept = Kept(KEPT_LISTS)
        self._snapshot: Snapshot | None = None

    def index(self, documents: Iterable[Document]) -> int:
        count, writer = 0, self._opened(create=True).writer(codec=codec(), limitmb=BUILD_MEMORY)
        try:
            is_empty = writer.reader().doc_count_all() == 0
            for document in documents:
                if not is_empty:
                    writer.delete_by_term("key", str(document.key))
                _add(writer, document)
                count += 1
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        return count

    def remove(self, keys: Iterable[int]) -> None:
        writer = self._opened(create=True).writer(codec=codec())
        for key in keys:
            writer.delete_by_term("key", str(key))
        writer.commit()

    def optimize(self) -> None:
        self._opened(create=True).writer(codec=codec()).commit(optimize=True)

    def search(self, question: Question) -> Found:
        snapshot, weighed = self._weighed(question)
        return page(question, weighed, snapshot.keys, snapshot.ranks)

    def matches(self, question: Question) -> Sequence[int]:
        snapshot, weighed = self._weighed(question)
        return sorted(int(key) for key in snapshot.keys[answering(weighed)[0]])

    def status(self) -> dict[str, Any]:
        size = sum(file.stat().st_size for file in self._folder.glob("*") if file.is_file())
        return {"documents": int(self.snapshot().alive.sum()), "bytes": size}

    def snapshot(self) -> Snapshot:
        """The newest commit; SearchUnavailableError when there is none that can be read."""
        try:
            opened = self._opened(create=False)
            with self._lock:
                if self._snapshot is None or self._snapshot.generation != opened.latest_generation():
                    self._snapshot = Snapshot(opened, self._kept)
                return self._snapshot
        except SearchUnavailableError:
            raise
        except Exception as error:  # whatever broken bytes lead Whoosh to
            raise SearchUnavailableError(type(error).__name__) from error

    def _weighed(self, question: Question) -> tuple[Snapshot, Weighed]:
        snapshot = self.snapshot()
        try:
            return snapshot, ask(question.text, View(snapshot, question))
        except Exception as error:  # a broken list of postings
            raise SearchUnavailableError(type(error).__name__) from error

    def _opened(self, *, create: bool) -> Any:
        if create and not whoosh_index.exists_in(str(self._folder)):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return whoosh_index.create_in(str(self._folder), schema())
        return whoosh_index.open_dir(str(self._folder))


def _add(writer: Any, document: Document) -> None:
    found = streams(document.text, document.title)
    writer.add_document(
        key=str(document.key),
        number=document.key,
        rank=document.rank,
        length=found.length,
        exact=found.exact,
        folded=found.folded,
        pairs=found.pairs,
    )


__all__ = ["WhooshIndex", "W3Codec"]

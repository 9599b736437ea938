"""The embedded engine: an ordinary Whoosh index, read by arrays."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index as whoosh_index
from whoosh.writing import OPTIMIZE

from app.search.asking.answering import ask
from app.search.asking.choosing import page
from app.search.asking.ranking import Weighed
from app.search.engines import whoosh_merging
from app.search.engines.whoosh_postings import Kept
from app.search.engines.whoosh_schema import codec, schema
from app.search.engines.whoosh_seal import Seal
from app.search.engines.whoosh_snapshot import Snapshot, View
from app.search.interface import Document, Found, Question, SearchUnavailableError
from app.search.words.streams import streams

MEGABYTE = 1 << 20
KEPT_LISTS = 256 * MEGABYTE
BUILD_MEMORY = 256  # megabytes that Whoosh may gather before it writes


class WhooshIndex:
    """One folder. Writing is the worker's alone; any number of threads and processes read."""

    name = "whoosh"

    def __init__(self, folder: Path, seal_key: bytes | None = None) -> None:
        self._folder = folder
        self._seal = Seal(folder, seal_key) if seal_key else None
        self._lock = threading.Lock()
        self._kept = Kept(KEPT_LISTS)
        self._snapshot: Snapshot | None = None

    def index(self, documents: Iterable[Document]) -> int:
        count = 0
        with self._writing() as writer:
            standing = self._standing()
            for document in documents:
                _forget(writer, standing, document.key)
                _add(writer, document)
                count += 1
        return count

    def remove(self, keys: Iterable[int]) -> None:
        with self._writing() as writer:
            standing = self._standing()
            for key in keys:
                _forget(writer, standing, key)

    def optimize(self) -> None:
        with self._writing(optimize=True):
            pass

    def search(self, question: Question) -> Found:
        snapshot, weighed = self._weighed(question)
        return page(question, weighed, snapshot.keys, snapshot.ranks)

    def check(self) -> None:
        if self._seal:
            self._seal.generation(opened=None)
        self.snapshot()

    def missing(self, keys: Sequence[int]) -> list[int]:
        snapshot = self.snapshot()
        there = set(snapshot.keys[snapshot.alive].tolist())
        return [key for key in keys if key not in there]

    def status(self) -> dict[str, Any]:
        size = sum(file.stat().st_size for file in self._folder.glob("*") if file.is_file())
        return {"documents": int(self.snapshot().alive.sum()), "bytes": size}

    def snapshot(self) -> Snapshot:
        """The newest published commit; SearchUnavailableError when there is none that can be read."""
        with self._lock:
            opened = self._snapshot.generation if self._snapshot else None
            try:
                wanted = self._seal.generation(opened=opened) if self._seal else self._opened().latest_generation()
                if self._snapshot is None or opened != wanted:
                    self._snapshot = self._read(wanted)
            except SearchUnavailableError:
                self._snapshot = None
                raise
            except Exception as error:  # whatever broken bytes lead Whoosh to
                self._snapshot = None
                raise SearchUnavailableError(type(error).__name__) from error
            return self._snapshot

    def _read(self, generation: int) -> Snapshot:
        snapshot = Snapshot(self._opened(), self._kept, self._snapshot)
        if self._seal and snapshot.generation != generation:
            raise SearchUnavailableError("a commit is being published")
        return snapshot

    def _weighed(self, question: Question) -> tuple[Snapshot, Weighed]:
        snapshot = self.snapshot()
        try:
            return snapshot, ask(question.text, View(snapshot, question))
        except Exception as error:  # a broken list of postings
            raise SearchUnavailableError(type(error).__name__) from error

    def _opened(self) -> Any:
        return whoosh_index.open_dir(str(self._folder))

    def _standing(self) -> dict[int, int]:
        """The number under which each key stands: Whoosh would open every segment to find one. What is opened for that
        is kept for the next commit and for searching."""
        with self._lock:
            committed = self._snapshot = Snapshot(self._opened(), self._kept, self._snapshot)
        return dict(
            zip(committed.keys[committed.alive].tolist(), np.flatnonzero(committed.alive).tolist(), strict=True)
        )

    @contextmanager
    def _writing(self, *, optimize: bool = False) -> Iterator[Any]:
        """A writer; all of it is committed and published, or nothing."""
        if not whoosh_index.exists_in(str(self._folder)):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            whoosh_index.create_in(str(self._folder), schema())
        elif self._seal:
            self._seal.generation(opened=None)  # nothing is built on files that are not ours
        opened = self._opened()
        writer = opened.writer(codec=codec(), limitmb=BUILD_MEMORY)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=OPTIMIZE if optimize else whoosh_merging.merge)
        if self._seal:
            self._seal.publish(opened.latest_generation(), self._files())

    def _files(self) -> list[str]:
        return [path.name for path in self._folder.iterdir() if path.suffix in (".seg", ".toc")]


def _forget(writer: Any, standing: dict[int, int], key: int) -> None:
    if (number := standing.pop(key, None)) is not None:
        writer.delete_document(number)


def _add(writer: Any, document: Document) -> None:
    found = streams(document.text, document.title)
    writer.add_document(
        number=document.key,
        rank=document.rank,
        length=found.length,
        exact=found.exact,
        folded=found.folded,
        pairs=found.pairs,
    )

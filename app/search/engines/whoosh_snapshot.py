"""A Whoosh index as it stood at one commit, as arrays; and the part of it that one actor may see."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from app.search.asking.ranking import Array
from app.search.engines import whoosh_postings
from app.search.engines.whoosh_postings import Kept
from app.search.interface import Question
from app.search.keys import BITS

COLUMN = "*"  # where lists of terms have the name of their stream
ATTEMPTS, PAUSE = 10, 0.05  # seconds


class Snapshot:
    """Its segments as one row of documents, numbered from 0."""

    def __init__(self, opened: Any, kept: Kept, before: "Snapshot | None" = None) -> None:
        self._kept = kept
        self.generation, found = _segments(opened, before.readers if before else {})
        self.readers = {segment.segment_id(): reader for segment, reader in found}
        self._segments: list[tuple[SegmentReader, int]] = []
        self.size, deleted = 0, []
        for segment, reader in found:
            self._segments.append((reader, self.size))
            deleted += [self.size + number for number in segment.deleted_docs()]
            self.size += segment.doc_count_all()
        self.keys, self.ranks = self._column("number", np.int64), self._column("rank", np.int64)
        self.lengths = self._column("length", np.float32)
        self.alive = np.ones(self.size, bool)
        self.alive[deleted] = False

    def _column(self, name: str, kind: Any) -> Array:
        parts = [self._column_of(leaf, name, kind) for leaf, _base in self._segments]
        return np.concatenate(parts) if parts else np.empty(0, kind)

    def _column_of(self, leaf: SegmentReader, name: str, kind: Any) -> Array:
        """Read once: a commit leaves most segments as they were."""
        key = (leaf.segment().segid, COLUMN, name)
        kept = self._kept.get(key)
        if kept is None:
            kept = np.asarray(leaf.column_reader(name).load(), kind), whoosh_postings.NOTHING[1]
            self._kept.put(key, kept)
        return kept[0]

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


def _segments(opened: Any, known: Mapping[str, SegmentReader]) -> tuple[int, list[tuple[Any, SegmentReader]]]:
    """The newest commit: its segments, each with its reader. Opening one copies it whole into memory, so those that the
    commit before had open are used again; what has been deleted since only the segment knows. (Whoosh's own `reuse`
    brings segments back that have gone.)"""
    attempt = 1
    while True:
        toc = opened._read_toc()
        try:
            found = [(one, known.get(one.segment_id()) or _reader(opened, toc, one)) for one in toc.segments]
            return toc.generation, found
        except OSError:  # a commit has just removed what it merged
            if attempt == ATTEMPTS:
                raise
            attempt += 1
            time.sleep(PAUSE)


def _reader(opened: Any, toc: Any, segment: Any) -> SegmentReader:
    return SegmentReader(opened.storage, toc.schema, segment, toc.generation)


class View:
    """A snapshot as one actor may see it."""

    def __init__(self, snapshot: Snapshot, question: Question) -> None:
        self._snapshot = snapshot
        self.size, self.lengths, self.postings = snapshot.size, snapshot.lengths, snapshot.postings
        self.visible = self._visible(question)

    def _visible(self, question: Question) -> Array:
        mask = self._snapshot.alive.copy()
        if question.kinds is not None:
            kinds = self._snapshot.keys & ((1 << BITS) - 1)
            mask &= np.isin(kinds, [int(kind) for kind in question.kinds])
        if question.within is not None:
            named = self._numbered(question.within.keys())
            mask &= ~named if question.within.hides else named
        return mask

    def _numbered(self, keys: Sequence[int]) -> Array:
        """A mask of the documents with these keys."""
        wanted = np.sort(np.asarray(keys, np.int64))
        if not len(wanted) or not self.size:
            return np.zeros(self.size, bool)
        at = np.searchsorted(wanted, self._snapshot.keys)
        at[at == len(wanted)] = 0
        return np.asarray(wanted[at] == self._snapshot.keys)

"""A Whoosh index as it stood at one commit, as arrays; and the part of it that one actor may see."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from app.search.asking.ranking import Array
from app.search.engines import whoosh_postings
from app.search.engines.whoosh_postings import Kept
from app.search.interface import Question
from app.search.keys import BITS


class Snapshot:
    """Its segments as one row of documents, numbered from 0."""

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

    def _column(self, name: str, kind: Any) -> Array:
        parts = [np.asarray(leaf.column_reader(name).load(), kind) for leaf, _base in self._segments]
        return np.concatenate(parts) if parts else np.empty(0, kind)

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

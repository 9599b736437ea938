"""Postings of a Whoosh segment as arrays, each list decoded once: blocks are read at one go and joined, instead of a
Python call for each posting. Reads the codec of whoosh3 (`W3Bl` blocks); anything else goes through Whoosh itself."""

import io
import pickle
import struct
import threading
import zlib
from collections import OrderedDict
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermsReader
from whoosh.reading import SegmentReader, TermNotFound

Array = np.ndarray[Any, Any]
Arrays = tuple[Array, Array]
NOTHING: Arrays = (np.empty(0, np.int32), np.empty(0, np.float32))
OVERHEAD = 400  # bytes of a list kept besides its numbers, also of an empty one
_INT = struct.Struct("!i")


class PlainUnpickler(pickle.Unpickler):
    """Numbers, strings and rows of them; a postings block names no class."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} in a block of postings")


def load_plain(data: bytes) -> Any:
    return PlainUnpickler(io.BytesIO(data)).load()


def read(segment: SegmentReader, field: str, term: bytes) -> Arrays:
    """Document numbers and weights of a term in one segment."""
    terms = segment._terms
    if not isinstance(terms, W3TermsReader):
        return read_slowly(segment, field, term)
    try:
        info = terms.term_info(field, term)
    except (KeyError, TermNotFound):
        return NOTHING
    if info.is_inlined():
        ids, weights, _values = info.inlined_postings()
        return np.asarray(ids, np.int32), np.asarray(weights, np.float32)
    offset, (length,) = info.extent()  # whoosh3 3.54.0 leaves the length as struct unpacked it
    data = terms._postfile.get(offset, length)
    if data[:4] != WHOOSH3_HEADER_MAGIC:
        return read_slowly(segment, field, term)
    return _blocks(data)


def read_slowly(segment: SegmentReader, field: str, term: bytes) -> Arrays:
    """The same by Whoosh's own matcher: for another codec, and for the tests to compare with."""
    try:
        matcher = segment.postings(field, term)
    except TermNotFound:
        return NOTHING
    ids, weights = [], []
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.asarray(ids, np.int32), np.asarray(weights, np.float32)


def _blocks(data: bytes) -> Arrays:
    ids: list[Array] = []
    weights: list[Array] = []
    at, is_last = 4, False
    while not is_last:
        (length,) = _INT.unpack_from(data, at)
        is_last = length < 0
        block = io.BytesIO(data[at + 4 : at + 4 + abs(length)])
        count, _last_id, _heaviest, compression, *_lengths = PlainUnpickler(block).load()
        body = block.read()
        steps, heavy, *_values = load_plain(zlib.decompress(body) if compression else body)
        ids.append(np.cumsum(np.asarray(steps, np.int32), dtype=np.int32))
        if heavy is None or isinstance(heavy, float):
            weights.append(np.full(count, 1.0 if heavy is None else heavy, np.float32))
        else:
            weights.append(np.asarray(heavy, np.float32))
        at += 4 + abs(length)
    return (ids[0], weights[0]) if len(ids) == 1 else (np.concatenate(ids), np.concatenate(weights))


class Kept:
    """The lists used last, up to so many bytes; those of a segment never change."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._bytes = most_bytes, 0
        self._lists: OrderedDict[tuple[Any, ...], Arrays] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[Any, ...]) -> Arrays | None:
        with self._lock:
            found = self._lists.get(key)
            if found is not None:
                self._lists.move_to_end(key)
            return found

    def put(self, key: tuple[Any, ...], arrays: Arrays) -> None:
        with self._lock:
            if key not in self._lists:
                self._lists[key] = arrays
                self._bytes += _cost(arrays)
            while self._bytes > self._most and len(self._lists) > 1:
                self._bytes -= _cost(self._lists.popitem(last=False)[1])


def _cost(arrays: Arrays) -> int:
    return OVERHEAD + arrays[0].nbytes + arrays[1].nbytes

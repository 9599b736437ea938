"""What every engine does: index, remove, search, say how it stands. Keys are numbers; what they mean is the caller's
matter (projection.py), and nothing but terms is ever kept.

Who may see what is decided before an engine counts: `Question.within` says which keys the actor may see. Terms are
weighed and counted among these alone, so that a hidden document is exactly as if it were not there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

MOST_COUNTED = 1000
"""Counts are exact up to here; above, engines may say "1,000+"."""


class SearchUnavailableError(Exception):
    """The index is missing, broken or of an older analyser: ask the database, and have it built anew."""


class Within(Protocol):
    """Which keys may answer (or with `hides` may not): as numbers, and for engines in the database as a select."""

    @property
    def hides(self) -> bool: ...

    @property
    def rows(self) -> Any: ...

    def keys(self) -> Sequence[int]: ...


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed under one key. `rank` orders by newest: the greater, the newer."""

    key: int
    text: str
    title: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Answers come of these kinds (keys.py), within these keys; None sets no limit."""

    text: str
    kinds: frozenset[int] | None = None
    within: Within | None = None
    order: Order = Order.RELEVANCE
    limit: int = 20
    offset: int = 0
    fills: bool = False  # add documents with some of the words behind those with all
    tallied: int = 0  # so many of the newest answers are named too, for counts per filter


@dataclass(frozen=True, slots=True)
class Found:
    """The page asked for, and how many there are. `is_loose`: none has all the words; these have most of them."""

    keys: tuple[int, ...]
    count: int
    is_capped: bool = False
    is_loose: bool = False
    newest: tuple[int, ...] = ()  # as many as Question.tallied asks for, ascending


class Engine(Protocol):
    """One engine. Only the worker calls index, remove and optimize."""

    name: str

    def index(self, documents: Iterable[Document]) -> int:
        """Add or replace documents; what is in one call is visible together. Tells how many."""

    def remove(self, keys: Iterable[int]) -> None:
        """Forget these keys, known or not."""

    def optimize(self) -> None:
        """Leave no trace of what was removed (after erasure)."""

    def search(self, question: Question) -> Found:
        """Raises SearchUnavailableError."""

    def check(self) -> None:
        """Raises SearchUnavailableError when the index is not whole; the worker asks on every look."""

    def missing(self, keys: Sequence[int]) -> list[int]:
        """Those of the keys that are not in the index."""

    def status(self) -> dict[str, Any]:
        """documents, generation, bytes."""

"""What has changed since an index was written: the outbox, read in its order, whether or not its messages are done.

Numbers are given before transactions end, so on PostgreSQL one may appear behind others. What is read is therefore
remembered until it is old enough that none can appear before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from app.persistence.db import db
from app.persistence.models.housekeeping import OutboxMessage

SETTLED = timedelta(seconds=60)
BATCH = 500
ERASING = frozenset({"index.erased", "file.seal"})
"""Topics after which no trace of what was removed may stay: erasure, and sealing of what was open."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to look at again."""

    cases: frozenset[int]
    visits: frozenset[int]
    questions: frozenset[int]
    erases: bool
    has_more: bool

    def __bool__(self) -> bool:
        return bool(self.cases or self.visits or self.questions or self.erases)


class Follower:
    """Reads on from a cursor: everything up to it has been read."""

    def __init__(self, cursor: int) -> None:
        self.cursor = self._seen = cursor
        self._young: dict[int, datetime] = {}

    def next(self) -> Changes:
        rows = [*self._late(), *self._new()]
        self._young |= {row.id: row.posted_at for row in rows}
        self._seen = max([self._seen, *(row.id for row in rows)])
        return Changes(
            frozenset(_named(rows, "case_id")),
            frozenset(_named(rows, "visit_id")),
            frozenset(_named(rows, "question_id")),
            any(row.topic in ERASING for row in rows),
            len(rows) >= BATCH,
        )

    def settle(self, now: datetime) -> int:
        """The cursor from which another may read on, once all that was read is in the index."""
        settled = [number for number, posted_at in self._young.items() if posted_at < now - SETTLED]
        self.cursor = max([self.cursor, *settled])
        self._young = {number: at for number, at in self._young.items() if number > self.cursor}
        return self.cursor

    def _new(self) -> list[Row[Any]]:
        query = _columns().where(OutboxMessage.id > self._seen).order_by(OutboxMessage.id).limit(BATCH)
        return list(db.session().execute(query))

    def _late(self) -> list[Row[Any]]:
        if db.engine.dialect.name == "sqlite" or not self._young:  # its transactions end in the order of their numbers
            return []
        between = select(OutboxMessage.id).where(OutboxMessage.id > self.cursor, OutboxMessage.id < self._seen)
        missed = [one for one in db.session().scalars(between) if one not in self._young]
        return list(db.session().execute(_columns().where(OutboxMessage.id.in_(missed)))) if missed else []


def newest() -> int:
    """The cursor of an index that is about to be built: all that comes later is read from the outbox."""
    return int(db.session().scalar(select(func.max(OutboxMessage.id))) or 0)


def lag(cursor: int) -> int:
    """How many messages an index has not seen."""
    return int(db.session().scalar(select(func.count()).where(OutboxMessage.id > cursor)) or 0)


def _columns() -> Any:
    return select(OutboxMessage.id, OutboxMessage.topic, OutboxMessage.payload, OutboxMessage.posted_at)


def _named(rows: Iterable[Row[Any]], name: str) -> set[int]:
    return {row.payload[name] for row in rows if isinstance(row.payload.get(name), int)}

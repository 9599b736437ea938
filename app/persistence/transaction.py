"""`with transaction():` — commit or roll back; the only commit() in the house. A use case has one."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session

from app.persistence import audit
from app.persistence.db import Store, db, store
from app.persistence.writerlock import WriterBusyError

T = TypeVar("T")

CHECKPOINT_COMMITS = 250
CHECKPOINT_BYTES = 8 * 1024 * 1024
PAUSES = (0.05, 0.2)  # seconds before the second and third try
_AGAIN = frozenset({"40001", "40P01", "55P03"})  # serialization failure, deadlock, lock timeout

_since_checkpoint: dict[str, list[int]] = {}  # database file -> [commits, bytes of the WAL then]


class WriteOutsideTransactionError(Exception):
    """A defect: something was changed without `with transaction():`."""


@contextmanager
def transaction() -> Iterator[Session]:
    """Everything inside is kept together or not at all. Objects known before are read again inside."""
    session = db.session()
    if session.info.get("writing"):
        raise WriteOutsideTransactionError("a transaction is open already; a use case has one")
    if session.new or session.dirty or session.deleted:
        raise WriteOutsideTransactionError("changed before the transaction began")
    session.rollback()  # ends the reading so far; what it saw may be old
    here = store()
    if here.writer_lock:
        here.writer_lock.acquire()
    session.info["writing"] = True
    try:
        session.connection(execution_options={"writing": True})
        yield session
        session.flush()
        audit.write_pending(session)
        session.commit()
        if here.file:
            _checkpoint_when_due(db.engine, here)
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("writing", None)
        session.info.pop("audit", None)
        if here.writer_lock:
            here.writer_lock.release()


@contextmanager
def reading() -> Iterator[Session]:
    """Several questions to one state of the database; ends it without forgetting what was read."""
    session = db.session()
    yield session
    if not session.info.get("writing"):
        session.commit()  # nothing to write: the guards below saw to it


def in_transaction(work: Callable[[], T]) -> T:
    """Do the work in a transaction, three times at most when another writer was in the way."""
    for pause in PAUSES:
        try:
            with transaction():
                return work()
        except (DBAPIError, WriterBusyError) as error:
            if not another_was_in_the_way(error):
                raise
            time.sleep(pause)
    with transaction():
        return work()


def another_was_in_the_way(error: Exception) -> bool:
    """Whether the same work may succeed when tried again."""
    if isinstance(error, WriterBusyError):
        return True
    cause: Any = getattr(error, "orig", None)
    return getattr(cause, "sqlstate", None) in _AGAIN or "locked" in str(cause)


def checkpoint() -> None:
    """Move the write-ahead log into the database now (SQLite), as after a large load."""
    here = store()
    if here.writer_lock and here.file:
        here.writer_lock.acquire()
        try:
            _checkpoint(db.engine)
        finally:
            here.writer_lock.release()


def _checkpoint_when_due(engine: Engine, here: Store) -> None:
    state = _since_checkpoint.setdefault(str(here.file), [0, 0])
    state[0] += 1
    grown = _wal_bytes(here) - state[1]
    if state[0] >= CHECKPOINT_COMMITS or grown >= CHECKPOINT_BYTES:
        _checkpoint(engine)
        state[:] = [0, _wal_bytes(here)]


def _wal_bytes(here: Store) -> int:
    try:
        return here.file.with_name(f"{here.file.name}-wal").stat().st_size if here.file else 0
    except FileNotFoundError:
        return 0


def _checkpoint(engine: Engine) -> None:
    """Without patience for readers: as much as goes, and the log is cut when nobody reads it."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.close()
    finally:
        connection.close()


@event.listens_for(db.session, "before_flush")
def _refuse_flush(session: Session, _context: Any, _instances: Any) -> None:
    if not session.info.get("writing"):
        raise WriteOutsideTransactionError("flush outside `with transaction():`")


@event.listens_for(db.session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and not state.session.info.get("writing"):
        raise WriteOutsideTransactionError("insert, update or delete outside `with transaction():`")

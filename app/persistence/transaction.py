"""`with transaction():` — commit or roll back; the only commit() in the house. A use case has one."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session

from app.persistence import audit
from app.persistence.db import db, store
from app.persistence.writerlock import WriterBusyError

T = TypeVar("T")

PAUSES = (0.05, 0.2)  # seconds before the second and third try
_AGAIN = frozenset({"40001", "40P01", "55P03", "23505"})
"""PostgreSQL: serialization failure, deadlock, lock timeout, and a unique row that another wrote first: whoever looks
again finds it."""


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
        if here.checkpoints:
            here.checkpoints.after_commit(db.engine)
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
    if here.writer_lock and here.checkpoints:
        here.writer_lock.acquire()
        try:
            here.checkpoints.run(db.engine)
        finally:
            here.writer_lock.release()


@event.listens_for(db.session, "before_flush")
def _refuse_flush(session: Session, _context: Any, _instances: Any) -> None:
    if not session.info.get("writing"):
        raise WriteOutsideTransactionError("flush outside `with transaction():`")


@event.listens_for(db.session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and not state.session.info.get("writing"):
        raise WriteOutsideTransactionError("insert, update or delete outside `with transaction():`")

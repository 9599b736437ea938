"""One transaction per use case: kept together or not at all, and the only way to change anything."""

import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, insert, select, update

from app.persistence.db import db as database
from app.persistence.db import store
from app.persistence.models import DailyTask, User
from app.persistence.transaction import (
    WriteOutsideTransactionError,
    checkpoint,
    in_transaction,
    reading,
    transaction,
)
from app.persistence.writerlock import WriterBusyError, WriterLock
from tests.houses import both_engines, make
from tests.times import at

DAY = at("2026-07-01").date()


def a_task(name: str) -> DailyTask:
    return DailyTask(name=name, posted_on=DAY)


def names(db: SQLAlchemy) -> set[str]:
    found = set(db.session.scalars(select(DailyTask.name)))
    db.session.rollback()
    return found


@both_engines
def test_all_is_kept_or_nothing(db: SQLAlchemy) -> None:
    with transaction() as session:
        session.add(a_task("kept"))
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(a_task("lost"))
        session.flush()
        raise ZeroDivisionError
    assert names(db) == {"kept"}


@both_engines
def test_a_use_case_has_one_transaction(db: SQLAlchemy) -> None:
    with pytest.raises(WriteOutsideTransactionError), transaction() as session:
        session.add(a_task("outer"))
        with transaction():
            pass
    assert names(db) == set()


def test_nothing_is_changed_outside(db: SQLAlchemy) -> None:
    db.session.add(a_task("added"))
    with pytest.raises(WriteOutsideTransactionError):
        db.session.flush()
    db.session.rollback()
    for statement in (insert(DailyTask).values(name="x", posted_on=DAY), update(User).values(name="x")):
        with pytest.raises(WriteOutsideTransactionError):
            db.session.execute(statement)


def test_what_was_changed_before_is_refused(db: SQLAlchemy) -> None:
    db.session.add(a_task("too early"))
    with pytest.raises(WriteOutsideTransactionError), transaction():
        pass


def test_what_was_read_before_is_read_again(db: SQLAlchemy, app: Flask) -> None:
    """A check and its act see the same: an object known before is not believed."""
    user = db.session.scalars(select(User).limit(1)).one()

    def rename() -> None:
        with app.app_context(), transaction() as session:
            session.execute(update(User).where(User.id == user_id).values(name="Tên mới"))

    user_id = user.id
    other = threading.Thread(target=rename)
    other.start()
    other.join()
    with transaction():
        assert user.name == "Tên mới"


def test_reading_ends_without_forgetting(db: SQLAlchemy) -> None:
    with reading() as session:
        user = session.scalars(select(User).limit(1)).one()
    assert not db.session().in_transaction()
    assert user.name
    assert not db.session().in_transaction()


@both_engines
def test_parallel_writers_wait_for_each_other(db: SQLAlchemy, app: Flask) -> None:
    """Read, then write what was read plus one: with eight threads nothing is lost and nobody fails."""
    with transaction() as session:
        session.add(a_task("counter"))
    faults: list[BaseException] = []

    def add(name: str) -> None:
        try:
            with app.app_context():
                for number in range(5):
                    in_transaction(lambda: db.session.add(a_task(f"{name}.{number}")))  # noqa: B023
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=add, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert db.session.scalar(select(func.count()).select_from(DailyTask)) == 41


@both_engines
def test_the_same_is_tried_again_when_another_was_in_the_way(db: SQLAlchemy) -> None:
    tries = []

    def work() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise WriterBusyError
        return "done"

    assert in_transaction(work) == "done"
    with pytest.raises(ValueError):
        in_transaction(lambda: int("not a passing fault"))


def test_writers_of_two_processes_exclude_each_other(db: SQLAlchemy) -> None:
    """Another lock on the same file stands for another process: flock counts open files, not threads."""
    lock = store().writer_lock
    assert lock is not None and store().file is not None
    another = WriterLock(store().file.with_name("test.db.writer"), patience=0.05)
    with transaction(), pytest.raises(WriterBusyError):
        another.acquire()
    another.acquire()
    another.release()


def test_writers_are_served_in_the_order_of_asking_and_told_when_it_takes_too_long() -> None:
    lock, served = WriterLock(None, patience=5), []

    def ask(number: int) -> None:
        lock.acquire()
        served.append(number)
        lock.release()

    lock.acquire()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    lock.release()
    for thread in threads:
        thread.join()
    assert served == list(range(12))
    hasty = WriterLock(None, patience=0.05)
    hasty.acquire()
    with pytest.raises(WriterBusyError):
        hasty.acquire()
    hasty.release()
    hasty.acquire()


def test_whoever_could_not_write_is_told_so(app: Flask) -> None:
    with app.test_request_context("/"):
        answer = app.make_response(app.handle_user_exception(WriterBusyError()))
    assert answer.status_code == 503
    assert "chưa lưu được gì" in answer.get_data(as_text=True)


def test_sqlite_is_set_up_as_it_must_be(tmp_path: Path) -> None:
    """In an application of its own: those of the other tests do not wait for the disk."""
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10000,
        "trusted_schema": 0,
        "secure_delete": 1,
        "wal_autocheckpoint": 0,
    }
    with make(tmp_path, f"sqlite:///{tmp_path / 'own.db'}").app_context():
        for name, value in expected.items():
            assert database.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
        database.session.remove()
        database.engine.dispose()


def test_the_log_is_moved_into_the_database_by_us(db: SQLAlchemy) -> None:
    file = store().file
    assert file is not None
    wal = file.with_name(f"{file.name}-wal")
    checkpoint()  # none is due by itself for a while
    with transaction() as session:
        session.add(a_task("one"))
    assert wal.stat().st_size > 0
    checkpoint()
    assert wal.stat().st_size == 0
    assert names(db) == {"one"}

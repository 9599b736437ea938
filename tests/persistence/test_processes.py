"""Web and worker are processes on one SQLite file: writers and checkpoints take turns, kills harm nobody."""

import multiprocessing
import os
import signal
import time
from datetime import date

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain.facts import SYSTEM
from app.persistence import audit, outbox
from app.persistence.audit import verifying
from app.persistence.models import DailyTask, OutboxMessage
from app.persistence.transaction import checkpoint, transaction
from tests.times import at

NOW = at("2026-07-01 12:00")
fork = multiprocessing.get_context("fork")


def write(app: Flask, name: str, count: int) -> None:
    with app.app_context():
        for number in range(count):
            with transaction() as session:
                session.add(DailyTask(name=f"{name}.{number}", posted_on=date(2026, 7, 1)))
                audit.append(SYSTEM, "written", at=NOW, case_id=number)
                outbox.post("written", at=NOW, case_id=number)


def move(app: Flask, seconds: float) -> None:
    end = time.monotonic() + seconds
    with app.app_context():
        while time.monotonic() < end:
            checkpoint()


def whole(db: SQLAlchemy) -> int:
    """Number of transactions found; each with its act and its message, and the file in order."""
    tasks = db.session.scalar(select(func.count()).select_from(DailyTask)) or 0
    messages = db.session.scalar(select(func.count()).select_from(OutboxMessage))
    assert messages == tasks
    assert verifying.verify() == []
    assert db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    return tasks


def test_writers_and_checkpoints_of_many_processes(db: SQLAlchemy, app: Flask) -> None:
    before = audit.head()[0]
    db.session.remove()
    db.engine.dispose()
    crowd = [fork.Process(target=write, args=(app, str(n), 60)) for n in range(3)]
    crowd += [fork.Process(target=move, args=(app, 0.3)) for _ in range(2)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join(timeout=60)
    assert [process.exitcode for process in crowd] == [0] * 5
    assert whole(db) == 180
    assert audit.head()[0] == before + 180


def test_a_killed_writer_leaves_whole_transactions_and_no_lock(db: SQLAlchemy, app: Flask) -> None:
    db.session.remove()
    db.engine.dispose()
    for turn in range(8):
        process = fork.Process(target=write, args=(app, str(turn), 10_000))
        process.start()
        time.sleep(0.05 + turn * 0.01)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
    found = whole(db)
    db.session.rollback()
    write(app, "after", 1)
    assert whole(db) == found + 1

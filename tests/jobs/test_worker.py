"""The worker: what was promised is done, whatever happens to the worker."""

import json
import logging
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select, text

from app.domain.facts import SYSTEM
from app.jobs import handlers, schedule, worker
from app.persistence import audit, heartbeat, outbox
from app.persistence.db import store
from app.persistence.models import OutboxMessage
from app.persistence.outbox import Message
from app.persistence.transaction import transaction
from tests.houses import both_engines
from tests.times import at

NOW = at("2026-07-01 12:00")
GO_ON = threading.Event()


def clock() -> datetime:
    return NOW


def post(topic: str, count: int = 1, **payload: int) -> None:
    with transaction():
        for _ in range(count):
            outbox.post(topic, at=NOW, **payload)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """What a handler of the test was given."""
    given: list[Message] = []
    monkeypatch.setitem(handlers.HANDLERS, "test.note", lambda message, _at: given.append(message))
    return given


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_message: Message, _at: datetime) -> None:
        raise ValueError("Nguyễn Văn An, 0912345678")

    monkeypatch.setitem(handlers.HANDLERS, "test.broken", break_down)


@both_engines
def test_a_broken_handler_stops_nobody_and_tells_no_secret(
    db: SQLAlchemy, done: list[Message], broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    post("test.broken")
    post("test.note", case_id=7)
    assert worker.work(GO_ON, clock) == 2
    assert [message.payload for message in done] == [{"case_id": 7}]
    assert outbox.standing(NOW)["waiting"] == 1
    assert "ValueError" in caplog.text
    assert "0912345678" not in caplog.text
    assert worker.work(GO_ON, clock) == 0, "what is done is not done again"
    assert outbox.claim(NOW + timedelta(seconds=outbox.PAUSES[0]))[0].attempt == 2


def test_an_unknown_topic_is_closed_with_a_line_in_the_log(db: SQLAlchemy, caplog: pytest.LogCaptureFixture) -> None:
    post("nobody.knows")
    worker.work(GO_ON, clock)
    assert "nobody.knows" in caplog.text
    assert outbox.standing(NOW) == {"waiting": 0, "dead": 0, "late_seconds": 0.0}


def test_a_stopping_worker_gives_back_what_it_has_not_begun(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    monkeypatch.setitem(handlers.HANDLERS, "test.stop", lambda _message, _at: stop.set())
    post("test.stop", 3)
    assert worker.work(stop, clock) == 1
    assert [message.attempt for message in outbox.claim(NOW)] == [1, 1]


@both_engines
def test_tasks_are_posted_once_a_day_and_once_an_hour(db: SQLAlchemy) -> None:
    daily, hourly = len(schedule.DAILY), len(schedule.HOURLY)
    assert schedule.post_due(at("2026-07-01 00:05")) == daily + hourly
    while worker.work(GO_ON, lambda: at("2026-07-01 00:06")):
        pass
    assert outbox.standing(NOW)["waiting"] == 0, "every task of the day and the hour is done"
    assert schedule.post_due(at("2026-07-01 00:55")) == 0
    assert schedule.post_due(at("2026-07-01 23:55")) == hourly
    assert schedule.post_due(at("2026-07-02 00:05")) == daily
    assert schedule.post_due(at("2026-07-09 00:05")) == daily + hourly, "a time without a worker is not made up"
    assert schedule.post_due(at("2027-07-09 00:05")) == daily + hourly, "the clock of the machine jumps ahead"
    assert schedule.post_due(at("2026-07-09 00:25")) == daily + hourly, (
        "and comes back: the mark of 2027 is not believed"
    )
    assert schedule.post_due(at("2026-07-09 00:35")) == 0


def test_the_command_line_works_once_at_a_named_moment(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    said = run(args=["worker", "--once", "--now", "2026-07-01T08:00"])
    assert said.exit_code == 0
    assert said.output.strip() == f"{len(schedule.DAILY) + len(schedule.HOURLY)} messages"
    assert "0 messages" in run(args=["worker", "--once", "--now", "2026-07-01T08:10"]).output
    assert run(args=["worker", "--now", "tomorrow"]).exit_code == 2
    swept = json.loads(run(args=["sweep", "--on", "2026-07-01"]).output)
    assert (swept["on"], swept["noted"], swept["items"]) == ("2026-07-01", 0, [])


def test_run_beats_and_stops(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="app.jobs")
    with app.app_context():
        heartbeat.end()
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(app, stop, clock))
    thread.start()
    with app.app_context():
        for _ in range(100):
            if heartbeat.age(NOW) is not None:
                break
            time.sleep(0.02)
        assert heartbeat.age(NOW + timedelta(seconds=3)) == 3.0
        stop.set()
        thread.join(timeout=5)
        assert not thread.is_alive()
        assert heartbeat.ended_well()
    assert "worker ends" in caplog.text
    assert "unclean" not in caplog.text


def test_after_a_kill_the_database_is_looked_at(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="app.jobs")
    with app.app_context():
        heartbeat.beat(NOW)
    stop = threading.Event()
    stop.set()
    worker.run(app, stop, clock)
    assert "after an unclean stop: database whole" in caplog.text


def test_a_damaged_log_of_acts_ends_among_the_dead(db: SQLAlchemy, caplog: pytest.LogCaptureFixture) -> None:
    with transaction():
        audit.append(SYSTEM, "written", at=NOW)
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(text("UPDATE audit_entry SET action = 'other'"))
    post("daily.check")
    worker.work(GO_ON, clock)
    assert "DatabaseDamagedError" in caplog.text
    assert outbox.standing(NOW)["waiting"] == 1


def test_no_sign_of_life_is_told_as_none(db: SQLAlchemy) -> None:
    (store().folder / "worker.alive").unlink(missing_ok=True)
    assert heartbeat.age(NOW) is None
    (store().folder / "worker.alive").write_text("nonsense")
    assert heartbeat.age(NOW) is None


def _work_in_a_process(app: Flask, effects: Path) -> None:
    """A worker with a handler whose effect is one row per message, however often it is called."""

    def leave_a_mark(message: Message, _at: datetime) -> None:
        with sqlite3.connect(effects, timeout=10) as records:
            records.execute("INSERT OR IGNORE INTO effect VALUES (?)", (message.id,))
        time.sleep(0.002)

    handlers.HANDLERS["test.mark"] = leave_a_mark
    outbox.LEASE = timedelta(0)
    with app.app_context():
        while messages := outbox.claim(NOW + timedelta(days=1), 3, lease=timedelta(0)):
            for message in messages:
                worker._handle(message, clock)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_done_twice(
    db: SQLAlchemy, app: Flask, tmp_path: Path
) -> None:
    effects = tmp_path / "effects.db"
    with sqlite3.connect(effects) as records:
        records.execute("CREATE TABLE effect (id INTEGER PRIMARY KEY)")
    post("test.mark", 120)
    db.session.remove()
    db.engine.dispose()
    fork = multiprocessing.get_context("fork")
    kills = 0
    for _ in range(100):
        process = fork.Process(target=_work_in_a_process, args=(app, effects))
        process.start()
        process.join(timeout=0.08 + kills * 0.01)
        if process.exitcode is not None:
            break
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        kills += 1
    assert process.exitcode == 0
    assert kills >= 3
    with sqlite3.connect(effects) as records:
        assert records.execute("SELECT count(*) FROM effect").fetchone() == (120,)
    assert db.session.scalar(select(func.count()).where(OutboxMessage.closed_at.is_(None))) == 0
    assert db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"

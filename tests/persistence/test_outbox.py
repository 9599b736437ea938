"""The outbox: promised with the reason, given to one worker at a time, tried again, and visibly dead in the end."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.persistence import outbox
from app.persistence.transaction import transaction
from tests.houses import both_engines, command
from tests.times import at

pytestmark = both_engines

NOW = at("2026-07-01 12:00")
LATER = NOW + timedelta(hours=1)


def post(count: int = 1, after: timedelta = timedelta(0)) -> None:
    with transaction():
        for number in range(count):
            outbox.post("test.topic", at=NOW, after=after, number=number)


def test_a_promise_is_part_of_its_transaction(db: SQLAlchemy) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        outbox.post("test.topic", at=NOW)
        raise ZeroDivisionError
    assert outbox.claim(NOW) == []
    with pytest.raises(RuntimeError):
        outbox.post("test.topic", at=NOW)


def test_claimed_is_not_given_twice_and_done_is_done(db: SQLAlchemy) -> None:
    post(3)
    first = outbox.claim(NOW, 2)
    assert [message.payload for message in first] == [{"number": 0}, {"number": 1}]
    assert [message.payload for message in outbox.claim(NOW)] == [{"number": 2}]
    assert all(outbox.done(message, NOW) for message in first)
    assert outbox.standing(NOW)["waiting"] == 1


def test_not_before_its_time(db: SQLAlchemy) -> None:
    post(after=timedelta(minutes=30))
    assert outbox.claim(NOW) == []
    assert len(outbox.claim(LATER)) == 1


def test_what_a_told_past_has_promised_is_due_from_now(db: SQLAlchemy) -> None:
    post(2)
    post(after=timedelta(days=900))
    years_on = NOW + timedelta(days=700)
    assert outbox.late_seconds(years_on) > outbox.STUCK_SECONDS
    with transaction():
        assert outbox.due_from(years_on) == 2, "what is due later stays"
    assert outbox.late_seconds(years_on) == 0
    assert len(outbox.claim(years_on)) == 2


def test_a_dead_workers_message_comes_back(db: SQLAlchemy) -> None:
    post()
    (lost,) = outbox.claim(NOW)
    assert outbox.claim(NOW + outbox.LEASE - timedelta(seconds=1)) == []
    (again,) = outbox.claim(NOW + outbox.LEASE)
    assert again.id == lost.id
    assert again.attempt == 2
    assert not outbox.done(lost, LATER), "the first worker woke up: the message is no longer his"
    assert outbox.done(again, LATER)


def test_failures_wait_longer_each_time_and_end_among_the_dead(db: SQLAlchemy) -> None:
    post()
    now, pauses = NOW, []
    for _ in range(len(outbox.PAUSES)):
        (message,) = outbox.claim(now)
        assert outbox.failed(message, ValueError("Nguyễn Văn An"), now)
        pause = next(n for n in outbox.PAUSES if outbox.claim(now + timedelta(seconds=n - 1)) == [])
        pauses.append(outbox.PAUSES[message.attempt - 1])
        now += timedelta(seconds=pauses[-1])
        assert pause
    assert pauses == list(outbox.PAUSES)
    (message,) = outbox.claim(now)
    assert outbox.failed(message, ValueError(), now)
    assert outbox.claim(now + timedelta(days=365)) == []
    (dead,) = outbox.dead_letters()
    assert dead.error == "ValueError", "the text of an error may be personal"
    assert outbox.standing(now) == {"waiting": 0, "dead": 1, "late_seconds": 0.0}
    assert outbox.revive(dead.id, now)
    assert [m.attempt for m in outbox.claim(now)] == [1]


def test_given_back_is_not_a_try(db: SQLAlchemy) -> None:
    post(2)
    messages = outbox.claim(NOW)
    outbox.release(messages, NOW)
    assert [message.attempt for message in outbox.claim(NOW)] == [1, 1]


def test_old_messages_are_forgotten_but_not_the_dead(db: SQLAlchemy) -> None:
    post(2)
    first, second = outbox.claim(NOW)
    outbox.done(first, NOW)
    for _ in range(len(outbox.PAUSES)):
        outbox.failed(second, "X", NOW)
        (second,) = outbox.claim(NOW + timedelta(days=2))
    outbox.failed(second, "X", NOW)
    assert outbox.sweep(before=NOW) == 0
    assert outbox.sweep(before=LATER) == 1
    assert len(outbox.dead_letters()) == 1


def test_each_message_goes_to_one_of_many_workers(db: SQLAlchemy, app: Flask) -> None:
    post(60)
    done: list[int] = []

    def work() -> None:
        with app.app_context():
            while messages := outbox.claim(NOW, 4):
                done.extend(message.id for message in messages if outbox.done(message, NOW))
                db.session.rollback()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 60
    assert len(set(done)) == 60


def test_commands_show_and_retry(db: SQLAlchemy, app: Flask) -> None:
    post()
    (message,) = outbox.claim(NOW)
    for _ in range(len(outbox.PAUSES)):
        outbox.failed(message, "Fault", NOW)
        (message,) = outbox.claim(NOW + timedelta(days=2))
    outbox.failed(message, "Fault", NOW)
    db.session.rollback()
    assert "1 dead" in command(app, "outbox", "status")
    assert "test.topic" in command(app, "outbox", "dead")
    assert "tried again" in command(app, "outbox", "retry", str(message.id))
    assert app.test_cli_runner().invoke(args=["outbox", "retry", str(message.id)]).exit_code == 1

"""The log of acts: what was written stands, what was changed shows."""

import json
import threading
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.persistence import audit
from app.persistence.audit import chain, verifying
from app.persistence.models import AuditEntry
from app.persistence.transaction import transaction
from tests import cast
from tests.houses import both_engines
from tests.times import at

NOON = at("2026-07-01 12:00")


def write(count: int = 1, **changes: Any) -> None:
    for number in range(count):
        with transaction():
            audit.append(cast.actor("cuc"), "case.read", at=NOON, case_id=number, **changes)


def tamper(db: SQLAlchemy, *statements: str) -> None:
    """As somebody with the database in hand would: the triggers are put aside."""
    with db.engine.begin() as connection:
        if db.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER IF EXISTS audit_entry_no_update"))
            connection.execute(text("DROP TRIGGER IF EXISTS audit_entry_no_delete"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


@both_engines
def test_what_was_written_stands(db: SQLAlchemy) -> None:
    before, _ = audit.head()
    write(3, details={"lý do": "Đọc hồ sơ", "số": 7})
    assert audit.head()[0] == before + 3
    assert verifying.verify() == []


@both_engines
def test_a_transaction_that_fails_leaves_no_act(db: SQLAlchemy) -> None:
    before = audit.head()
    db.session.rollback()
    with pytest.raises(ZeroDivisionError), transaction():
        audit.append(cast.actor("cuc"), "case.read", at=NOON)
        raise ZeroDivisionError
    write()
    assert audit.head()[0] == before[0] + 1
    assert verifying.verify() == []


def test_an_act_belongs_to_a_transaction(db: SQLAlchemy) -> None:
    with pytest.raises(RuntimeError):
        audit.append(cast.actor("cuc"), "case.read", at=NOON)


@both_engines
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET case_id = 99 WHERE id = {middle}",
        "UPDATE audit_entry SET at = '2026-07-01 05:00:00.000001' WHERE id = {middle}",
        "UPDATE audit_entry SET user_id = NULL WHERE id = {middle}",
        "UPDATE audit_entry SET details = '{{}}' WHERE id = {middle}",
        "DELETE FROM audit_entry WHERE id = {middle}",
        "UPDATE audit_entry SET id = -id WHERE id = {middle}",
    ],
)
def test_tampering_shows(db: SQLAlchemy, statement: str) -> None:
    write(5, details={"a": 1})
    middle = audit.head()[0] - 2
    db.session.rollback()
    tamper(db, statement.format(middle=middle))
    assert {finding.row for finding in verifying.verify()} & {middle, -middle}


@both_engines
@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET case_id = 1", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses(db: SQLAlchemy, statement: str) -> None:
    write()
    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))


@both_engines
def test_the_chain_is_one_chain_under_parallel_writers(db: SQLAlchemy, app: Flask) -> None:
    before = audit.head()[0]
    actor = cast.actor("cuc")
    db.session.rollback()

    def work() -> None:
        with app.app_context():
            for number in range(10):
                with transaction():
                    audit.append(actor, "case.read", at=NOON, case_id=number)
                    audit.append(actor, "case.close", at=NOON, case_id=number)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before + 120
    assert verifying.verify() == []


def test_the_spelling_is_sorted_json() -> None:
    """Put together by hand for speed, it is what an encoder makes of the same row, whatever a forger wrote into it."""
    odd = ("a", 'ô"\\\n', "", None, 5, -1, 2**70, 1.5, True, {"b": 1, "a": "ă"}, [1, "x"])
    for turn in range(len(odd)):
        words = [odd[(turn + step) % len(odd)] for step in range(20)]
        row: dict[str, Any] = dict(zip((*chain.FIELDS, *chain.LATER), words, strict=False))
        row |= {"at": NOON, "case_previous": bytes(range(32))}
        said = {name: row[name] for name in chain.FIELDS} | {"at": f"{NOON:%Y-%m-%dT%H:%M:%S.%fZ}"}
        said |= {name: row[name] for name in chain.LATER if row[name] is not None}
        said["case_previous"] = row["case_previous"].hex()
        encoded = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert chain.spelled(row) == encoded.encode()

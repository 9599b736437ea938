"""What can be shown of the log outside: signed checkpoints, proofs of one case, and every kind of tampering found."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select, text

from app.domain.keeping import proof_tool, proofs
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit
from app.persistence.audit import anchors, verifying
from app.persistence.models import AuditEntry
from app.persistence.transaction import transaction
from app.services.safekeeping import checkpoints
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines, command
from tests.persistence.test_audit import tamper, write
from tests.times import at

NOON = at("2026-07-20 12:00")


def make() -> proofs.Statement:
    return checkpoints.make(at=NOON)


def run_tool(tmp_path: Path, content: dict[str, Any], *options: str) -> subprocess.CompletedProcess[str]:
    """As somebody outside would: the standard library alone, none of our folders to import from."""
    file = tmp_path / "given.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    tool = tmp_path / "verify.py"
    tool.write_text(Path(proof_tool.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    run = [sys.executable, "-I", "-S", str(tool), str(file), *options]
    return subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)


@both_engines
def test_a_case_has_a_chain_of_its_own(db: SQLAlchemy) -> None:
    case = a_case().accepted(on="2026-07-15").made()
    rows = list(db.session.scalars(select(AuditEntry).where(AuditEntry.case_id == case.id).order_by(AuditEntry.id)))
    assert [row.case_entry for row in rows] == list(range(1, len(rows) + 1))
    assert [row.case_previous for row in rows] == [proofs.ORIGIN, *(row.case_hash for row in rows[:-1])]
    assert rows[-1].from_state == "awaiting_disposition"
    assert rows[-1].ground == "KN1.accept"
    assert verifying.verify() == []


@both_engines
def test_what_was_cut_off_or_rewritten_shows_against_a_checkpoint(db: SQLAlchemy) -> None:
    case = a_case().accepted(on="2026-07-15").made()
    statement = make()
    write(2)
    assert verifying.verify(statement) == []
    db.session.rollback()
    tamper(db, f"DELETE FROM audit_entry WHERE id >= {statement.rows}")  # noqa: S608
    assert verifying.verify() == []
    found = {finding.what: finding.row for finding in verifying.verify(statement)}
    assert found == {verifying.CUT_OFF: statement.rows, verifying.ROOT_DIFFERS: statement.rows}
    assert case.id


def test_who_holds_the_keys_can_rewrite_but_not_deceive_a_checkpoint(db: SQLAlchemy) -> None:
    """The operator himself: the whole log forged anew with the real key fits itself, and no checkpoint kept outside."""
    a_case().registered(on="2026-07-15").made()
    statement = make()
    rows = list(db.session.execute(select(AuditEntry.__table__).order_by(AuditEntry.id)).mappings())
    db.session.rollback()
    tamper(db, "DELETE FROM audit_entry")
    for row in rows:
        with transaction():
            who = cast.actor("cuc") if row["action"] == "case.register" else cast.AN
            audit.append(who, row["action"], at=row["at"], case_id=row["case_id"], subject=row["subject"])
    assert verifying.verify() == []
    assert verifying.REWRITTEN in {finding.what for finding in verifying.verify(statement)}


def test_every_tampering_is_found(db: SQLAlchemy) -> None:
    """Edit, delete, insert, swap, of rows and cases drawn by lot; bench/audit.py does ten thousand."""
    for _ in range(3):
        a_case().registered(on="2026-07-15").made()
    write(6, details={"a": 1})
    statement, last = make(), audit.head()[0]
    db.session.rollback()
    draw = random.Random(7)  # noqa: S311
    for _ in range(12):
        a, b = sorted(draw.sample(range(2, last - 1), 2))
        forged = draw.choice(
            [
                "UPDATE audit_entry SET user_id = 4711 WHERE id = :a",
                "UPDATE audit_entry SET ground = 'x' WHERE id = :a",
                "UPDATE audit_entry SET purpose = 'contact' WHERE id = :a",
                "UPDATE audit_entry SET case_id = 4711 WHERE id = :a",
                "UPDATE audit_entry SET details = 'no JSON' WHERE id = :a",
                "UPDATE audit_entry SET at = 4711, key_number = 9 WHERE id = :a",
                "UPDATE audit_entry SET case_entry = 'x', case_hash = 'y' WHERE id = :a",
                "DELETE FROM audit_entry WHERE id = :a",
                "DELETE FROM audit_entry WHERE id >= :b",
                "UPDATE audit_entry SET id = -1 WHERE id = :a; UPDATE audit_entry SET id = :a WHERE id = :b;"
                "UPDATE audit_entry SET id = :b WHERE id = -1",
            ]
        )
        forged = forged.replace(":a", str(a)).replace(":b", str(b))
        tamper(db, "CREATE TABLE kept AS SELECT * FROM audit_entry", *forged.split(";"))
        found = verifying.verify(statement)
        assert found, forged
        db.session.rollback()
        tamper(db, "DELETE FROM audit_entry", "INSERT INTO audit_entry SELECT * FROM kept", "DROP TABLE kept")
    assert verifying.verify(statement) == []


@both_engines
def test_a_finding_names_row_and_case(db: SQLAlchemy, app: Flask) -> None:
    case = a_case().registered(on="2026-07-15").made()
    number, mine = case.number, select(AuditEntry.id).where(AuditEntry.case_id == case.id)
    first, second = db.session.scalars(mine.order_by(AuditEntry.id)).all()[:2]
    db.session.rollback()
    tamper(db, f"DELETE FROM audit_entry WHERE id = {first}")  # noqa: S608
    said = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert said.exit_code == 1
    assert f"row {first} is missing" in said.output
    assert f"row {second} does not follow in the chain of its case (case {number})" in said.output


def test_checkpoints_follow_each_other(db: SQLAlchemy) -> None:
    first = make()
    assert make() == first
    write(2)
    second = make()
    assert second.previous == first.digest()
    listed = anchors.listed()
    assert checkpoints.broken_links(listed) == []
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_checkpoint_no_update"))
        connection.execute(text("UPDATE audit_checkpoint SET rows = 77 WHERE id = 1"))
    db.session.rollback()
    assert checkpoints.broken_links(anchors.listed()) == [2, 1]


@both_engines
def test_the_proof_of_one_case_is_checked_by_a_tool_of_its_own(db: SQLAlchemy, app: Flask, tmp_path: Path) -> None:
    made = [a_case().registered(on="2026-07-15").made() for _ in range(4)]
    make()
    first_file = checkpoints.as_file(anchors.listed()[0])
    db.session.rollback()
    for case in made:
        proof = checkpoints.proof_of(case.id, case.number)
        good = run_tool(tmp_path, proof)
        assert good.returncode == 0, good.stdout
        assert "everything stands" in good.stdout
    proof["entries"][0]["row"] = proof["entries"][0]["row"].replace("case.receive", "case.accept1")
    assert "REFUSED" in run_tool(tmp_path, proof).stdout
    proof = checkpoints.proof_of(case.id, case.number)
    del proof["entries"][-1]
    assert run_tool(tmp_path, proof).returncode == 1
    assert run_tool(tmp_path, first_file).returncode == 0
    assert run_tool(tmp_path, first_file | {"statement": first_file["statement"].replace("rows ", "rows 1")}).returncode
    assert run_tool(tmp_path, first_file, "--key", "00" * 32).returncode == 1


def test_a_false_file_is_refused(db: SQLAlchemy) -> None:
    make()
    file = checkpoints.as_file(anchors.listed()[0])
    assert checkpoints.agrees(checkpoints.read(json.dumps(file).encode()))
    for content in (b"", b"[1]", b"{}", json.dumps(file | {"signature": "zz"}).encode()):
        with pytest.raises(BadInput, match="checkpoint_unreadable"):
            checkpoints.read(content)
    with pytest.raises(BadInput, match="checkpoint_unsigned"):
        checkpoints.read(json.dumps(file | {"signature": "00" * 64}).encode())


def test_a_case_without_checkpoint_has_no_proof_yet(db: SQLAlchemy) -> None:
    case = a_case().made()
    with pytest.raises(NotFound):
        checkpoints.prove(cast.actor("em"), case.id, at=NOON)


def test_the_commands(db: SQLAlchemy, app: Flask, tmp_path: Path) -> None:
    case_id = a_case().registered(on="2026-07-15").made().id
    db.session.rollback()
    kept, proof = tmp_path / "kept.json", tmp_path / "proof.json"
    command(app, "audit", "checkpoint", "--output", str(kept))
    assert "rows stand" in command(app, "audit", "verify", "--against", str(kept))
    command(app, "audit", "proof", str(case_id), "--output", str(proof))
    assert json.loads(proof.read_text())["case"] == case_id
    assert command(app, "audit", "head").count(":") == 1
    assert "signed_by" in command(app, "audit", "tool")
    db.session.rollback()
    tamper(db, "UPDATE audit_entry SET action = 'x'")
    result = app.test_cli_runner().invoke(args=["audit", "verify", "--against", str(kept)])
    assert result.exit_code == 1
    assert "row 1 was changed" in result.output

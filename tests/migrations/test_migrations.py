"""Every migration goes up, down and up again, with rows and to nothing, on both engines."""

import ast
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import URL, func, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.domain.facts import SYSTEM
from app.persistence import audit, migrating
from app.persistence.audit import verifying
from app.persistence.db import Base
from app.persistence.models import Body, Category
from app.persistence.transaction import transaction
from app.services.keeping import reference
from tests import postgres
from tests.houses import make
from tests.times import at

SCRIPTS = ScriptDirectory(str(migrating.FOLDER))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()]  # newest first
NOW = at("2026-07-01")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without tables."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'test.db'}"
    else:
        admin: URL = request.getfixturevalue("postgres_server")
        url = postgres.create(admin, "tiepdan_migrations").render_as_string(hide_password=False)
    app = make(tmp_path, url)
    with app.app_context():
        from_here = app.extensions["sqlalchemy"]
        yield app
        from_here.session.remove()
        from_here.engine.dispose()


def tables(db: SQLAlchemy) -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def at_head(db: SQLAlchemy) -> str | None:
    with db.engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def database(app: Flask) -> SQLAlchemy:
    found: SQLAlchemy = app.extensions["sqlalchemy"]
    return found


def test_up_down_up_and_the_data_are_kept(empty: Flask) -> None:
    """Filled, down to the first migration and back; the rows of the reference data and the log are the measure. Then
    down to nothing and up again."""
    db = database(empty)
    migrating.upgrade()
    reference.load(NOW)
    with transaction():
        audit.append(SYSTEM, "test", at=NOW, details={"đ": 1})
    counted = [db.session.scalar(select(func.count()).select_from(model)) for model in (Body, Category)]
    head = audit.head()
    db.session.remove()
    for _ in REVISIONS[:-1]:
        migrating.downgrade()
    migrating.upgrade()
    assert [db.session.scalar(select(func.count()).select_from(model)) for model in (Body, Category)] == counted
    assert audit.head() == head
    assert verifying.verify() == []
    _the_log_only_grows(db)
    _foreign_keys_hold(db)
    db.session.remove()
    assert tables(db) == set(Base.metadata.tables)
    for revision in REVISIONS:
        assert at_head(db) == revision
        migrating.downgrade()
    assert tables(db) == set()
    migrating.upgrade()
    assert tables(db) == set(Base.metadata.tables)
    migrating.check()


def _the_log_only_grows(db: SQLAlchemy) -> None:
    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_entry"))


def _foreign_keys_hold(db: SQLAlchemy) -> None:
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO deadline (case_id, body_id, clock, rule_id, confidence, owner, starts_on, nominal_on,"
                " due_on, calendar_version) VALUES (9, 9, 'c', 'r', 'V', 'authority', '2026-07-01', '2026-07-01',"
                " '2026-07-01', '1')"
            )
        )


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty: Flask) -> None:
    """Tables are made, one stands in the way in the middle: nothing of the migration remains."""
    db = database(empty)
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE outbox_message (id INTEGER)"))
    with pytest.raises(DBAPIError):
        migrating.upgrade()
    assert tables(db) == {"outbox_message"}
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE outbox_message"))
    migrating.upgrade()
    assert tables(db) == set(Base.metadata.tables)


def _upgrade(app: Flask) -> None:
    with app.app_context():
        migrating.upgrade()


def test_two_who_migrate_at_once_do_it_once(empty: Flask) -> None:
    """Web and worker of a new release start together."""
    fork = multiprocessing.get_context("fork")
    both = [fork.Process(target=_upgrade, args=(empty,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(timeout=30)
    assert [process.exitcode for process in both] == [0, 0]
    assert at_head(database(empty)) == REVISIONS[0]


def test_revisions_are_numbered_in_one_line() -> None:
    assert list(reversed(REVISIONS)) == [f"{number:04d}" for number in range(1, len(REVISIONS) + 1)]
    assert len(SCRIPTS.get_heads()) == 1


def test_the_head_stands_in_its_file() -> None:
    """Two branches that both add a migration meet in this file."""
    assert migrating.HEAD_FILE.read_text(encoding="ascii").strip() == migrating.head()


@pytest.mark.parametrize("path", sorted(migrating.FOLDER.glob("versions/*.py")), ids=lambda path: path.name)
def test_migrations_need_no_code_of_today(path: Path) -> None:
    """A migration that imports the application breaks when the application changes."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    imported = {
        name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
    }  # fmt: skip
    assert not [name for name in imported if name.split(".")[0] in ("app", "config", "tests")]

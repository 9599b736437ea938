"""One application for each database engine, made once; each test finds it as newly moved in."""

import shutil
from contextvars import Context
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event

from app import create_app
from app.persistence.db import db
from app.web import doors
from config import Config
from tests import postgres

SECRET = "only-for-tests-" + "0123456789abcdef" * 2

both_engines = pytest.mark.parametrize(
    "app", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
"""Put it on a module (`pytestmark = both_engines`) or a test: it runs on SQLite and on PostgreSQL."""


class Templates(BytecodeCache):
    """Templates that one application has compiled; the next ones have them from here."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Templates()


class Visitor(FlaskClient):
    """A browser. Each request lives in a context of its own, whatever context the test holds open."""

    def open(self, *args: Any, **options: Any) -> Any:
        response = Context().run(super().open, *args, **options)
        if has_app_context():
            db.session.rollback()  # what the request changed is seen by the test's next look
        return response


class House:
    """An application and the untouched copy of its database."""

    def __init__(self, folder: Path, url: str) -> None:
        shutil.rmtree(folder, ignore_errors=True)  # of a house that could not be built
        folder.mkdir()
        self.folder = folder
        self.app = make(folder, url)
        with self.app.app_context():
            command(self.app, "db", "upgrade")
            if "reference" in self.app.cli.commands:
                command(self.app, "reference", "load")
            _cast_moves_in()
        self.let_go()

    def let_go(self) -> None:
        """Close every connection, so that the database can be put back."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


class SqliteHouse(House):
    """The database is a file: a copy of it is put back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, f"sqlite:///{folder / 'test.db'}")
        with self.app.app_context():
            event.listen(db.engine, "connect", _hurry)
            db.session.connection().exec_driver_sql("SELECT 1")
        self.let_go()
        shutil.copy(folder / "test.db", folder / "untouched.db")

    def renew(self) -> Flask:
        self.let_go()
        for leftover in ("test.db-wal", "test.db-shm"):
            (self.folder / leftover).unlink(missing_ok=True)
        shutil.copy(self.folder / "untouched.db", self.folder / "test.db")
        return self.app


class PostgresHouse(House):
    """The database is copied from a template by the server."""

    def __init__(self, folder: Path, admin: Any) -> None:
        self.admin = admin
        url = postgres.create(admin, "tiepdan_test")
        super().__init__(folder, url.render_as_string(hide_password=False))
        postgres.create(admin, "tiepdan_untouched", "tiepdan_test")

    def renew(self) -> Flask:
        self.let_go()
        postgres.create(self.admin, "tiepdan_test", "tiepdan_untouched")
        return self.app


def make(folder: Path, url: str, **changes: Any) -> Flask:
    """An application for tests, with its instance folder there."""
    app = create_app(Config(instance_dir=folder, database_url=url, secret_key=SECRET, testing=True, **changes))
    app.test_client_class = Visitor
    app.jinja_env.bytecode_cache = TEMPLATES
    doors.limiter.enabled = False  # tests/web/test_limits.py turns it on
    return app


def command(app: Flask, *words: str) -> str:
    """What `flask …` says; a failure is raised."""
    result = app.test_cli_runner().invoke(args=words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _hurry(connection: Any, _record: Any) -> None:
    """A test's database may be lost with the machine: nobody waits for the disk."""
    connection.execute("PRAGMA synchronous=OFF")


def _cast_moves_in() -> None:
    """Accounts of the cast belong to the untouched copy: making their passwords takes a second."""
    if find_spec("tests.cast"):
        from tests import cast

        cast.move_in()

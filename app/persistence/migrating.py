"""Bringing the database to the shape of the models. Kept apart: the web never needs it."""

from pathlib import Path

import flask_migrate
from alembic.script import ScriptDirectory
from flask import current_app

from app.persistence.db import db

FOLDER = Path(__file__).parents[2] / "migrations"
HEAD_FILE = FOLDER / ".current-head"


def _ready() -> None:
    if "migrate" not in current_app.extensions:
        flask_migrate.Migrate().init_app(current_app, db, directory=FOLDER)


def upgrade(revision: str = "head") -> None:
    _ready()
    flask_migrate.upgrade(revision=revision)


def downgrade(revision: str = "-1") -> None:
    _ready()
    flask_migrate.downgrade(revision=revision)


def check() -> None:
    """Raise SystemExit when the models have something that no migration brings."""
    _ready()
    flask_migrate.check()


def current() -> None:
    _ready()
    flask_migrate.current()


def write(message: str) -> None:
    """Write the next migration from the difference, for a person to read and mend; and name it the head."""
    _ready()
    flask_migrate.migrate(message=message)
    HEAD_FILE.write_text(head() + "\n", encoding="ascii")


def head() -> str:
    """Number of the newest migration on disk."""
    return ScriptDirectory(str(FOLDER)).get_current_head() or ""

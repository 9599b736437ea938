"""The database of the house: base of all models, and the settings of each engine in one place."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Date, MetaData, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase

from app.domain.confidentiality import Opening
from app.persistence.checkpoints import Checkpoints
from app.persistence.keyring import KeyRing
from app.persistence.types import Json, UtcDateTime
from app.persistence.writerlock import WriterLock

RESTED_SECONDS = 1.0  # a connection used since is taken as alive without asking

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

SQLITE_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a receipt shown is a case kept, power cut or not
    "foreign_keys=ON",
    "busy_timeout=10000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "wal_autocheckpoint=0",  # only transaction.py checkpoints, under the writer lock
    "mmap_size=0",
    "journal_size_limit=67108864",
    "cache_size=-8000",
    "temp_store=MEMORY",
)


HIDDEN: dict[str, Any] = {"hide_parameters": True}
"""The text of a database error does not quote what a citizen wrote."""


class Base(DeclarativeBase):
    """Base of every model. Typed columns: `Mapped[datetime]` is an instant, `Mapped[date]` a day in law."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime, date: Date, dict[str, Any]: Json}


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


@dataclass(frozen=True, slots=True)
class Store:
    """What belongs to one database beside its tables. The writer lock is None on PostgreSQL."""

    folder: Path
    keys: KeyRing
    writer_lock: WriterLock | None
    file: Path | None  # the database file of SQLite
    checkpoints: Checkpoints | None
    opening: Opening  # where sealed cases may be opened
    search_engine: str  # where full text is kept (app/search/opening.py)


def store() -> Store:
    """The store of the running application."""
    return cast(Store, db.engine.get_execution_options()["store"])


def init_app(app: Flask) -> None:
    """Bind the application to its database. INSTANCE_DIR of its settings holds keys and lock file."""
    parsed, folder = make_url(app.config["SQLALCHEMY_DATABASE_URI"]), Path(app.config["INSTANCE_DIR"])
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(parsed)
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    file = _sqlite_file(parsed)
    lock = None
    if engine.dialect.name == "sqlite":
        lock = WriterLock(file.with_name(f"{file.name}.writer") if file else None)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "checkin", _note_return)
        event.listen(engine, "checkout", _ask_when_rested)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    checkpoints = Checkpoints(file) if file else None
    opening = Opening(app.config.get("SEAL_OPENING", Opening.SESSION))
    keys, search = KeyRing(folder / "keys"), app.config.get("SEARCH_ENGINE", "whoosh")
    kept = Store(folder, keys, lock, file, checkpoints, opening, search)
    engine.update_execution_options(store=kept)


def _engine_options(url: URL) -> Mapping[str, Any]:
    if url.get_backend_name() == "sqlite":
        return HIDDEN | ({"pool_size": 20, "max_overflow": 20} if _sqlite_file(url) else {})
    timeouts = "-c timezone=UTC -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    return HIDDEN | {
        "pool_size": 10,
        "max_overflow": 10,
        "pool_recycle": 1800,
        "connect_args": {"options": timeouts, "connect_timeout": 5},
    }


def _sqlite_file(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves; Python's own rule forgets it before a SELECT
    cursor = connection.cursor()
    for setting in SQLITE_SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _note_return(_connection: Any, record: Any) -> None:
    record.info["returned"] = time.monotonic()


def _ask_when_rested(connection: Any, record: Any, _proxy: Any) -> None:
    """A server that was restarted has closed connections in our pool: those are replaced before anybody notices. Asking
    at every use, as pool_pre_ping does, would cost a busy office a journey to the server for each transaction."""
    if time.monotonic() - record.info.get("returned", time.monotonic()) < RESTED_SECONDS:
        return
    dialect = db.engine.dialect
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

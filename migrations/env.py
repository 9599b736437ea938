"""How Alembic runs here: one transaction, one migrator at a time, on SQLite as on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection
from sqlalchemy.types import TypeDecorator

from app.persistence import models  # noqa: F401 -- the tables must be known
from app.persistence.db import Base, db, store

MIGRATION_LOCK = 0x7469_6571  # "somebody is migrating" among PostgreSQL's advisory locks


def number_revisions(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """0001, 0002 …: parallel branches then name the same number and meet in git."""
    if not directives:
        return
    head = ScriptDirectory.from_config(context.config).get_current_head()
    directives[0].rev_id = f"{int(head or 0) + 1:04d}"


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Our column types stay out of migrations: these must still run when the types have changed."""
    if kind == "type" and isinstance(item, TypeDecorator) and type(item).__module__.startswith("app."):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


@contextmanager
def alone_on_sqlite(connection: Connection) -> Iterator[None]:
    """The writer lock; foreign keys off, since a table is changed by copying it, and checked at the end."""
    lock = store().writer_lock
    raw = connection.connection.driver_connection
    if lock is None or raw is None:
        raise RuntimeError("SQLite without its writer lock")
    lock.acquire()
    try:
        raw.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            yield
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration left {len(broken)} rows without their parent")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
        lock.release()


@contextmanager
def alone_on_postgresql(connection: Connection) -> Iterator[None]:
    with connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        yield


def run() -> None:
    with db.engine.connect().execution_options(writing=True) as connection:
        alone = alone_on_sqlite if connection.dialect.name == "sqlite" else alone_on_postgresql
        with alone(connection):
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                compare_type=True,
                render_item=render_item,
                process_revision_directives=number_revisions,
                transactional_ddl=True,
            )
            context.run_migrations()


run()

"""New rows written straight, without the session's unit of work: a filing makes eight, and its bookkeeping for objects
that nobody goes on using costs more than the database does."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table
from sqlalchemy import insert as statement
from sqlalchemy.dialects import postgresql, sqlite

from app.persistence.db import Base, db


def insert(*rows: Base) -> None:
    """Write new rows of one model inside the transaction; a single one gets its number. The session does not know the
    objects afterwards, so they serve for reading what was written and for nothing else."""
    if not rows:
        return
    session = db.session()
    if not session.info.get("writing"):
        raise RuntimeError("rows are written inside `with transaction():`")
    kind, written = type(rows[0]), [_values(row) for row in rows]
    result = session.connection().execute(_statement(kind), written if len(rows) > 1 else written[0])
    if len(rows) == 1 and _is_counted(kind) and result.inserted_primary_key is not None:
        rows[0].id = result.inserted_primary_key[0]  # type: ignore[attr-defined]  # such a model has one


def upsert(table: Table) -> Any:
    """An INSERT of the engine in use that can say what to do where the row is there already (ON CONFLICT)."""
    return postgresql.insert(table) if db.engine.dialect.name == "postgresql" else sqlite.insert(table)


@cache
def _statement(kind: type[Base]) -> Insert:
    return statement(cast(Table, kind.__table__))


@cache
def _columns(kind: type[Base]) -> Sequence[str]:
    return [column.key for column in kind.__table__.columns if not (column.primary_key and _is_counted(kind))]


@cache
def _is_counted(kind: type[Base]) -> bool:
    """Whether the database numbers the rows; else their key is given, such as the case they belong to."""
    return "id" in cast(Table, kind.__table__).primary_key.columns


def _values(row: Base) -> dict[str, Any]:
    """What was set; the rest are the defaults of the model."""
    given = vars(row)
    return {name: given[name] for name in _columns(type(row)) if name in given}

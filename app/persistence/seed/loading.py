"""Bringing the seed files into the tables. Running it again changes nothing; what an administrator edited stays."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.category import Category
from app.persistence.models.unit import AdminUnit, Hamlet
from app.persistence.seed import reading


@dataclass(frozen=True, slots=True)
class Count:
    """What one file brought."""

    rows: int = 0
    added: int = 0
    changed: int = 0


SOURCES: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "units": (AdminUnit, ("code", "valid_from")),
    "hamlets": (Hamlet, ("unit_code", "valid_from", "name")),
    "bodies": (Body, ("code", "valid_from")),
    "categories": (Category, ("code",)),
}


def load(session: Session) -> dict[str, Count]:
    """All seed files, inside the caller's transaction."""
    return {name: _load(session, name, model, key) for name, (model, key) in SOURCES.items()}


def _load(session: Session, name: str, model: type[Base], key: tuple[str, ...]) -> Count:
    known = {tuple(getattr(row, column) for column in key): row for row in session.scalars(select(model))}
    rows = added = changed = 0
    for values in reading.rows(name):
        rows += 1
        row = known.get(tuple(values[column] for column in key))
        if row is None:
            session.add(model(**values))
            added += 1
        elif not getattr(row, "is_edited", False) and _differs(row, values):
            for column, value in values.items():
                setattr(row, column, value)
            changed += 1
    return Count(rows, added, changed)


def _differs(row: Base, values: dict[str, Any]) -> bool:
    return any(getattr(row, column) != value for column, value in values.items())

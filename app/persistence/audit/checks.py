"""The rows of checks that were asked for."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, select, update

from app.persistence.db import db
from app.persistence.models.audit import AuditCheck

GIVEN_UP = timedelta(hours=2)  # a check that old died with its worker

_table = cast(Table, AuditCheck.__table__)


def latest() -> AuditCheck | None:
    return db.session.scalar(select(AuditCheck).order_by(AuditCheck.id.desc()).limit(1))


def running(at: datetime) -> AuditCheck | None:
    found = latest()
    if found is None or found.finished_at is not None or found.asked_at < at - GIVEN_UP:
        return None
    return found


def note(check_id: int, done: int) -> None:
    db.session().connection().execute(update(_table).where(_table.c.id == check_id).values(done=done))


def finish(check_id: int, found: list[dict[str, Any]], at: datetime) -> int:
    """Note the end; tell how many rows were to be read."""
    mine = update(_table).where(_table.c.id == check_id)
    row = (
        db.session()
        .connection()
        .execute(mine.values(found=found, finished_at=at, done=_table.c.rows).returning(_table.c.rows))
    )
    return int(row.scalar() or 0)

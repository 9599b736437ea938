"""Files of registers that somebody asked for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.persistence.db import db
from app.persistence.models.reception import RegisterExport
from app.persistence.types import LARGEST_ID

SHOWN = 10


def find(export_id: int) -> RegisterExport | None:
    return db.session.get(RegisterExport, export_id) if export_id <= LARGEST_ID else None


def locked(export_id: int) -> RegisterExport | None:
    return db.session.scalar(select(RegisterExport).where(RegisterExport.id == export_id).with_for_update())


def of_asker(user_id: int, since: datetime) -> Sequence[RegisterExport]:
    """The newest of one person, and nobody else's."""
    mine = (RegisterExport.asked_by_id == user_id, RegisterExport.asked_at >= since)
    return db.session.scalars(select(RegisterExport).where(*mine).order_by(RegisterExport.id.desc()).limit(SHOWN)).all()


def forget(before: datetime) -> int:
    """Orders whose file is gone; inside the caller's transaction."""
    done = db.session.execute(delete(RegisterExport).where(RegisterExport.asked_at < before))
    return int(getattr(done, "rowcount", 0))

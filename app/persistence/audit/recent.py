"""Asking the log about one case and one person."""

from datetime import datetime

from sqlalchemy import select

from app.persistence.audit import _table
from app.persistence.db import db


def has_read(case_id: int, user_id: int, action: str, *, since: datetime) -> bool:
    """Whether this person has this act on this case noted since; asks the newest rows of the case first."""
    t = _table.c
    query = (
        select(t.id)
        .where(t.case_id == case_id, t.user_id == user_id, t.action == action, t.at >= since)
        .order_by(t.id.desc())
        .limit(1)
    )
    return db.session().connection().scalar(query) is not None

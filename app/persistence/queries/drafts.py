"""Petitions being written."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete

from app.persistence.db import db
from app.persistence.models.petition import Draft


def forget(*, before: datetime) -> int:
    """Delete drafts not touched since; their files go with the next sweep of the storage."""
    result = db.session().execute(delete(Draft).where(Draft.updated_at < before))
    return cast(CursorResult[Any], result).rowcount

"""Counts of wrong tries."""

from datetime import datetime

from sqlalchemy import delete

from app.persistence.db import db
from app.persistence.models.housekeeping import Tally


def forget(before: datetime) -> None:
    """Delete the counts that nothing was added to since."""
    db.session().execute(delete(Tally).where(Tally.last_at < before))

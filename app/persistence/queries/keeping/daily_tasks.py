"""The marks of what is done every day and every hour."""

from collections.abc import Mapping

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.housekeeping import DailyTask


def marks() -> Mapping[str, DailyTask]:
    """When each task was last posted, by name."""
    query = select(DailyTask).order_by(DailyTask.name).execution_options(populate_existing=True)
    return {task.name: task for task in db.session().scalars(query)}

"""The one clock of the web: below this floor, the time is an argument."""

from datetime import UTC, date, datetime

from flask import current_app

from app.domain.calendars import local_date


def now() -> datetime:
    """This moment, aware, in UTC. A test sets app.config["NOW"] to another."""
    fixed: datetime | None = current_app.config.get("NOW")
    return fixed or datetime.now(UTC)


def today() -> date:
    """Today's date in Vietnam, which is the date that law counts from."""
    return local_date(now())

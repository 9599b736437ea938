"""All that a day asks of the clocks, in one call: for `flask sweep`, and for whoever wants to see what a day does."""

from datetime import date, datetime
from typing import Any

from app.services.escalation import sweeping


def sweep(on: date, *, at: datetime) -> dict[str, Any]:
    """Climb the ladder for a day, as JSON says it."""
    return sweeping.sweep(on, at=at).as_json()

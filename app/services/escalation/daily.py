"""All that a day asks of the clocks, in one call: for `flask sweep`, and for whoever wants to see what a day does."""

from datetime import date, datetime
from typing import Any

from app.services.escalation import foreseeing, gathering, sweeping


def sweep(on: date, *, at: datetime) -> dict[str, Any]:
    """Climb the ladder for a day, find hot spots, count the pace of steps; as JSON says it."""
    done = sweeping.sweep(on, at=at).as_json()
    return done | {"hot_spots": gathering.sweep(on, at=at), "days_counted": foreseeing.count(on)}

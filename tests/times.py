"""Moments as the stories tell them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def at(words: str) -> datetime:
    """at("2025-03-31") or at("2025-03-31 14:05"): that moment in Vietnam (nine o'clock if no hour is named)."""
    moment = datetime.fromisoformat(words if " " in words else f"{words} 09:00")
    return moment.replace(tzinfo=VIETNAM).astimezone(UTC)

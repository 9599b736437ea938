"""Registers too long to be made while somebody waits."""

from datetime import UTC, datetime

from app.persistence.outbox import Message
from app.services.registers import exporting


def make(message: Message, at: datetime) -> None:
    """Takes minutes, so it looks at the clock itself to say how far it is."""
    begun = datetime.now(UTC)
    exporting.make(message.payload["export_id"], clock=lambda: at + (datetime.now(UTC) - begun))

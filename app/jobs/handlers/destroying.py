"""Files whose destruction the head has decided: rows first, then the bytes."""

from datetime import datetime

from app import storage
from app.persistence.outbox import Message
from app.services.safekeeping import retention


def destroy(message: Message, at: datetime) -> None:
    retention.carry_out(message.payload["destruction_id"], at=at)


def forget(message: Message, at: datetime) -> None:
    """Bytes that no row names any more; gone already is as good."""
    storage.delete(message.payload["file_id"])

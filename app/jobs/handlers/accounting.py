"""The log of acts: its daily checkpoint, and readings of the whole that somebody asked for."""

from datetime import datetime

from app.persistence.outbox import Message
from app.services.safekeeping import checkpoints, checks


def checkpoint(message: Message, at: datetime) -> None:
    checkpoints.make(at=at)


def verify(message: Message, at: datetime) -> None:
    checks.run(message.payload["check_id"], at=at)

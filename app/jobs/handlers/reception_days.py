"""What happened to receptions, tasks, inspection rounds and findings, and needs no notice of its own: a line in the
log."""

import logging
from datetime import datetime

from app.persistence.outbox import Message

log = logging.getLogger(__name__)


def tell(message: Message, at: datetime) -> None:
    """Say what happened, by number and without anybody's name."""
    numbers = " ".join(f"{name}={value}" for name, value in sorted(message.payload.items()))
    log.info("%s %s", message.topic, numbers)

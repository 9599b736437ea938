"""The daily cleaning."""

import logging
from datetime import datetime

from app.persistence.outbox import Message
from app.services.keeping import sweeping

log = logging.getLogger(__name__)


def sweep(message: Message, at: datetime) -> None:
    log.info("swept %s", sweeping.sweep(at))

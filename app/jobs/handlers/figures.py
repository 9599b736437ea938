"""The figures of the wall, every night."""

import logging
from datetime import datetime

from app.persistence.outbox import Message
from app.services.oversight.wall import figures

log = logging.getLogger(__name__)


def refresh(message: Message, at: datetime) -> None:
    log.info("figures of %d bodies", figures.refresh(at=at))

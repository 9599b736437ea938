"""The morning after somebody has left: what is open goes to the successor that was named."""

import logging
from datetime import datetime

from app.persistence.outbox import Message
from app.services.keeping.offices import leaving

log = logging.getLogger(__name__)


def hand_over(message: Message, at: datetime) -> None:
    log.info("handed over %s", leaving.hand_over_left(at))

"""The hourly look at the clocks: who is late, and who hears of it."""

import logging
from datetime import datetime

from app.domain.calendars import local_date
from app.persistence.outbox import Message
from app.services.escalation import sweeping

log = logging.getLogger(__name__)


def climb(message: Message, at: datetime) -> None:
    """Up to the day that it is in Vietnam."""
    done = sweeping.sweep(local_date(at), at=at)
    if done.noted:
        log.info("%d rungs noted, %d reminders, %d notices", done.noted, done.reminders, done.told)

"""Every hour: who is late, and who hears of it. Every day: what gathers, and how long steps take."""

import logging
from datetime import datetime

from app.domain.calendars import local_date
from app.persistence.outbox import Message
from app.services.escalation import foreseeing, gathering, sweeping

log = logging.getLogger(__name__)


def climb(message: Message, at: datetime) -> None:
    """Up to the day that it is in Vietnam."""
    done = sweeping.sweep(local_date(at), at=at)
    if done.noted:
        log.info("%d rungs noted, %d reminders, %d notices", done.noted, done.reminders, done.told)


def look_around(message: Message, at: datetime) -> None:
    """Hot spots, then the pace of steps."""
    on = local_date(at)
    log.info("hot spots %s, days counted %d", gathering.sweep(on, at=at), foreseeing.count(on))

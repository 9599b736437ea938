"""What is done every day, posted once a day by whichever worker comes first, also after days without a worker."""

from datetime import date, datetime

from app.domain.calendars import local_date
from app.persistence import outbox
from app.persistence.db import db
from app.persistence.models.housekeeping import DailyTask
from app.persistence.transaction import transaction

DAILY = ("daily.sweep", "daily.check", "daily.checkpoint", "daily.leaving", "daily.index")


def post_due(now: datetime) -> int:
    """Post the tasks not yet posted for today (Vietnam's day); tell how many."""
    today = local_date(now)
    return sum(_post_once(topic, today, now) for topic in DAILY if _is_due(topic, today))


def _is_due(topic: str, today: date) -> bool:
    task = db.session().get(DailyTask, topic)
    return task is None or task.posted_on < today


def _post_once(topic: str, today: date, now: datetime) -> bool:
    with transaction() as session:
        task = session.get(DailyTask, topic, with_for_update=True)
        if task is None:
            session.add(DailyTask(name=topic, posted_on=today))
            session.flush()
        elif task.posted_on >= today:
            return False
        else:
            task.posted_on = today
        outbox.post(topic, at=now)
    return True

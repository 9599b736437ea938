"""What is done every day and every hour, posted once by whichever worker comes first, also after a time without one.

Days are Vietnam's, whatever the zone of the machine. A clock that jumped ahead and came back leaves a mark in the
future: it is not believed, and what is due is posted again. Every task may run twice: the second time it finds nothing
to do.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.domain.calendars import local_date
from app.persistence import outbox
from app.persistence.models.housekeeping import DailyTask
from app.persistence.queries.keeping import daily_tasks
from app.persistence.transaction import transaction

DAILY = (
    "daily.sweep",
    "daily.check",
    "daily.checkpoint",
    "daily.leaving",
    "daily.index",
    "daily.figures",
    "daily.spots",
)
HOURLY = ("hourly.climb", "hourly.digest")

ONE_HOUR = timedelta(hours=1)
SKEW = timedelta(days=1)  # by how much the clocks of two machines may differ

Due = Callable[[DailyTask | None, datetime], bool]


def post_due(now: datetime) -> int:
    """Post the tasks not yet posted for today and this hour; tell how many."""
    tasks = [(topic, _is_of_another_day) for topic in DAILY] + [(topic, _is_of_another_hour) for topic in HOURLY]
    marks = daily_tasks.marks()
    return sum(_post_once(topic, is_due, now) for topic, is_due in tasks if is_due(marks.get(topic), now))


def _is_of_another_day(task: DailyTask | None, now: datetime) -> bool:
    today: date = local_date(now)
    return task is None or task.posted_on < today or task.posted_on > today + SKEW


def _is_of_another_hour(task: DailyTask | None, now: datetime) -> bool:
    if task is None or task.posted_at is None:
        return True
    return task.posted_at + ONE_HOUR <= now or task.posted_at > now + SKEW


def _post_once(topic: str, is_due: Due, now: datetime) -> bool:
    with transaction() as session:
        task = session.get(DailyTask, topic, with_for_update=True)
        if not is_due(task, now):
            return False
        if task is None:
            task = DailyTask(name=topic)
            session.add(task)
        task.posted_on, task.posted_at = local_date(now), now
        session.flush()
        outbox.post(topic, at=now)
    return True

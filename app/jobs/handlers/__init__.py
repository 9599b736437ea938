"""Who does what was promised, by topic. A handler may be called twice for one message: its effect must not double."""

from collections.abc import Callable
from datetime import datetime

from app.jobs.handlers import (
    accounting,
    checking,
    climbing,
    destroying,
    exporting,
    figures,
    gathering,
    indexing,
    leaving,
    messages,
    moving,
    reception_days,
    sealing,
    sweeping,
)
from app.persistence.outbox import Message

Handler = Callable[[Message, datetime], None]

HANDLERS: dict[str, Handler] = {
    "audit.checkpoint": accounting.checkpoint,
    "audit.verify": accounting.verify,
    "calendar.move": moving.move,
    "daily.check": checking.check,
    "daily.checkpoint": accounting.checkpoint,
    "daily.figures": figures.refresh,
    "daily.index": indexing.sample,
    "daily.leaving": leaving.hand_over,
    "daily.sweep": sweeping.sweep,
    "file.forget": destroying.forget,
    "file.seal": sealing.seal,
    "register.export": exporting.make,
    "daily.spots": climbing.look_around,
    "hourly.climb": climbing.climb,
    "hourly.digest": messages.digests,
    "notice.send": messages.send,
    "staff.mail": messages.urgent,
    "task.given": messages.task_given,
    "visit.group": gathering.tell,
    "index.files": indexing.read_files,
    "retention.destroy": destroying.destroy,
}
"""Whole topics."""

FAMILIES: dict[str, Handler] = {
    "account": messages.tell_owner,
    "appointment": messages.tell_of_appointment,
    "case": messages.tell,
    "finding": reception_days.tell,
    "index": indexing.noted,
    "round": reception_days.tell,
    "session": reception_days.tell,
    "task": reception_days.tell,
}
"""First words of topics: `case` takes case.accept, case.decide …"""


def find(topic: str) -> Handler | None:
    return HANDLERS.get(topic) or FAMILIES.get(topic.partition(".")[0])

"""The nightly look at the database itself."""

from datetime import datetime

from app.persistence import integrity
from app.persistence.outbox import Message


class DatabaseDamagedError(Exception):
    """The message stays, is tried again, and ends among the dead letters where a person sees it."""


def check(message: Message, at: datetime) -> None:
    found = integrity.problems(thorough=True)
    if found:
        raise DatabaseDamagedError(", ".join(found))

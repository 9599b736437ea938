"""Senders. What is sent names a case or an account, never its matter: a message is read on a screen that others see."""

import logging
from dataclasses import dataclass, field
from typing import Protocol

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """`key` is the same when a notice is tried again: a provider, or we, can tell that it went out already."""

    key: str
    topic: str
    case_id: int | None = None
    user_id: int | None = None  # of whom a matter of the own account is told


class Sender(Protocol):
    """Hands a notice over; raises when it could not, and is then asked again later."""

    def send(self, notice: Notice) -> None: ...


class NullSender:
    """Sends nothing."""

    def send(self, notice: Notice) -> None:
        return


class ConsoleSender:
    """Says on the log what would be sent."""

    def send(self, notice: Notice) -> None:
        about, number = ("case", notice.case_id) if notice.case_id is not None else ("account", notice.user_id)
        log.info("notice %s of %s %s", notice.topic, about, number)


@dataclass(slots=True)
class RecordingSender:
    """Keeps what would be sent, once per key."""

    sent: dict[str, Notice] = field(default_factory=dict)

    def send(self, notice: Notice) -> None:
        self.sent.setdefault(notice.key, notice)

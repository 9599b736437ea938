"""Senders. What is sent names a case, never its matter: a message is read on a screen that others see."""

import logging
from dataclasses import dataclass, field
from typing import Protocol

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """`key` is the same when a notice is tried again: a provider, or we, can tell that it went out already."""

    key: str
    topic: str
    case_id: int


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
        log.info("notice %s of case %d", notice.topic, notice.case_id)


@dataclass(slots=True)
class RecordingSender:
    """Keeps what would be sent, once per key."""

    sent: dict[str, Notice] = field(default_factory=dict)

    def send(self, notice: Notice) -> None:
        self.sent.setdefault(notice.key, notice)

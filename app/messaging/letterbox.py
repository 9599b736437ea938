"""What is sent, how it can fail, and posts that send nothing anywhere.

A message names a case by number, never its matter: it is read on a screen that others see.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

log = logging.getLogger(__name__)

Handing = Callable[[str], None]
"""Called with the name of the post in the moment before which nothing can have been sent, and after which it can."""


class NotSentError(Exception):
    """It was not sent; later it may be."""


class RefusedError(Exception):
    """It was not sent and never will be: there is no such address."""


class UncertainError(Exception):
    """It was handed over and no answer came."""


@dataclass(frozen=True, slots=True)
class Mail:
    """`key` makes the Message-ID: sent again it is the same letter. `stop_url`: where the reader ends this."""

    key: str
    to: str = field(repr=False)
    sender: str
    subject: str
    text: str = field(repr=False)
    stop_url: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to a telephone; `key` lets a provider know it when it comes a second time."""

    key: str
    to: str = field(repr=False)
    text: str = field(repr=False)


class Post(Protocol):
    """Hands one kind of message over. Gives a reference of the other side, or raises one of the three errors."""

    @property
    def is_idempotent(self) -> bool:
        """Whether the same key twice is one message there: then an uncertain one may be handed over again."""
        ...

    def send(self, message: Mail | Text, handing: Handing, only: str = "") -> str:
        """`only`: the one provider of several that may have it already."""
        ...


class PrintingPost:
    """For development: says on the log what would be sent; to whom stays out of it."""

    is_idempotent = True

    def send(self, message: Mail | Text, handing: Handing, only: str = "") -> str:
        handing("console")
        words = f"{message.subject}\n\n{message.text}" if isinstance(message, Mail) else message.text
        log.info("%s\n%s", message.key, words)
        return ""


@dataclass(slots=True)
class RecordingPost:
    """Keeps what would be sent, in the order in which it came; fails as told."""

    sent: list[Mail | Text] = field(default_factory=list)
    failing: list[Exception] = field(default_factory=list)  # the next tries, one after the other
    is_idempotent: bool = False

    def send(self, message: Mail | Text, handing: Handing, only: str = "") -> str:
        handing("recording")
        if self.failing:
            raise self.failing.pop(0)
        self.sent.append(message)
        return f"r{len(self.sent)}"

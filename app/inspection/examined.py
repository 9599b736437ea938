"""What an examination answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Examined:
    """A whole, sound file of a kind we take: its type, and the copy that people are shown."""

    media_type: str
    copy: bytes

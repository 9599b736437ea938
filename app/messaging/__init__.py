"""Floor 4. Telling people outside: the interface of a sender, and senders that send nothing anywhere."""

from app.messaging.senders import ConsoleSender, Notice, NullSender, RecordingSender, Sender

__all__ = ["ConsoleSender", "Notice", "NullSender", "RecordingSender", "Sender"]

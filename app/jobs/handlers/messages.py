"""Notices that follow a step of a case."""

from datetime import datetime

from app.messaging import ConsoleSender, Notice, Sender
from app.persistence.outbox import Message

sender: Sender = ConsoleSender()


def tell(message: Message, at: datetime) -> None:
    """Hand the notice to the sender; the message's number is its key, so a second try is known as such."""
    sender.send(Notice(key=f"outbox:{message.id}", topic=message.topic, case_id=message.payload["case_id"]))


def tell_owner(message: Message, at: datetime) -> None:
    """Something happened to an account; the application tells its owner already, this is for later mail."""
    sender.send(Notice(key=f"outbox:{message.id}", topic=message.topic, user_id=message.payload["user_id"]))

"""A large group stands at a desk."""

from datetime import datetime

from app.persistence.outbox import Message
from app.services.reception import large_groups


def tell(message: Message, at: datetime) -> None:
    large_groups.tell(message.payload["visit_id"], message.payload["people"])

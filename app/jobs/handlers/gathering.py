"""A large group stands at a desk."""

from datetime import datetime

from app.persistence.outbox import Message
from app.services.notices import following


def tell(message: Message, at: datetime) -> None:
    payload = message.payload
    following.group(payload["body_id"], payload["visit_id"], payload["people"], at=at)

"""Files of a petition that turned out to be a denunciation: sealed as soon as its kind is known (LTC Đ56)."""

from datetime import datetime

from app.persistence.outbox import Message
from app.services.intake import resealing


def seal(message: Message, at: datetime) -> None:
    resealing.forget(message.payload.get("gone", ()))

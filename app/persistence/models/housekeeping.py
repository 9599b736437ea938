"""What the house keeps for itself: work promised in the same transaction as its reason and done afterwards by the
worker (outbox), the last day of each daily task, and counts of wrong tries without a name."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import BigId, UtcDateTime


class DailyTask(Base):
    """One task of every day or every hour. Moving its mark forward and posting its message are one transaction: once a
    day or hour, never lost."""

    __tablename__ = "daily_task"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    posted_on: Mapped[date]  # in Vietnam
    posted_at: Mapped[datetime | None]


class Tally(Base):
    """How often something failed for somebody, for all processes and machines. The key is a blind fingerprint (of a
    purpose and an address), so the table tells no address."""

    __tablename__ = "tally"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class OutboxMessage(Base):
    """One message. A claim moves `due_at` past the lease: a killed worker's message comes back by itself."""

    __tablename__ = "outbox_message"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    topic: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    posted_at: Mapped[datetime]
    due_at: Mapped[datetime]  # not before; while leased: until
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(String(120), default="")  # class of the last failure, never its text
    closed_at: Mapped[datetime | None]
    is_dead: Mapped[bool] = mapped_column(default=False)  # closed without success; a person must look


Index(
    "ix_outbox_message_open",
    OutboxMessage.due_at,
    OutboxMessage.id,
    sqlite_where=OutboxMessage.closed_at.is_(None),
    postgresql_where=OutboxMessage.closed_at.is_(None),
)

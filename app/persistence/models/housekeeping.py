"""What the house keeps for itself: the last day of each daily task, and counts of wrong tries without a name."""

from datetime import date, datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import UtcDateTime


class DailyTask(Base):
    """One task. Moving `posted_on` forward and posting its message are one transaction: once a day, never lost."""

    __tablename__ = "daily_task"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    posted_on: Mapped[date]


class Tally(Base):
    """How often something failed for somebody, for all processes and machines. The key is a blind fingerprint (of a
    purpose and an address), so the table tells no address."""

    __tablename__ = "tally"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

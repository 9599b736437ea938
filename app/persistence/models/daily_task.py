"""What is done once a day, and the last day it was posted for."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base


class DailyTask(Base):
    """One task. Moving `posted_on` forward and posting its message are one transaction: once a day, never lost."""

    __tablename__ = "daily_task"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    posted_on: Mapped[date]

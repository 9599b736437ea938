"""Phrases that a desk keeps, to be put into what a visitor says: written once, used every day."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base


class Phrase(Base):
    """One phrase of one body, under a name that is short enough for a list. It holds no person's data."""

    __tablename__ = "phrase"
    __table_args__ = (Unique("body_id", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

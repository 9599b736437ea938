"""What somebody asked the search for: the words sealed, the rest codes and days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import Json


class AskedSearch(Base):
    """One question of one account. Its number, drawn by lot, stands in addresses instead of the words; it goes after a
    day unless it is saved."""

    __tablename__ = "asked_search"
    __table_args__ = (Index("ix_asked_search_user", "user_id", "saved_on"), Index("ix_asked_search_asked", "asked_at"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime]
    saved_on: Mapped[date | None] = mapped_column(Date)
    narrowed: Mapped[dict[str, Any] | None] = mapped_column(Json)  # filters of a saved one
    looked_until: Mapped[int] = mapped_column(Integer, default=0)  # newest case when its results were last read

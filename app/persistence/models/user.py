"""Accounts of staff. What an account may do lies in the offices it holds (office.py)."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import UtcDateTime


class User(Base):
    """An account (tài khoản)."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="vi")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    failed_count: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    one_time_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The password was made by the system: it opens only the page for choosing one's own, and only until then."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

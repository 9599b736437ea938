"""What one of the staff is told in the application; by mail in the digest of the day, or at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import BigId

IS_UNREAD = text("read_at IS NULL")
IS_UNMAILED = text("mailed_at IS NULL")


class StaffNotice(Base):
    """`facts` holds codes, numbers and days, never a name or a matter: the sentence is made when somebody reads it."""

    __tablename__ = "staff_notice"
    __table_args__ = (
        Index("ix_staff_notice_once", "user_id", "key", unique=True),
        Index("ix_staff_notice_user", "user_id", "id"),
        Index("ix_staff_notice_unread", "user_id", sqlite_where=IS_UNREAD, postgresql_where=IS_UNREAD),
        Index("ix_staff_notice_unmailed", "user_id", "id", sqlite_where=IS_UNMAILED, postgresql_where=IS_UNMAILED),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    key: Mapped[str] = mapped_column(String(100))  # what it is about: told again it is the same notice
    topic: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    facts: Mapped[dict[str, Any]]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]  # or found to need no mail

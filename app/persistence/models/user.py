"""Accounts of staff, each with a role at a body, and their sign-in sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.types import EnumText, UtcDateTime


class User(Base):
    """An account (tài khoản)."""

    __tablename__ = "user"
    __table_args__ = (Index("ix_user_body", "body_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[str] = mapped_column(String(160), default="")  # e.g. Chủ tịch UBND phường
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(EnumText(Role))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    language: Mapped[str] = mapped_column(String(2), default="vi")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    failed_count: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    one_time_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The password was made by the system: it opens only the page for choosing one's own, and only until then."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    body: Mapped[Body] = relationship()

    def actor(self) -> Actor:
        return Actor(role=self.role, user_id=self.id, body_id=self.body_id, name=self.name)


class LoginSession(Base):
    """One signed-in browser; only the hash of its token is kept, so it can be revoked and not replayed."""

    __tablename__ = "login_session"
    __table_args__ = (Index("ix_login_session_user", "user_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()

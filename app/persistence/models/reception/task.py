"""What the head concludes in a reception: who does what by when (LTCD Đ18.4, N154 Đ25)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.reception.session import ReceptionSession
from app.persistence.models.reception.visit import Visit
from app.persistence.models.user import User

IS_OPEN = text("done_on IS NULL")


class ConclusionTask(Base):
    """One task after a reception, followed until it is done and the citizen has been told. `body_id` gave it and
    follows it, `owner_body_id` does it."""

    __tablename__ = "conclusion_task"
    __table_args__ = (
        Index("ix_conclusion_task_body", "body_id", "due_on", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_conclusion_task_owner", "owner_body_id", "due_on", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_conclusion_task_open", "due_on", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_conclusion_task_visit", "visit_id"),
        Index("ix_conclusion_task_session", "session_id"),
        Index("ix_conclusion_task_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("reception_session.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    owner_body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    owner_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    owner_name: Mapped[str] = mapped_column(String(160), default="")  # unit or person without an account
    what: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    result: Mapped[str] = mapped_column(Text, default="")
    told_on: Mapped[date | None]  # the citizen has heard the result
    told_how: Mapped[str] = mapped_column(Text, default="")

    session: Mapped[ReceptionSession] = relationship()
    visit: Mapped[Visit | None] = relationship()
    body: Mapped[Body] = relationship(foreign_keys=[body_id])
    owner_body: Mapped[Body] = relationship(foreign_keys=[owner_body_id])
    owner_user: Mapped[User | None] = relationship(foreign_keys=[owner_user_id])

    @property
    def owner(self) -> str:
        """Who does it, in words."""
        person = self.owner_user.name if self.owner_user else self.owner_name
        return f"{self.owner_body.name}, {person}" if person else self.owner_body.name

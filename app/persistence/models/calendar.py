"""Exceptions to the printed calendar (lawbook/calendar), and the due dates that a person moved because of one."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.calendars import CalendarDay, DayKind, ExceptionStatus
from app.persistence.db import Base
from app.persistence.models.user import User
from app.persistence.types import EnumText, UtcDateTime

NOT_WITHDRAWN = text("status <> 'withdrawn'")


class CalendarException(Base):
    """A day that a notice made a day off, or a working day. Rows are never deleted: a withdrawn one stays as history.

    At most one exception that is not withdrawn stands for a day.
    """

    __tablename__ = "calendar_exception"
    __table_args__ = (
        Index(
            "ix_calendar_exception_day",
            "day",
            unique=True,
            sqlite_where=NOT_WITHDRAWN,
            postgresql_where=NOT_WITHDRAWN,
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    kind: Mapped[DayKind] = mapped_column(EnumText(DayKind))
    name: Mapped[str] = mapped_column(String(160))
    ground: Mapped[str] = mapped_column(String(240))  # number and date of the notice
    status: Mapped[ExceptionStatus] = mapped_column(EnumText(ExceptionStatus))
    reason: Mapped[str] = mapped_column(Text)  # why it was proposed
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # who confirmed or withdrew last
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_reason: Mapped[str] = mapped_column(Text, default="")
    was_confirmed: Mapped[bool] = mapped_column(default=False)  # a withdrawn one that once counted may have moved dates
    revision: Mapped[int] = mapped_column(Integer)  # counts changes by itself; the cache looks at it

    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    __mapper_args__ = {"version_id_col": revision}

    def calendar_day(self) -> CalendarDay:
        return CalendarDay(self.day, self.kind, self.name, self.ground)


class DeadlineChange(Base):
    """One due date moved by a person's confirmation, with both values. Append-only."""

    __tablename__ = "deadline_change"
    __table_args__ = (
        Index("ix_deadline_change_case", "case_id", "id"),
        Index("ix_deadline_change_exception", "exception_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    exception_id: Mapped[int] = mapped_column(ForeignKey("calendar_exception.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    old_due_on: Mapped[date] = mapped_column(Date)
    new_due_on: Mapped[date] = mapped_column(Date)
    old_calendar: Mapped[str] = mapped_column(String(16))
    new_calendar: Mapped[str] = mapped_column(String(16))

    exception: Mapped[CalendarException] = relationship()
    actor: Mapped[User] = relationship()

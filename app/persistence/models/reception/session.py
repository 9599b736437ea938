"""Receptions of the head, as the calendar announces them and as they were held (LTCD Đ18, Đ24; N154 Đ16–25)."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.reception.session import SessionFacts
from app.domain.reception.vocabulary import ReceptionForm, ReceptionMode, SessionState
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.office import HeldOffice
from app.persistence.types import EnumText


class ReceptionSession(Base):
    """One reception (buổi tiếp) of the head of a body. A postponed one stays, and the new date is a row of its own
    that names it; nothing announced is ever deleted."""

    __tablename__ = "reception_session"
    __table_args__ = (
        Index("ix_reception_session_body", "body_id", "day"),
        Index("ix_reception_session_day", "day", "state"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    mode: Mapped[ReceptionMode] = mapped_column(EnumText(ReceptionMode))
    form: Mapped[ReceptionForm] = mapped_column(EnumText(ReceptionForm))
    state: Mapped[SessionState] = mapped_column(EnumText(SessionState), default=SessionState.DRAFT)
    day: Mapped[date]  # in Vietnam: the day that duty counts
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    slot_minutes: Mapped[int] = mapped_column(SmallInteger, default=20)  # for each visitor
    place: Mapped[str] = mapped_column(String(200))
    unit_code: Mapped[str | None] = mapped_column(String(8))  # the commune, of a dialogue where the matter arose
    topic: Mapped[str] = mapped_column(Text, default="")  # expected content (LTCD Đ24.2)
    participants: Mapped[str] = mapped_column(Text, default="")  # who else takes part
    ground: Mapped[str] = mapped_column(String(40), default="")  # ad hoc: a row of reception/duty.toml (LTCD Đ18.3)

    posting_due_on: Mapped[date]  # DL-TCD-01: the last day to post it
    posting_rule_id: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    posted_at: Mapped[datetime | None]

    moved_from_id: Mapped[int | None] = mapped_column(ForeignKey("reception_session.id"))
    change_reason: Mapped[str] = mapped_column(Text, default="")  # of the postponement or cancellation; public
    changed_at: Mapped[datetime | None]

    points: Mapped[str] = mapped_column(Text, default="")  # on-line: điểm cầu thành phần
    invited_on: Mapped[date | None]  # on-line: notice sent
    tested_on: Mapped[date | None]
    connected_at: Mapped[datetime | None]
    recording: Mapped[str] = mapped_column(Text, default="")  # where picture and sound are kept

    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("held_office.id"))
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    is_empty: Mapped[bool] = mapped_column(default=False)  # nobody came; the day counts all the same
    note: Mapped[str] = mapped_column(Text, default="")  # why missed or delegated; opinions for the minutes
    closed_at: Mapped[datetime | None]

    body: Mapped[Body] = relationship()
    held_by: Mapped[HeldOffice | None] = relationship()
    moved_from: Mapped["ReceptionSession | None"] = relationship(remote_side="ReceptionSession.id")

    def facts(self) -> SessionFacts:
        return SessionFacts(
            body_id=self.body_id, mode=self.mode, form=self.form, state=self.state, day=self.day, ground=self.ground
        )


class DeskHours(Base):
    """When the desk of a body receives on a weekday (tiếp thường xuyên), from a day to a day."""

    __tablename__ = "desk_hours"
    __table_args__ = (Index("ix_desk_hours_body", "body_id", "weekday"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    weekday: Mapped[int] = mapped_column(SmallInteger)  # 0 Monday … 6 Sunday
    opens: Mapped[time] = mapped_column(Time)
    closes: Mapped[time] = mapped_column(Time)
    place: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day

"""Reminder (đôn đốc): a numbered document of a superior or the inspectorate, with a due answer and the answer."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.escalation.vocabulary import Reply
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.types import EnumText

IS_UNANSWERED = text("answered_at IS NULL")


class Reminder(Base):
    """It names the case by number and the clock, never the matter: the superior has no right to the file."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_number", "from_body_id", "year", "number", unique=True),
        Index("ix_reminder_from", "from_body_id", "issued_on", "id"),
        Index("ix_reminder_to", "to_body_id", "issued_on", "id"),
        Index("ix_reminder_case", "case_id"),
        Index(
            "ix_reminder_unanswered",
            "answer_due_on",
            "id",
            sqlite_where=IS_UNANSWERED,
            postgresql_where=IS_UNANSWERED,
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    clock: Mapped[str] = mapped_column(String(12))
    due_on: Mapped[date]
    delay_days: Mapped[int] = mapped_column(SmallInteger)
    times: Mapped[int] = mapped_column(SmallInteger)  # the how many-th for this due date
    from_body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    to_body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    head_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # who headed the late body that day
    year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int] = mapped_column(Integer)
    symbol: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: by the ladder
    note: Mapped[str] = mapped_column(Text, default="")  # written by hand, of unsealed cases
    answer_due_on: Mapped[date]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reply: Mapped[Reply | None] = mapped_column(EnumText(Reply, 20))
    promised_on: Mapped[date | None]  # by when the body says it will be done
    answer: Mapped[str] = mapped_column(Text, default="")  # in words; never of a sealed case

    from_body: Mapped[Body] = relationship(foreign_keys=[from_body_id])
    to_body: Mapped[Body] = relationship(foreign_keys=[to_body_id])

    @property
    def code(self) -> str:
        """05/ĐĐ-UBND."""
        return f"{self.number:02d}/{self.symbol}"

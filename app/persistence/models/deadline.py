"""Deadline (hạn): one clock of one case, as it was ruled. A stored date never moves silently."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import Confidence
from app.persistence.db import Base
from app.persistence.types import EnumText, Json

HAS_ENDED = text("ended_on IS NOT NULL")
CLIMBS = text("next_rung_on IS NOT NULL")


class Deadline(Base):
    """`rule_id` and the dates are the ruling of its day; the day-by-day explanation is computed from them again."""

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "ix_deadline_open",
            "body_id",
            "due_on",
            "id",
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index("ix_deadline_case", "case_id"),
        Index("ix_deadline_due", "body_id", "due_on"),  # ended ones too: which of a period were kept
        # Whose count a changed day of the calendar touches: open clocks that end on it or later, of all bodies.
        Index(
            "ix_deadline_span",
            "due_on",
            "id",
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        # What the daily sweep reads: as many rows as have something coming, however many clocks run.
        # Of which the pace of steps is counted, a day at a time.
        Index("ix_deadline_ended", "ended_on", "id", sqlite_where=HAS_ENDED, postgresql_where=HAS_ENDED),
        Index("ix_deadline_rung", "next_rung_on", "id", sqlite_where=CLIMBS, postgresql_where=CLIMBS),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    clock: Mapped[str] = mapped_column(String(12))
    rule_id: Mapped[str] = mapped_column(String(80))
    confidence: Mapped[Confidence] = mapped_column(EnumText(Confidence))
    owner: Mapped[str] = mapped_column(String(10))  # ClockOwner: authority, citizen, law
    starts_on: Mapped[date] = mapped_column(Date)
    nominal_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    pauses: Mapped[list[list[str]] | None] = mapped_column(Json)  # [[since, until], …] ISO dates; until "" = running
    calendar_version: Mapped[str] = mapped_column(String(16))
    ended_on: Mapped[date | None] = mapped_column(Date)
    met: Mapped[bool | None]  # ended on or before due_on
    next_rung_on: Mapped[date | None] = mapped_column(Date)
    """When the sweep looks at it next (services/escalation). A new or changed clock says its first day: the sweep then
    finds the day of its next rung. None: ended, paused, not the authority's, or at the top of its ladder."""

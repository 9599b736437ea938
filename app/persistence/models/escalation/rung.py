"""A rung of the ladder of lateness that a clock has come to. Rows are facts: added once, never deleted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.escalation.vocabulary import Act, Verdict
from app.persistence.db import Base
from app.persistence.types import BigId, EnumText, Json

OF_THE_CASE = text("deadline_id IS NULL")
WAITS = text("verdict IS NULL AND act IN ('examine', 'red_line')")


class ClimbedRung(Base):
    """One rung of one due date. A date that was extended has its rungs anew; the same date never has one twice. Without
    a clock it is of the case itself: the red line of petitions that nobody handles."""

    __tablename__ = "climbed_rung"
    __table_args__ = (
        Index("ix_climbed_rung_once", "deadline_id", "due_on", "rung", unique=True),
        Index(
            "ix_climbed_rung_case_once",
            "case_id",
            "rung",
            unique=True,
            sqlite_where=OF_THE_CASE,
            postgresql_where=OF_THE_CASE,
        ),
        Index("ix_climbed_rung_case", "case_id", "id"),
        Index("ix_climbed_rung_waits", "body_id", "id", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))  # that is late
    clock: Mapped[str] = mapped_column(String(12))
    ladder_id: Mapped[str] = mapped_column(String(80))  # rule of lawbook/escalation.toml
    rung: Mapped[str] = mapped_column(String(40))
    act: Mapped[Act] = mapped_column(EnumText(Act, 12))
    due_on: Mapped[date]
    rung_on: Mapped[date]  # the day the ladder names
    noted_on: Mapped[date]  # the day on which the sweep came by: later after days without a worker
    delay_days: Mapped[int] = mapped_column(
        SmallInteger
    )  # from the due date to the day it was noted; negative before it
    acts: Mapped[bool]  # False: overtaken by a higher rung on the same day, noted without disturbing anybody
    told: Mapped[list[list[Any]]] = mapped_column(Json, default=list)  # [rank, account] of everybody who was told
    at: Mapped[datetime]
    verdict: Mapped[Verdict | None] = mapped_column(EnumText(Verdict, 12))
    verdict_at: Mapped[datetime | None]
    verdict_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    verdict_note: Mapped[str] = mapped_column(Text, default="")
    reminder_id: Mapped[int | None] = mapped_column(Integer)  # the document that this rung brought about

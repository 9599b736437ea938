"""Figures kept by day and by month, so that a wall over a million cases reads some thousand rows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.oversight.measures import Measure
from app.persistence.db import Base
from app.persistence.types import EnumText, UtcDateTime


class DailyFigure(Base):
    """One measure of one body on a day ("d") or in a month ("m", under its first day), and the same of all procedures
    and fields together ("D", "M"). Made anew every night from the
    cases; nothing is ever decided by it. What is sealed has no field: a small number would say whose it is."""

    __tablename__ = "daily_figure"
    __table_args__ = (
        Index("ix_daily_figure_body", "body_id", "grain", "day"),
        # All that a sum over bodies reads.
        Index(
            "ix_daily_figure_sums",
            *("grain", "measure", "day", "body_id", "is_sealed", "procedure", "category_code", "bottom", "top"),
        ),
    )

    grain: Mapped[str] = mapped_column(String(1), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    measure: Mapped[Measure] = mapped_column(EnumText(Measure), primary_key=True)
    procedure: Mapped[str] = mapped_column(String(8), primary_key=True)  # "" where the measure knows none
    category_code: Mapped[str] = mapped_column(String(16), primary_key=True)
    is_sealed: Mapped[bool] = mapped_column(primary_key=True)
    bottom: Mapped[int]
    top: Mapped[int]


class FigureStamp(Base):
    """When the figures of a body were made."""

    __tablename__ = "figure_stamp"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

"""Series of numbers without a gap: register, letters, tickets."""

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base


class NumberSeries(Base):
    """The last number given in one series of a body; locked while the row that takes the next is written, so that no
    number is given twice and none is lost (persistence/queries/reception/numbers.py)."""

    __tablename__ = "number_series"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    series: Mapped[str] = mapped_column(String(40), primary_key=True)  # "register", "ticket", or a symbol as TB-UBND
    period: Mapped[int] = mapped_column(Integer, primary_key=True)  # year; of tickets the day as yyyymmdd
    last: Mapped[int] = mapped_column(Integer, default=0)

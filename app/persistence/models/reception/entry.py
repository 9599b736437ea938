"""An entry of the petition register (sổ theo dõi tiếp nhận, xử lý đơn): a petition arrived at a body."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.persistence.db import Base
from app.persistence.models.petition import Petition


class PetitionEntry(Base):
    """Its number in the book of one body and year: in the order of entry, without a gap, never given again. A petition
    that is passed on within the system is entered where it arrives as well; one that comes back keeps its entry."""

    __tablename__ = "petition_entry"
    __table_args__ = (
        Unique("petition_id", "body_id"),
        Index("ix_petition_entry_day", "body_id", "arrived_on"),
    )

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    arrived_on: Mapped[date]

    petition: Mapped[Petition] = relationship()

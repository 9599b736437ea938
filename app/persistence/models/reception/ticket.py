"""Tickets of the waiting room: numbers, no names."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.reception.vocabulary import Priority, TicketState
from app.persistence.db import Base
from app.persistence.types import EnumText


class Ticket(Base):
    """One place in the order of one body on one day. Who holds it is known only once a visit is written."""

    __tablename__ = "ticket"
    __table_args__ = (Unique("body_id", "day", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    day: Mapped[date]
    number: Mapped[int] = mapped_column(Integer)
    priority: Mapped[Priority | None] = mapped_column(EnumText(Priority))
    state: Mapped[TicketState] = mapped_column(EnumText(TicketState), default=TicketState.WAITING)
    taken_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    counter: Mapped[str] = mapped_column(String(20), default="")  # bàn, quầy: where to go
    ended_at: Mapped[datetime | None]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))

"""Tickets of one body on one day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.domain.reception.vocabulary import TicketState
from app.persistence.db import db
from app.persistence.models.reception import Ticket


def of_day(body_id: int, day: date) -> Sequence[Ticket]:
    query = select(Ticket).where(Ticket.body_id == body_id, Ticket.day == day).order_by(Ticket.number)
    return db.session.scalars(query).all()


def next_locked(body_id: int, day: date) -> Ticket | None:
    """Whoever is to be called; another desk that asks at the same time gets the one after."""
    query = (
        select(Ticket)
        .where(Ticket.body_id == body_id, Ticket.day == day, Ticket.state == TicketState.WAITING)
        .order_by(Ticket.priority.is_(None), Ticket.number)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalar(query)


def locked(ticket_id: int) -> Ticket | None:
    return db.session.scalar(select(Ticket).where(Ticket.id == ticket_id).with_for_update())

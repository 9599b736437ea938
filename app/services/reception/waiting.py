"""The waiting room: tickets, who comes first, who is called, who was not there. Numbers, no names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception.vocabulary import Priority, TicketState
from app.domain.refusals import NotAllowed, NotFound
from app.persistence import audit, newrows
from app.persistence.models.reception import Ticket
from app.persistence.queries.reception import numbers, tickets
from app.persistence.transaction import in_transaction

LAST_CALLED = 5


@dataclass(frozen=True, slots=True)
class Room:
    """The waiting room of a body on a day."""

    waiting: tuple[Ticket, ...]  # in the order in which they are called
    called: tuple[Ticket, ...]  # the latest first
    served: int
    no_show: int
    mean_wait: timedelta | None  # from taking a ticket to being called


def take(actor: Actor, priority: Priority | None, *, at: datetime) -> Ticket:
    """Give out the next number of the day."""

    def work() -> Ticket:
        body_id, day = _desk(actor), local_date(at)
        number = numbers.following(body_id, numbers.TICKET, day.year * 10000 + day.month * 100 + day.day)
        ticket = Ticket(body_id=body_id, day=day, number=number, priority=priority, taken_at=at)
        newrows.insert(ticket)
        return ticket

    return in_transaction(work)


def call_next(actor: Actor, counter: str, *, at: datetime) -> Ticket | None:
    """Call whoever is first: those with priority before the others, each in the order of coming. Two desks that call at
    the same time call two people. None: nobody waits."""

    def work() -> Ticket | None:
        ticket = tickets.next_locked(_desk(actor), local_date(at))
        if ticket is None:
            return None
        ticket.state, ticket.called_at = TicketState.CALLED, at
        ticket.called_by_id, ticket.counter = actor.user_id, counter[:20]
        audit.append(actor, "ticket.call", at=at, subject=f"ticket:{ticket.id}")
        return ticket

    return in_transaction(work)


def close(actor: Actor, ticket_id: int, state: TicketState, *, at: datetime, visit_id: int | None = None) -> None:
    """The person came (SERVED), did not come when called (NO_SHOW), or is to wait again (WAITING)."""

    def work() -> None:
        ticket = tickets.locked(ticket_id)
        if ticket is None or ticket.body_id != _desk(actor):
            raise NotFound("ticket_not_found")
        ticket.state = state
        ticket.ended_at = None if state is TicketState.WAITING else at
        ticket.visit_id = visit_id or ticket.visit_id
        audit.append(actor, f"ticket.{state}", at=at, subject=f"ticket:{ticket.id}")

    in_transaction(work)


def room(actor: Actor, *, at: datetime) -> Room:
    """How it stands now."""
    body_id = _desk(actor)
    rows = tickets.of_day(body_id, local_date(at))
    called = sorted((row for row in rows if row.called_at), key=lambda row: (row.called_at, row.id), reverse=True)
    waits = [row.called_at - row.taken_at for row in called if row.called_at]
    return Room(
        waiting=tuple(sorted((row for row in rows if row.state is TicketState.WAITING), key=order)),
        called=tuple(row for row in called if row.state is TicketState.CALLED)[:LAST_CALLED],
        served=sum(row.state is TicketState.SERVED for row in rows),
        no_show=sum(row.state is TicketState.NO_SHOW for row in rows),
        mean_wait=sum(waits, timedelta()) / len(waits) if waits else None,
    )


def order(ticket: Ticket) -> tuple[bool, int]:
    """Priority first, then the number."""
    return ticket.priority is None, ticket.number


def _desk(actor: Actor) -> int:
    access.require_role(actor, Action.PETITION_LOG)
    if actor.body_id is None:
        raise NotAllowed("action_not_yours")
    return actor.body_id

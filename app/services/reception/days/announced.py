"""The calendar as everybody reads it: what is announced, what became of it, and the hours of the desks (LTCD Đ24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.calendars import local_date
from app.domain.reception.vocabulary import SessionState
from app.i18n import offices
from app.persistence.models.body import Body
from app.persistence.models.office import HeldOffice
from app.persistence.models.reception import Appointment, ConclusionTask, DeskHours, ReceptionSession
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import appointments, sessions, tasks
from app.services.reception.days import booking

PAGE = 40
IN_FEED = 2000
BACK, AHEAD = timedelta(days=31), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Announced:
    """One reception: its new date where it was postponed, and the places that may still be booked."""

    session: ReceptionSession
    moved_to: ReceptionSession | None
    places: int | None  # None: it takes no bookings


@dataclass(frozen=True, slots=True)
class Page:
    """Receptions of some days in the order of time; `next_day` where there are more."""

    shown: tuple[Announced, ...]
    next_day: date | None


def page(since: date, until: date, body: Body | None, *, at: datetime) -> Page:
    """Whole days, as many as fit on a page; all of a body's period that is asked for."""
    found = list(sessions.public(since, until, [body.id] if body else None, PAGE * 4 if body else PAGE + 1))
    next_day = None
    if body is None and len(found) > PAGE:
        next_day = found[PAGE].day
        found = [one for one in found if one.day < next_day] or found[:PAGE]
        next_day = next_day if found[-1].day < next_day else next_day + timedelta(days=1)
    return Page(tuple(_announced(found, at)), next_day)


def _announced(found: Sequence[ReceptionSession], at: datetime) -> list[Announced]:
    moved = sessions.moved_to(one.id for one in found if one.state is SessionState.POSTPONED)
    taken = appointments.taken(one.id for one in found if is_bookable(one, at))
    return [
        Announced(one, moved.get(one.id), _places(one, taken.get(one.id, 0)) if is_bookable(one, at) else None)
        for one in found
    ]


def _places(session: ReceptionSession, taken: int) -> int:
    return max(0, booking.slots(session) - taken)


def is_bookable(session: ReceptionSession, at: datetime) -> bool:
    return session.state is SessionState.POSTED and session.began_at is None and session.starts_at > at


def feed(body: Body | None, *, at: datetime) -> Sequence[ReceptionSession]:
    """What a telephone's calendar follows."""
    today = local_date(at)
    return sessions.public(today - BACK, today + AHEAD, [body.id] if body else None, IN_FEED)


def bodies_shown(at: datetime) -> Sequence[Body]:
    """Bodies to choose from."""
    return sessions.bodies_with_calendar(local_date(at) - BACK)


def body_of(code: str, day: date) -> Body | None:
    return bodies.by_code(code, day)


def hours(body: Body, day: date) -> Sequence[DeskHours]:
    return sessions.hours(body.id, day)


def host(session: ReceptionSession) -> str:
    """Who will receive: the head by his office, with the name of the day."""
    return hosts([session])[session.id]


def hosts(found: Sequence[ReceptionSession]) -> dict[int, str]:
    """The same of many, asked at once."""
    if not found:
        return {}
    days = [one.day for one in found]
    heads = holding.heads((one.body_id for one in found), min(days), max(days))
    return {one.id: _host(one, heads) for one in found}


def _host(session: ReceptionSession, heads: Sequence[HeldOffice]) -> str:
    here = (head for head in heads if head.body_id == session.body_id and head.is_held_on(session.day))
    head = next(here, None)
    title = offices.words(session.body.head_title)
    return f"{title} {head.user.name}" if head else title


def bookable(session_id: int, at: datetime) -> ReceptionSession | None:
    """A reception that somebody wants to book, with its body; None when it takes no bookings."""
    session = sessions.find(session_id)
    return session if session is not None and is_bookable(session, at) else None


def concluded(appointment: Appointment) -> Sequence[ConclusionTask]:
    """What the head gave to whom, for the visitor himself."""
    return tasks.of_visit(appointment.visit_id) if appointment.visit_id else ()

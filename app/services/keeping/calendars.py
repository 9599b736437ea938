"""Exceptions to the printed calendar: proposed with a reason, confirmed by a person, withdrawn. None moves a date that
was already given; app/services/keeping/calendar_effects.py tells which would move, and a person moves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app import lawbook
from app.domain import access
from app.domain.access import Action
from app.domain.calendars import DayKind, ExceptionStatus, WorkCalendar
from app.domain.facts import Actor
from app.domain.refusals import BadInput, Conflict, NotAllowed, NotFound
from app.persistence import audit
from app.persistence.models.calendar import CalendarException
from app.persistence.queries.calendars import exceptions
from app.persistence.transaction import transaction
from app.services.law import law_in_force


@dataclass(frozen=True, slots=True)
class NewException:
    """What is proposed: a day, what it becomes, what it is called, the notice that says so, and why it is entered."""

    day: date
    kind: DayKind
    name: str
    ground: str
    reason: str


def calendar() -> WorkCalendar:
    """The printed calendar with the exceptions that a person has confirmed."""
    return law_in_force().calendar


def found(actor: Actor, exception_id: int) -> CalendarException:
    """One exception, for who keeps the calendar."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    row = exceptions.by_id(exception_id)
    if row is None:
        raise NotFound("exception_not_found")
    return row


def pending_days(after: date) -> Sequence[NewException]:
    """Days that the lawbook expects to become days off, once a person has seen the notice."""
    days = law_in_force().calendar.days.values()
    found_days = sorted((day for day in days if day.pending and day.day >= after), key=lambda day: day.day)
    return [NewException(day.day, day.kind, day.name, day.ground, "") for day in found_days]


def propose(actor: Actor, new: NewException, *, at: datetime) -> int:
    """Enter an exception for others to look at. Nothing counts differently yet. Returns its number."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    _complete(new)
    user_id = _user_of(actor)
    row = CalendarException(
        day=new.day,
        kind=new.kind,
        name=new.name,
        ground=new.ground,
        status=ExceptionStatus.PROPOSED,
        reason=new.reason,
        proposed_by_id=user_id,
        proposed_at=at,
    )
    with transaction():
        if not exceptions.add(row):
            raise BadInput("calendar_day_taken", field="day")
        audit.append(actor, "calendar.propose", at=at, subject=subject(row), details=_details(row))
    return row.id


def confirm(actor: Actor, exception_id: int, *, at: datetime, reason: str = "") -> None:
    """From now on the day counts as the exception says, for every ruling made after. Dates already given stay."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    with transaction():
        row = _locked(exception_id)
        if row.status is not ExceptionStatus.PROPOSED:
            raise Conflict("exception_decided")
        row.was_confirmed = True
        _decide(actor, row, ExceptionStatus.CONFIRMED, reason, at)


def withdraw(actor: Actor, exception_id: int, *, at: datetime, reason: str) -> None:
    """The exception no longer counts. Dates it has moved stay until a person moves them back."""
    access.require_role(actor, Action.CALENDAR_MANAGE)
    if not reason:
        raise BadInput("calendar_reason_missing", field="reason")
    with transaction():
        row = _locked(exception_id)
        if row.status is ExceptionStatus.WITHDRAWN:
            raise Conflict("exception_decided")
        _decide(actor, row, ExceptionStatus.WITHDRAWN, reason, at)


def _decide(actor: Actor, row: CalendarException, status: ExceptionStatus, reason: str, at: datetime) -> None:
    row.status = status
    row.decided_by_id, row.decided_at, row.decided_reason = _user_of(actor), at, reason
    exceptions.changed()
    audit.append(actor, f"calendar.{_ACT[status]}", at=at, subject=subject(row), details=_details(row))


_ACT = {ExceptionStatus.CONFIRMED: "confirm", ExceptionStatus.WITHDRAWN: "withdraw"}


def _locked(exception_id: int) -> CalendarException:
    row = exceptions.locked(exception_id)
    if row is None:
        raise NotFound("exception_not_found")
    return row


def _user_of(actor: Actor) -> int:
    """Whoever changes the calendar has an account; the system never does it by itself."""
    if actor.user_id is None:
        raise NotAllowed("action_not_yours")
    return actor.user_id


def _complete(new: NewException) -> None:
    if new.day < lawbook.load().since:
        raise BadInput("calendar_day_too_early", field="day")
    if not new.name:
        raise BadInput("calendar_name_missing", field="name")
    if not new.ground:
        raise BadInput("calendar_ground_missing", field="ground")
    if not new.reason:
        raise BadInput("calendar_reason_missing", field="reason")


def subject(row: CalendarException) -> str:
    """How the log of acts names an exception."""
    return f"calendar_exception:{row.id}"


def _details(row: CalendarException) -> dict[str, str]:
    return {"day": row.day.isoformat(), "kind": row.kind.value, "ground": row.ground}

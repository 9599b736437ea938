"""Offices begin and end by an administrator, with a date and a ground. What is ended stays in the records."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain import access
from app.domain.access import BODY_STAFF, Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.offices.held import Standing
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import Role
from app.persistence import audit
from app.persistence.models.body import Body
from app.persistence.models.office import HeldOffice
from app.persistence.queries import accounts, bodies
from app.persistence.queries.offices import holding
from app.persistence.transaction import transaction

NOT_ACCOUNTS = frozenset({Role.CITIZEN, Role.SYSTEM})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office as it is entered: whose, where, as what, from when to when, by which decision."""

    user_id: int
    body_id: int
    role: Role
    title: str
    held_from: date
    held_to: date | None = None
    standing: Standing = Standing.HOLDER
    ground: str = ""


def appoint(actor: Actor, new: NewOffice, *, at: datetime) -> HeldOffice:
    """Give an account an office, from any day on; it counts by itself when the day comes."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction() as session:
        if accounts.locked(new.user_id) is None:
            raise NotFound("account_not_found")
        check(new)
        office = HeldOffice(
            user_id=new.user_id,
            body_id=new.body_id,
            role=new.role,
            standing=new.standing,
            title=new.title,
            held_from=new.held_from,
            held_to=new.held_to,
            ground=new.ground,
            created_at=at,
        )
        session.add(office)
        session.flush()
        details = {
            "role": str(new.role),
            "standing": str(new.standing),
            "body": new.body_id,
            "from": str(new.held_from),
        }
        audit.append(actor, "office_taken", at=at, subject=f"user:{new.user_id}", details=details)
    return office


def check(new: NewOffice) -> None:
    """What cannot be: a role without accounts, a body that is not there, two heads, a deputy with the head's rights."""
    if new.role in NOT_ACCOUNTS:
        raise BadInput("role_has_no_account", field="role")
    if new.held_to is not None and new.held_to < new.held_from:
        raise BadInput("ends_before_it_begins", field="held_to")
    if new.standing is Standing.ACTING and new.role is not Role.HEAD:
        raise BadInput("only_heads_are_acting", field="standing")
    if new.standing is Standing.DEPUTY and (new.role is Role.HEAD or new.role not in BODY_STAFF):
        raise BadInput("deputy_is_no_head", field="standing")
    body = bodies.by_id(new.body_id)
    if body is None or not body.facts().exists_on(new.held_from):
        raise BadInput("body_not_there_then", field="body_id")
    theirs = [one for one in holding.overlapping([new.body_id], new.held_from, new.held_to) if one.role is new.role]
    if any(one.user_id == new.user_id and one.standing is new.standing for one in theirs):
        raise BadInput("office_held_already", field="role")
    if new.role is Role.HEAD and theirs:
        raise BadInput("head_in_office", field="role", name=theirs[0].user.name)


def end(
    actor: Actor, office_id: int, last_day: date, *, reason: str, at: datetime, successor_id: int | None = None
) -> HeldOffice:
    """End an office with a last day, also a future one. `successor_id` names the office that takes over what is still
    open on the day after (leaving.py); without one the head of the body finds it on his desk."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction():
        office = locked(office_id)
        if office.user_id == actor.user_id and office.role is Role.ADMINISTRATOR:
            raise NotAllowed("not_your_own_account")
        if last_day < office.held_from - ONE_DAY:
            raise BadInput("ends_before_it_begins", field="last_day")
        office.held_to, office.end_reason = last_day, reason
        office.successor_id = _successor(office, successor_id)
        if last_day < local_date(at):
            accounts.end_sessions(office.user_id, at)
        details = {"office": office_id, "to": last_day.isoformat(), "successor": office.successor_id}
        audit.append(actor, "office_ended", at=at, subject=f"user:{office.user_id}", details=details)
    return office


def locked(office_id: int) -> HeldOffice:
    """The office, held for this transaction."""
    office = holding.locked(office_id)
    if office is None:
        raise NotFound("office_not_found")
    return office


def vacant(day: date) -> list[Body]:
    """Bodies at which somebody is in office, and nobody as head, acting or not (procedure.md 9.1)."""
    return holding.headless(day)


def _successor(office: HeldOffice, successor_id: int | None) -> int | None:
    """Somebody else of the same body who can be given cases."""
    if successor_id is None:
        return None
    other = holding.by_id(successor_id)
    fits = other is not None and other.body_id == office.body_id and other.user_id != office.user_id
    if other is None or not fits or other.role not in BODY_STAFF:
        raise BadInput("successor_not_here", field="successor_id")
    return other.id

"""Receptions of heads: those of a body, those that everybody may read, and the hours of the desk."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, false, or_, select
from sqlalchemy.orm import joinedload

from app.domain.access import BODY_STAFF
from app.domain.facts import Actor
from app.domain.reception.duty import DayHeld
from app.domain.reception.session import PUBLIC_STATES
from app.domain.reception.vocabulary import SessionState
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.reception import DeskHours, ReceptionSession
from app.persistence.types import LARGEST_ID

MOST = 400


def sees(actor: Actor) -> ColumnElement[bool]:
    """The rule of app/domain/reception/session.py may_see; a test holds the two equal."""
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    return ReceptionSession.body_id == actor.body_id


def find(session_id: int) -> ReceptionSession | None:
    if session_id > LARGEST_ID:
        return None
    query = select(ReceptionSession).where(ReceptionSession.id == session_id)
    return db.session.scalar(query.options(joinedload(ReceptionSession.body), joinedload(ReceptionSession.held_by)))


def locked(session_id: int) -> ReceptionSession | None:
    """One reception, held until the transaction ends: two who book at once get two places."""
    if session_id > LARGEST_ID:
        return None
    query = select(ReceptionSession).where(ReceptionSession.id == session_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def between(actor: Actor, since: date, until: date) -> Sequence[ReceptionSession]:
    """Those of the own body, in the order of time."""
    query = select(ReceptionSession).where(sees(actor), ReceptionSession.day >= since, ReceptionSession.day <= until)
    return db.session.scalars(query.order_by(ReceptionSession.starts_at, ReceptionSession.id).limit(MOST)).all()


def in_states(body_id: int, states: Iterable[SessionState], since: date, until: date) -> Sequence[ReceptionSession]:
    """Of one body in some states, to be signed or posted; held until the transaction ends."""
    query = (
        select(ReceptionSession)
        .where(
            ReceptionSession.body_id == body_id,
            ReceptionSession.state.in_(sorted(states)),
            ReceptionSession.day >= since,
            ReceptionSession.day <= until,
        )
        .order_by(ReceptionSession.id)
        .with_for_update()
    )
    return db.session.scalars(query).all()


def days_taken(body_id: int, since: date, until: date) -> frozenset[date]:
    """Days that already have a reception, whatever became of it."""
    query = select(ReceptionSession.day).where(
        ReceptionSession.body_id == body_id, ReceptionSession.day >= since, ReceptionSession.day <= until
    )
    return frozenset(db.session.scalars(query))


def public(since: date, until: date, body_ids: Sequence[int] | None, limit: int) -> Sequence[ReceptionSession]:
    """What has been announced, of all bodies or of some, in the order of time."""
    query = select(ReceptionSession).where(
        ReceptionSession.state.in_(sorted(PUBLIC_STATES)),
        ReceptionSession.day >= since,
        ReceptionSession.day <= until,
    )
    if body_ids is not None:
        query = query.where(ReceptionSession.body_id.in_(body_ids))
    query = query.options(joinedload(ReceptionSession.body), joinedload(ReceptionSession.moved_from))
    return db.session.scalars(query.order_by(ReceptionSession.starts_at, ReceptionSession.id).limit(limit)).all()


def bookable(now: datetime, until: date) -> Sequence[ReceptionSession]:
    """Announced receptions that are still to come, nearest first."""
    query = (
        select(ReceptionSession)
        .where(
            ReceptionSession.state == SessionState.POSTED,
            ReceptionSession.day <= until,
            ReceptionSession.starts_at > now,
            ReceptionSession.began_at.is_(None),
        )
        .options(joinedload(ReceptionSession.body))
        .order_by(ReceptionSession.starts_at, ReceptionSession.id)
        .limit(MOST)
    )
    return db.session.scalars(query).all()


def moved_to(session_ids: Iterable[int]) -> dict[int, ReceptionSession]:
    """The new dates of postponed receptions."""
    wanted = sorted(set(session_ids))
    query = select(ReceptionSession).where(ReceptionSession.moved_from_id.in_(wanted))
    return {row.moved_from_id: row for row in db.session.scalars(query) if row.moved_from_id is not None}


def of_duty(body_ids: Sequence[int], since: date, until: date) -> dict[int, list[DayHeld]]:
    """What the accounts of heads read, by body."""
    one = ReceptionSession
    query = select(one.body_id, one.day, one.mode, one.state).where(one.body_id.in_(body_ids))
    found: dict[int, list[DayHeld]] = {}
    for body_id, day, mode, state in db.session.execute(query.where(one.day >= since, one.day <= until)):
        found.setdefault(body_id, []).append(DayHeld(day, mode, state))
    return found


def bodies_with_calendar(since: date) -> Sequence[Body]:
    """Bodies that have announced anything since a day, or have hours of a desk."""
    announced = select(ReceptionSession.body_id).where(
        ReceptionSession.day >= since, ReceptionSession.state.in_(sorted(PUBLIC_STATES))
    )
    with_hours = select(DeskHours.body_id).where(or_(DeskHours.valid_to.is_(None), DeskHours.valid_to >= since))
    query = select(Body).where(or_(Body.id.in_(announced), Body.id.in_(with_hours)))
    return db.session.scalars(query.order_by(Body.name, Body.id)).all()


def hours(body_id: int, day: date) -> Sequence[DeskHours]:
    """When the desk of a body is open, as it stands on a day, from Monday on."""
    query = select(DeskHours).where(
        DeskHours.body_id == body_id,
        DeskHours.valid_from <= day,
        or_(DeskHours.valid_to.is_(None), DeskHours.valid_to >= day),
    )
    return db.session.scalars(query.order_by(DeskHours.weekday, DeskHours.opens)).all()


def drop(session: ReceptionSession) -> None:
    """A draft that nobody has signed goes without a trace but the log's."""
    db.session.execute(delete(ReceptionSession).where(ReceptionSession.id == session.id))

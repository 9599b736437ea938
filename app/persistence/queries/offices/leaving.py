"""Open work of people who leave or have left: by officer and body, in the words of the index of handed-out cases."""

from datetime import date

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.domain.facts import Actor
from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.case import Case
from app.persistence.models.office import HeldOffice
from app.persistence.models.user import User
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.offices.holding import is_held


def counts(actor: Actor, user_id: int, body_id: int) -> tuple[int, int]:
    """How many open cases of a body an account has, and how many of them are sealed; without those that the actor is
    kept away from."""
    query = select(func.count(), func.count().filter(Case.is_sealed)).where(_held(user_id, body_id), keeps_from(actor))
    every, sealed = db.session.execute(query).one()
    return every, sealed


def open_counts(actor: Actor, body_id: int, user_ids: list[int]) -> dict[int, int]:
    """Open cases of several accounts at a body, as far as the actor may know of them."""
    named = (Case.officer_id.in_(user_ids), Case.body_id == body_id, Case.closed_at.is_(None))
    query = select(Case.officer_id, func.count()).where(*named, keeps_from(actor)).group_by(Case.officer_id)
    return {user: count for user, count in db.session.execute(query) if user is not None}


def case_ids(user_id: int, body_id: int, *, after_id: int = 0, limit: int = 50) -> list[int]:
    """The open cases of an account at a body, by number."""
    query = select(Case.id).where(_held(user_id, body_id), Case.id > after_id).order_by(Case.id).limit(limit)
    return list(db.session.scalars(query))


def cases_of(user_id: int, body_id: int, limit: int) -> list[Case]:
    """The same as a list, the most urgent first."""
    query = select(Case).where(_held(user_id, body_id)).order_by(Case.next_due_on, Case.id).limit(limit)
    return list(db.session.scalars(query))


def gone(actor: Actor, body_id: int, day: date) -> list[tuple[User, int]]:
    """Who is named in open cases of a body and is not in office there on a day, or is closed, with how many."""
    there = aliased(HeldOffice)
    still = (
        select(there.id)
        .join(there.user)
        .where(there.user_id == HeldOffice.user_id, there.body_id == body_id, is_held(day, there), User.is_active)
    )
    was = select(HeldOffice.user_id).where(HeldOffice.body_id == body_id, ~still.exists()).distinct()
    named = (Case.officer_id.in_(was), Case.body_id == body_id, Case.closed_at.is_(None))
    many = select(Case.officer_id, func.count().label("many")).where(*named, keeps_from(actor))
    open_cases = many.group_by(Case.officer_id).subquery()
    query = select(User, open_cases.c.many).join(open_cases, open_cases.c.officer_id == User.id).order_by(User.name)
    return [(user, many) for user, many in db.session.execute(query)]


def left_behind(body_id: int, limit: int) -> list[Case]:
    """Open cases whose officer has left and which nobody was given since; the sealed ones wait here for the settler."""
    query = (
        select(Case)
        .where(
            Case.body_id == body_id, Case.closed_at.is_(None), Case.left_by_id.is_not(None), Case.officer_id.is_(None)
        )
        .order_by(Case.next_due_on, Case.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def orphans(day: date) -> int:
    """Open cases that name an officer who is in no office of their body, or whose account is closed: should be none."""
    there = aliased(HeldOffice)
    held = (there.user_id == Case.officer_id, there.body_id == Case.body_id, is_held(day, there), User.is_active)
    still = select(there.id).join(there.user).where(*held).exists()
    query = select(func.count()).where(Case.closed_at.is_(None), Case.officer_id.is_not(None), ~still)
    return db.session.scalar(query) or 0


def ended_with_successor(day: date) -> list[HeldOffice]:
    """Offices that ended before a day, with a named successor, and open cases that still name who left."""
    named = select(Case.id).where(
        Case.officer_id == HeldOffice.user_id, Case.body_id == HeldOffice.body_id, Case.closed_at.is_(None)
    )
    query = select(HeldOffice).where(HeldOffice.held_to < day, HeldOffice.successor_id.is_not(None), named.exists())
    return list(db.session.scalars(query.options(joinedload(HeldOffice.user)).order_by(HeldOffice.id)))


def ended_with_body(day: date) -> list[HeldOffice]:
    """Offices that were held to the end of a body that is gone, of open accounts that are in no office on a day."""
    now = aliased(HeldOffice)
    still = select(now.id).where(now.user_id == HeldOffice.user_id, is_held(day, now)).exists()
    to_the_end = or_(HeldOffice.held_to.is_(None), HeldOffice.held_to >= Body.valid_to)
    query = (
        select(HeldOffice)
        .join(HeldOffice.body)
        .join(HeldOffice.user)
        .where(Body.valid_to < day, to_the_end, User.is_active, ~still)
        .options(contains_eager(HeldOffice.body), contains_eager(HeldOffice.user))
        .order_by(Body.name, User.name, HeldOffice.id)
    )
    return list(db.session.scalars(query))


def _held(user_id: int, body_id: int) -> ColumnElement[bool]:
    body = bindparam(None, body_id, Integer, literal_execute=True)
    return and_(Case.closed_at.is_(None), Case.officer_id == user_id, Case.body_id == body)

"""Who answers for bodies on a day, and who is of the inspectorate: plain rows, for who asks about many."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select

from app.domain.access import BODY_STAFF
from app.domain.offices.held import Standing
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.office import HeldOffice
from app.persistence.models.user import User
from app.persistence.queries.offices.holding import ORDER, is_held


def leaders(day: date) -> Iterator[tuple[int, int, bool]]:
    """Body, account, and whether it is the head or acts as one (else a deputy), of everybody who can sign in."""
    leads = or_(HeldOffice.role == Role.HEAD, HeldOffice.standing == Standing.DEPUTY)
    query = select(HeldOffice.body_id, HeldOffice.user_id, HeldOffice.role).join(HeldOffice.user)
    for row in db.session.execute(query.where(leads, is_held(day), User.is_active).order_by(*ORDER)):
        yield row.body_id, row.user_id, row.role is Role.HEAD


def staff_of(body_id: int, day: date) -> frozenset[int]:
    """The accounts in office at a body."""
    here = (HeldOffice.body_id == body_id, HeldOffice.role.in_(sorted(BODY_STAFF)), is_held(day), User.is_active)
    return frozenset(db.session.scalars(select(HeldOffice.user_id).join(HeldOffice.user).where(*here)))


def inspectors(day: date) -> list[tuple[int, int]]:
    """Account and body of every office of the inspectorate that is held, the oldest first."""
    here = (HeldOffice.role == Role.INSPECTORATE, is_held(day), User.is_active)
    query = select(HeldOffice.user_id, HeldOffice.body_id).join(HeldOffice.user).where(*here).order_by(*ORDER)
    return [(row.user_id, row.body_id) for row in db.session.execute(query)]

"""Accounts by id, by name, and the officers of a body."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from app.domain.access import BODY_STAFF
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.user import User
from app.persistence.types import LARGEST_ID


def by_id(user_id: int) -> User | None:
    return db.session.get(User, user_id) if user_id <= LARGEST_ID else None


def by_username(username: str) -> User | None:
    return db.session.scalar(select(User).where(User.username == username))


def officers_of(body_id: int) -> list[User]:
    """Active accounts of a body that can be given a case."""
    roles = sorted(BODY_STAFF - {Role.HEAD})
    query = select(User).where(User.body_id == body_id, User.is_active, User.role.in_(roles)).order_by(User.name)
    return list(db.session.scalars(query))


def head_of(body_id: int) -> User | None:
    """The active head of a body, if its account exists."""
    query = select(User).where(User.body_id == body_id, User.is_active, User.role == Role.HEAD).order_by(User.id)
    return db.session.scalar(query.limit(1))


def names(user_ids: Iterable[int]) -> Mapping[int, str]:
    """What people are called, for a page that shows many."""
    wanted = sorted(set(user_ids))
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))
    return dict(rows.all())

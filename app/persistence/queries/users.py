"""Accounts by id and by name."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.user import User
from app.persistence.types import LARGEST_ID


def by_id(user_id: int) -> User | None:
    return db.session.get(User, user_id) if user_id <= LARGEST_ID else None


def by_username(username: str) -> User | None:
    return db.session.scalar(select(User).where(User.username == username))


def names(user_ids: Iterable[int]) -> Mapping[int, str]:
    """What people are called, for a page that shows many."""
    wanted = sorted(set(user_ids))
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))
    return dict(rows.all())

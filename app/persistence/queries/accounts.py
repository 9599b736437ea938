"""Accounts and their sign-in sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, tuple_, update
from sqlalchemy.orm import joinedload

from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.user import LoginSession, User
from app.persistence.queries.seals import keys
from app.persistence.types import LARGEST_ID

PAGE = 50
ORDER = (Body.name, User.username)


@dataclass(frozen=True, slots=True)
class Page:
    """Accounts in the order of their bodies, and the accounts to go on from, either way."""

    users: list[User]
    next: int | None
    previous: int | None


def by_username(username: str) -> User | None:
    """The account of this name, whatever its letter case; names are kept in lower case."""
    return db.session.scalar(select(User).where(User.username == username.casefold()))


def locked_by_username(username: str) -> User | None:
    """As by_username, held until the transaction ends: two tries count as two."""
    return db.session.scalar(
        select(User)
        .where(User.username == username.casefold())
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def locked(user_id: int) -> User | None:
    """One account, held until the transaction ends."""
    if user_id > LARGEST_ID:
        return None
    return db.session.scalar(
        select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    )


def login_session(token_hash: str) -> LoginSession | None:
    """A session with its account, ended or not."""
    return db.session.scalar(
        select(LoginSession).where(LoginSession.token_hash == token_hash).options(joinedload(LoginSession.user))
    )


def end_sessions(user_id: int, at: datetime) -> None:
    """End every open session of an account at once, and close its key in them."""
    keys.forget_sessions(user_id)
    db.session.execute(
        update(LoginSession).where(LoginSession.user_id == user_id, LoginSession.ended_at.is_(None)).values(ended_at=at)
    )


def demo_accounts() -> Sequence[User]:
    """Accounts that came with the demo, by name; a production system has none."""
    return db.session.scalars(
        select(User).where(User.is_demo).options(joinedload(User.body)).order_by(User.username)
    ).all()


def page(
    words: str = "",
    body_id: int | None = None,
    is_active: bool | None = None,
    *,
    after: int | None = None,
    before: int | None = None,
) -> Page:
    """Accounts by body, then by name, fifty at a time, forward or backward from an account."""
    backward = before is not None and after is None
    query = select(User).join(User.body).options(joinedload(User.body)).where(*_wanted(words, body_id, is_active))
    there = _place_of(before if backward else after)
    if there is not None:
        key = tuple_(*ORDER)
        query = query.where(key < there if backward else key > there)
    order = [column.desc() if backward else column for column in ORDER]
    users = list(db.session.scalars(query.order_by(*order).limit(PAGE + 1)))
    more = len(users) > PAGE
    users = users[:PAGE]
    if backward:
        users.reverse()
    goes_on = more if not backward else True
    came_from = more if backward else there is not None
    return Page(users, users[-1].id if users and goes_on else None, users[0].id if users and came_from else None)


def open_sessions(user_id: int, since: datetime) -> int:
    """How many browsers are signed in with an account: not ended, and seen since."""
    query = select(func.count()).where(
        LoginSession.user_id == user_id, LoginSession.ended_at.is_(None), LoginSession.last_seen_at >= since
    )
    return db.session.scalar(query) or 0


def _wanted(words: str, body_id: int | None, is_active: bool | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        or_(
            *(
                column.icontains(spelled, autoescape=True)
                for column in (User.username, User.name, Body.name)
                for spelled in {word, word.capitalize()}  # SQLite takes "đ" and "Đ" for two letters
            )
        )
        for word in words.split()
    ]
    if body_id is not None:
        found.append(User.body_id == body_id)
    if is_active is not None:
        found.append(User.is_active.is_(is_active))
    return found


def _place_of(user_id: int | None) -> tuple[str, str] | None:
    """Where an account stands in the order; an unknown one is no place."""
    if user_id is None:
        return None
    row = db.session.execute(select(*ORDER).join(User.body).where(User.id == user_id)).first()
    return (row[0], row[1]) if row else None

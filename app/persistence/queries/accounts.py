"""Accounts and their sign-in sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import joinedload

from app.persistence.db import db
from app.persistence.models.body import Body
from app.persistence.models.office import HeldOffice
from app.persistence.models.signing_in import LoginSession
from app.persistence.models.user import User
from app.persistence.queries.offices.holding import is_held
from app.persistence.queries.seals import keys
from app.persistence.types import LARGEST_ID

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Accounts in the order of their names, and the accounts to go on from, either way."""

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
    return db.session.scalars(select(User).where(User.is_demo).order_by(User.username)).all()


def page(
    words: str = "",
    body_id: int | None = None,
    is_active: bool | None = None,
    *,
    day: date,
    after: int | None = None,
    before: int | None = None,
) -> Page:
    """Accounts by the name they sign in with, fifty at a time, forward or backward from an account; `body_id` asks for
    those in an office there on a day."""
    backward = before is not None and after is None
    query = select(User).where(*_wanted(words, body_id, is_active, day))
    there = _place_of(before if backward else after)
    if there is not None:
        query = query.where(User.username < there if backward else User.username > there)
    order = User.username.desc() if backward else User.username
    users = list(db.session.scalars(query.order_by(order).limit(PAGE + 1)))
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


def _wanted(words: str, body_id: int | None, is_active: bool | None, day: date) -> list[ColumnElement[bool]]:
    found = [_holds(word, day) for word in words.split()]
    if body_id is not None:
        found.append(_in_office(day, HeldOffice.body_id == body_id))
    if is_active is not None:
        found.append(User.is_active.is_(is_active))
    return found


def _holds(word: str, day: date) -> ColumnElement[bool]:
    """The word stands in a name of the account, or of a body or title where it is in office."""
    spellings = {word, word.capitalize()}  # SQLite takes "đ" and "Đ" for two letters

    def is_in(*columns: Any) -> ColumnElement[bool]:
        return or_(*(column.icontains(spelled, autoescape=True) for column in columns for spelled in spellings))

    at_body = HeldOffice.body.has(is_in(Body.name))
    return or_(is_in(User.username, User.name), _in_office(day, or_(is_in(HeldOffice.title), at_body)))


def _in_office(day: date, such: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(HeldOffice.id).where(HeldOffice.user_id == User.id, is_held(day), such).exists()


def _place_of(user_id: int | None) -> str | None:
    """Where an account stands in the order; an unknown one is no place."""
    return None if user_id is None else db.session.scalar(select(User.username).where(User.id == user_id))

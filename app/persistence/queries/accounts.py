"""Accounts and their sign-in sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from app.persistence.db import db
from app.persistence.models.user import LoginSession, User


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
    return db.session.scalar(
        select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    )


def login_session(token_hash: str) -> LoginSession | None:
    """A session with its account, ended or not."""
    return db.session.scalar(
        select(LoginSession).where(LoginSession.token_hash == token_hash).options(joinedload(LoginSession.user))
    )


def end_sessions(user_id: int, at: datetime) -> None:
    """End every open session of an account at once."""
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.ended_at.is_(None))
        .values(ended_at=at)
    )


def demo_accounts() -> Sequence[User]:
    """Accounts that came with the demo, by name; a production system has none."""
    return db.session.scalars(
        select(User).where(User.is_demo).options(joinedload(User.body)).order_by(User.username)
    ).all()


def all_accounts() -> Sequence[User]:
    """Every account with its body, by name."""
    return db.session.scalars(select(User).options(joinedload(User.body)).order_by(User.username)).all()

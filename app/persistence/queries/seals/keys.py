"""Key pairs of accounts, recovery keys, and keys opened for a browser."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from app.domain.access import SEAL_KEEPERS
from app.persistence.db import db
from app.persistence.models.office import HeldOffice
from app.persistence.models.seal import SealKey, SessionKey
from app.persistence.models.signing_in import LoginSession
from app.persistence.models.user import User
from app.persistence.queries.offices.holding import is_held

_KEEPER_ROLES = sorted(SEAL_KEEPERS)


def of_user(user_id: int) -> SealKey | None:
    """The key pair of an account that is in use."""
    query = select(SealKey).where(SealKey.user_id == user_id, SealKey.retired_at.is_(None))
    return db.session.scalar(query.order_by(SealKey.id.desc()).limit(1))


def of_session(token_hash: str) -> SessionKey | None:
    return db.session.get(SessionKey, token_hash)


def by_public(public: bytes) -> SealKey | None:
    return db.session.scalar(select(SealKey).where(SealKey.public_key == public))


def recovery() -> Sequence[SealKey]:
    """The recovery keys in use."""
    query = select(SealKey).where(SealKey.user_id.is_(None), SealKey.retired_at.is_(None)).order_by(SealKey.id)
    return db.session.scalars(query).all()


def exist_at(body_id: int, day: date) -> bool:
    """Whether anybody at a body can be sealed to on a day."""
    query = select(SealKey.id).join(User, User.id == SealKey.user_id).where(_keeps_seals_at(body_id, day)).limit(1)
    return db.session.scalar(query) is not None


def recipients(body_id: int, day: date) -> list[tuple[int, bytes, int | None]]:
    """Number, public key and account of everybody a new case at a body is sealed to: its keepers, and recovery."""
    is_recovery = and_(SealKey.user_id.is_(None), SealKey.retired_at.is_(None))
    query = (
        select(SealKey.id, SealKey.public_key, SealKey.user_id)
        .outerjoin(User, User.id == SealKey.user_id)
        .where(or_(is_recovery, _keeps_seals_at(body_id, day)))
        .order_by(SealKey.id)
    )
    return [(row.id, row.public_key, row.user_id) for row in db.session().connection().execute(query)]


def keepers(body_id: int, day: date) -> list[User]:
    """The accounts of a body that keep its seals, with or without a key pair."""
    query = select(User).where(User.is_active, _is_keeper(body_id, day)).order_by(User.id)
    return list(db.session.scalars(query))


def retire(user_id: int, at: datetime, *, lock: str | None = None) -> None:
    """Seal nothing more to the key of an account; what was sealed to it stays so."""
    query = update(SealKey).where(SealKey.user_id == user_id, SealKey.retired_at.is_(None))
    db.session.execute((query.where(SealKey.lock == lock) if lock else query).values(retired_at=at))


def forget_session(token_hash: str) -> None:
    """The browser has signed out: its key is closed with it."""
    db.session.execute(delete(SessionKey).where(SessionKey.token_hash == token_hash))


def forget_sessions(user_id: int, *, but: str = "") -> None:
    """Close the key of an account in every browser, but that of one session."""
    theirs = select(LoginSession.token_hash).where(LoginSession.user_id == user_id, LoginSession.token_hash != but)
    db.session.execute(delete(SessionKey).where(SessionKey.token_hash.in_(theirs)))


def forget_old_sessions(*, idle_since: datetime, begun_before: datetime) -> None:
    """Keys of sessions that ran out without anybody signing out."""
    over = select(LoginSession.token_hash).where(
        or_(LoginSession.last_seen_at < idle_since, LoginSession.created_at < begun_before)
    )
    db.session.execute(delete(SessionKey).where(SessionKey.token_hash.in_(over)))


def _keeps_seals_at(body_id: int, day: date) -> ColumnElement[bool]:
    return and_(User.is_active, _is_keeper(body_id, day), SealKey.retired_at.is_(None))


def _is_keeper(body_id: int, day: date) -> ColumnElement[bool]:
    """In an office of the body that keeps its seals."""
    held = (HeldOffice.body_id == body_id, HeldOffice.role.in_(_KEEPER_ROLES), is_held(day))
    return select(HeldOffice.id).where(HeldOffice.user_id == User.id, *held).exists()

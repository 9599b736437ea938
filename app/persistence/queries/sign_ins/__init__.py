"""Sessions, second factors and known browsers, by account."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.persistence.db import db
from app.persistence.models.signing_in import (
    AccountGuard,
    AccountNotice,
    AddressTries,
    KnownBrowser,
    LoginSession,
    Passkey,
    RecoveryCode,
    SpentChallenge,
    SsoLink,
)
from app.persistence.types import LARGEST_ID

MOST_NOTICES = 50


def locked_session(token_hash: str) -> LoginSession | None:
    """A session held until the transaction ends; None when its token was replaced meanwhile."""
    return db.session.scalar(
        select(LoginSession)
        .where(LoginSession.token_hash == token_hash)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def touch(token_hash: str, at: datetime) -> None:
    """The session was seen."""
    db.session.execute(update(LoginSession).where(LoginSession.token_hash == token_hash).values(last_seen_at=at))


def sessions_of(user_id: int, since: datetime) -> Sequence[LoginSession]:
    """Sessions that were not ended and were seen since, the newest sight first."""
    query = select(LoginSession).where(
        LoginSession.user_id == user_id,
        LoginSession.ended_at.is_(None),
        LoginSession.is_halfway.is_(False),
        LoginSession.last_seen_at >= since,
    )
    return db.session.scalars(query.order_by(LoginSession.last_seen_at.desc())).all()


def session_by_handle(user_id: int, handle: str) -> LoginSession | None:
    """One session of an account by the beginning of its hash."""
    return db.session.scalar(
        select(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.token_hash.startswith(handle, autoescape=True))
        .limit(1)
    )


def end_sessions_but(user_id: int, token_hash: str, at: datetime) -> None:
    """End every open session of an account but one."""
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.ended_at.is_(None), LoginSession.token_hash != token_hash)
        .values(ended_at=at)
    )


def factors_of(user_id: int) -> tuple[datetime | None, int, int]:
    """Since when there is an application with codes; how many passkeys; how many unused recovery codes."""
    totp = select(AccountGuard.totp_since).where(AccountGuard.user_id == user_id).scalar_subquery()
    keys = select(func.count()).select_from(Passkey).where(Passkey.user_id == user_id).scalar_subquery()
    unused = RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    codes = select(func.count()).select_from(RecoveryCode).where(*unused).scalar_subquery()
    row = db.session.execute(select(totp, keys, codes)).one()
    return row[0], row[1], row[2]


def code(user_id: int, code_hash: str) -> RecoveryCode | None:
    return db.session.scalar(
        select(RecoveryCode).where(RecoveryCode.user_id == user_id, RecoveryCode.code_hash == code_hash)
    )


def forget_codes(user_id: int) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def passkeys_of(user_id: int) -> Sequence[Passkey]:
    return db.session.scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)).all()


def passkey(credential_id: bytes) -> Passkey | None:
    """A passkey by what the browser calls it."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def own_passkey(user_id: int, passkey_id: int) -> Passkey | None:
    if passkey_id > LARGEST_ID:
        return None
    return db.session.scalar(select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user_id))


def forget_passkeys(user_id: int) -> None:
    db.session.execute(delete(Passkey).where(Passkey.user_id == user_id))


def locked_browser(device_hash: str, user_id: int) -> KnownBrowser | None:
    """A browser in which the account was signed in before, held until the transaction ends."""
    return db.session.scalar(
        select(KnownBrowser)
        .where(KnownBrowser.device_hash == device_hash, KnownBrowser.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def forget_browsers(user_id: int) -> None:
    db.session.execute(delete(KnownBrowser).where(KnownBrowser.user_id == user_id))


def locked_address(address_hash: str) -> AddressTries | None:
    """The tries of an address, held until the transaction ends."""
    return db.session.scalar(
        select(AddressTries)
        .where(AddressTries.address_hash == address_hash)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def is_spent(challenge_hash: str) -> bool:
    return db.session.get(SpentChallenge, challenge_hash) is not None


def link(issuer: str, subject: str) -> SsoLink | None:
    """The account that a person of a provider is linked to."""
    return db.session.scalar(select(SsoLink).where(SsoLink.issuer == issuer, SsoLink.subject == subject))


def links_of(user_id: int) -> Sequence[SsoLink]:
    return db.session.scalars(select(SsoLink).where(SsoLink.user_id == user_id).order_by(SsoLink.id)).all()


def forget_links(user_id: int) -> None:
    db.session.execute(delete(SsoLink).where(SsoLink.user_id == user_id))


def last_sign_in(user_id: int) -> datetime | None:
    """When the account was last entered, as far as its sessions are still kept."""
    entered = LoginSession.user_id == user_id, LoginSession.is_halfway.is_(False)
    return db.session.scalar(select(func.max(LoginSession.created_at)).where(*entered))


def guard_by_link_code(code_hash: str) -> AccountGuard | None:
    return db.session.scalar(select(AccountGuard).where(AccountGuard.link_code_hash == code_hash).with_for_update())


def notices_of(user_id: int) -> Sequence[AccountNotice]:
    """What the owner of an account was told, the newest first."""
    query = select(AccountNotice).where(AccountNotice.user_id == user_id).order_by(AccountNotice.id.desc())
    return db.session.scalars(query.limit(MOST_NOTICES)).all()


def sweep(*, tries: datetime, sessions: datetime, browsers: datetime, notices: datetime) -> int:
    """Forget what is older; how many rows went."""
    old = (
        delete(AddressTries).where(AddressTries.last_at < tries),
        delete(SpentChallenge).where(SpentChallenge.at < tries),
        delete(LoginSession).where(LoginSession.last_seen_at < sessions),
        delete(KnownBrowser).where(KnownBrowser.seen_at < browsers),
        delete(AccountNotice).where(AccountNotice.at < notices),
    )
    return sum(db.session.connection().execute(statement).rowcount for statement in old)

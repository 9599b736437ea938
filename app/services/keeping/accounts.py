"""Accounts: opened and closed by an administrator, entered with a password, each sign-in a session that can end."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import ANYONE, Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.vocabulary import Role
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.office import HeldOffice
from app.persistence.models.user import LoginSession, User
from app.persistence.queries import accounts, users
from app.persistence.queries.offices import holding
from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction
from app.services.keeping import passwords
from app.services.keeping.offices import appointing
from app.services.keeping.offices.appointing import NewOffice
from app.services.sealing import keepers

IDLE = timedelta(minutes=30)
LONGEST_DAY = timedelta(hours=9)
SEEN_EVERY = timedelta(minutes=1)  # the last sight of a session is written at most this often
FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=15)
NOT_ACCOUNTS = frozenset({Role.CITIZEN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an administrator fills in: the person, and the office that the account begins with."""

    username: str
    name: str
    role: Role
    body_id: int
    position: str = ""
    language: str = "vi"
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who a session token belongs to, as the account and its offices stand now."""

    actor: Actor
    username: str
    language: str
    must_choose_password: bool = False
    offices: tuple[HeldOffice, ...] = ()  # all that it holds today; the actor is in one of them


def wait_after(failures: int) -> timedelta:
    """How long an account waits after so many wrong passwords: ten tries in the first hour, never closed for good."""
    if failures <= FREE_TRIES:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(failures - FREE_TRIES - 1, 10)), LONGEST_WAIT)


def create_account(
    actor: Actor, new: NewAccount, password: str, *, at: datetime, one_time_until: datetime | None = None
) -> User:
    """Open an account with its first office, held from today on; the name is taken in lower case. A one-time password
    must be replaced by then."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    username = new.username.strip().casefold()
    if new.role in NOT_ACCOUNTS:
        raise BadInput("role_has_no_account")
    passwords.check_new(password, username)
    password_hash = passwords.hashed(password)
    with transaction() as session:
        if accounts.by_username(username):
            raise BadInput("username_taken")
        appointing.check(NewOffice(0, new.body_id, new.role, new.position, local_date(at)))
        user = User(
            username=username,
            name=new.name,
            password_hash=password_hash,
            language=new.language,
            is_active=True,
            is_demo=new.is_demo,
            failed_count=0,
            one_time_until=one_time_until,
            created_at=at,
        )
        office = HeldOffice(user=user, body_id=new.body_id, role=new.role, title=new.position)
        office.held_from, office.created_at = local_date(at), at
        session.add(office)
        session.flush()
        audit.append(actor, "account_created", at=at, subject=f"user:{user.id}", details={"role": str(new.role)})
    return user


def set_password(
    actor: Actor,
    user_id: int,
    password: str,
    *,
    at: datetime,
    one_time_until: datetime | None = None,
    old: str | None = None,
) -> None:
    """Give an account another password, one's own or by an administrator; every session of it ends at once. Without
    the old one nobody can open the private key of the account any more: another is made at the next sign-in."""
    if actor.user_id != user_id:
        access.require_role(actor, Action.ACCOUNTS_MANAGE)
    found = users.by_id(user_id)
    if found is None:
        raise NotFound("account_not_found")
    passwords.check_new(password, found.username)
    password_hash = passwords.hashed(password)
    relocked = keepers.relocked(user_id, old, password) if old is not None else None
    with transaction():
        user = _locked(user_id)
        keepers.password_changed(user_id, relocked, at=at)
        user.password_hash, user.failed_count, user.locked_until = password_hash, 0, None
        user.one_time_until = one_time_until
        accounts.end_sessions(user_id, at)
        audit.append(
            actor, "password_set", at=at, subject=f"user:{user_id}", details={"is_one_time": one_time_until is not None}
        )


def change_own_password(actor: Actor, old: str, new: str, *, at: datetime) -> None:
    """A member of staff changes the own password, knowing the old one."""
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    if user is None or not passwords.matches(user.password_hash, old):
        raise BadInput("password_wrong")
    if passwords.matches(user.password_hash, new):
        raise BadInput("password_unchanged")
    set_password(actor, user.id, new, at=at, old=old)


def deactivate(actor: Actor, user_id: int, *, at: datetime) -> None:
    """Close an account: its sessions end with it; what it did stays under its name."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    if actor.user_id == user_id:
        raise NotAllowed("not_your_own_account")
    with transaction():
        user = _locked(user_id)
        user.is_active = False
        accounts.end_sessions(user_id, at)
        keys.retire(user_id, at)
        audit.append(actor, "account_deactivated", at=at, subject=f"user:{user_id}")


def activate(actor: Actor, user_id: int, *, at: datetime) -> None:
    """Open a closed account again, with the password it had."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction():
        user = _locked(user_id)
        user.is_active, user.failed_count, user.locked_until = True, 0, None
        audit.append(actor, "account_activated", at=at, subject=f"user:{user_id}")


def end_sessions(actor: Actor, user_id: int, *, at: datetime) -> None:
    """Sign an account out of every browser, as when a machine was lost."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction():
        _locked(user_id)
        accounts.end_sessions(user_id, at)
        audit.append(actor, "sessions_ended", at=at, subject=f"user:{user_id}")


def authenticate(username: str, password: str, *, at: datetime) -> str:
    """Sign in: the token of a new session, or NotAllowed("sign_in_failed"), the same for every cause.

    The try is counted in a transaction of its own before the password is looked at, so that two hundred tries at the
    same moment count as two hundred; the slow hash is computed outside any transaction.
    """
    user_id, password_hash = _count_try(username, at)
    if not passwords.matches(password_hash, password) or user_id is None:
        _note_failure(user_id, at)
        raise NotAllowed("sign_in_failed")
    renewed = passwords.hashed(password) if passwords.is_outdated(password_hash or "") else None
    token = secrets.token_urlsafe(32)
    ready = keepers.at_sign_in(_known(user_id), password, at=at)
    with transaction() as session:
        user, held = _locked(user_id), holding.held_by(user_id, local_date(at))
        if not user.is_active or not held or (user.one_time_until is not None and at > user.one_time_until):
            raise NotAllowed("sign_in_failed")
        user.failed_count, user.locked_until = 0, None
        user.password_hash = renewed or user.password_hash
        session.add(LoginSession(token_hash=_digest(token), user_id=user.id, created_at=at, last_seen_at=at))
        if ready is not None:
            session.flush()
            keepers.keep(user.id, token, ready, at=at)
        audit.append(held[0].actor(), "signed_in", at=at, subject=f"user:{user.id}")
    return token


def recognise(token: str, *, at: datetime, office_id: int | None = None) -> Recognised | None:
    """Whose session this is; None when it was ended, lay idle or lasted a day, the account was closed or is in no
    office today. `office_id` is the office that the person has chosen; one not held any more counts for nothing."""
    signed_in = holding.signed_in(_digest(token), local_date(at))
    if signed_in is None:
        return None
    found, held = signed_in
    if found.ended_at is not None or not found.user.is_active or not held:
        return None
    if at - found.last_seen_at > IDLE or at - found.created_at > LONGEST_DAY:
        return None
    user, here = found.user, next((one for one in held if one.office.id == office_id), held[0])
    every = tuple(one.office for one in held)
    who = Recognised(here.actor(), user.username, user.language, user.one_time_until is not None, every)
    if at - found.last_seen_at > SEEN_EVERY:
        with transaction():
            found.last_seen_at = at
    return who


def sign_out(actor: Actor, token: str, *, at: datetime) -> None:
    """End one session; an unknown or ended one is no error."""
    with transaction():
        found = accounts.login_session(_digest(token))
        if found is not None and found.ended_at is None:
            found.ended_at = at
            keys.forget_session(found.token_hash)
            audit.append(actor, "signed_out", at=at, subject=f"user:{found.user_id}")


def _count_try(username: str, at: datetime) -> tuple[int | None, str | None]:
    """Account and hash to compare with; neither when there is none, it is closed, or it must wait."""
    with transaction():
        user = accounts.locked_by_username(username.strip()[:60])
        if user is None or not user.is_active or (user.locked_until is not None and at < user.locked_until):
            return None, None
        user.failed_count += 1
        wait = wait_after(user.failed_count)
        user.locked_until = at + wait if wait else None
        return user.id, user.password_hash


def _note_failure(user_id: int | None, at: datetime) -> None:
    if user_id is None:
        return
    with transaction():
        audit.append(ANYONE, "sign_in_failed", at=at, subject=f"user:{user_id}")


def _known(user_id: int) -> User:
    user = users.by_id(user_id)
    if user is None:
        raise NotFound("account_not_found")
    return user


def _locked(user_id: int) -> User:
    user = accounts.locked(user_id)
    if user is None:
        raise NotFound("account_not_found")
    return user


def _digest(token: str) -> str:
    """Only this is kept: who reads the database cannot enter with it."""
    return hashlib.sha256(token.encode()).hexdigest()

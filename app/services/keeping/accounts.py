"""Accounts: opened and closed by an administrator. How they are entered is the chapter `signing_in`."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.signing_in import AccountEvent, Clearing
from app.domain.vocabulary import Role
from app.persistence import audit
from app.persistence.models.body import Body
from app.persistence.models.office import HeldOffice
from app.persistence.models.user import User
from app.persistence.queries import accounts, bodies, sign_ins, users
from app.persistence.queries.offices import holding
from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction
from app.services.keeping import passwords
from app.services.keeping.offices import appointing
from app.services.keeping.offices.appointing import NewOffice
from app.services.sealing import keepers
from app.services.signing_in import clear, notices, throttle

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


def create_account(
    actor: Actor, new: NewAccount, password: str, *, at: datetime, one_time_until: datetime | None = None
) -> User:
    """Open an account with its first office, held from today on; the name is taken in lower case. A one-time password
    must be replaced by then."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    username = new.username.strip().casefold()
    if new.role in NOT_ACCOUNTS:
        raise BadInput("role_has_no_account")
    passwords.check_new(password, username, new.name, *_names_of(bodies.by_id(new.body_id)))
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
    clearing: Clearing | None = None,
) -> None:
    """Give an account another password, one's own or by an administrator; every session of it ends at once. Without
    the old one nobody can open the private key of the account any more: another is made at the next sign-in.
    `clearing` says why the second factors go as well."""
    if actor.user_id != user_id:
        access.require_role(actor, Action.ACCOUNTS_MANAGE)
    found = users.by_id(user_id)
    if found is None:
        raise NotFound("account_not_found")
    offices = holding.held_by(user_id, local_date(at))
    places = [name for office in offices for name in _names_of(office.body)]
    passwords.check_new(password, found.username, found.name, *places)
    password_hash = passwords.hashed(password)
    relocked = keepers.relocked(user_id, old, password) if old is not None else None
    is_reset = one_time_until is not None
    with transaction():
        user = _locked(user_id)
        keepers.password_changed(user_id, relocked, at=at)
        user.password_hash, user.failed_count, user.locked_until = password_hash, 0, None
        user.one_time_until = one_time_until
        accounts.end_sessions(user_id, at)
        sign_ins.forget_browsers(user_id)
        audit.append(actor, "password_set", at=at, subject=f"user:{user_id}", details={"is_one_time": is_reset})
        event = AccountEvent.PASSWORD_RESET if is_reset else AccountEvent.PASSWORD_CHANGED
        notices.tell(user_id, event, at=at, by=actor)
        if clearing is not None:
            clear.everything(actor, user_id, clearing, at=at)


def change_own_password(actor: Actor, old: str, new: str, *, at: datetime) -> None:
    """A member of staff changes the own password, knowing the old one; tries are counted, as when signing in."""
    if actor.user_id is None:
        raise BadInput("password_wrong")
    with transaction():
        may_try = throttle.count_proof(actor.user_id, at)
        user = _locked(actor.user_id)
    if not passwords.matches(user.password_hash if may_try else None, old):
        raise BadInput("password_wrong")
    with transaction():
        throttle.forgive_proof(actor.user_id)
    if passwords.matches(user.password_hash, new):
        raise BadInput("password_unchanged")
    set_password(actor, actor.user_id, new, at=at, old=old)


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
        notices.tell(user_id, AccountEvent.SESSIONS_ENDED, at=at, by=actor)


def _locked(user_id: int) -> User:
    user = accounts.locked(user_id)
    if user is None:
        raise NotFound("account_not_found")
    return user


def _names_of(body: Body | None) -> tuple[str, ...]:
    """What a body is called: the first thing that somebody guesses."""
    return (body.name, body.short_name) if body else ()

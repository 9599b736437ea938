"""Sessions: begun with a password, open with the second factor, confirmed anew before what is sealed or dangerous."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import signing_in as rules
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import NotAllowed, NotFound
from app.domain.signing_in import AccountEvent, Factor
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.office import HeldOffice
from app.persistence.models.signing_in import KnownBrowser, LoginSession
from app.persistence.models.user import User
from app.persistence.queries import accounts, sign_ins
from app.persistence.queries.offices import holding
from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction
from app.services.signing_in import notices, tokens
from app.services.signing_in.origin import Origin

SEEN_EVERY = rules.LONGEST_HALFWAY / 10  # the last sight of a session is written at most this often
HANDLE_LENGTH = 16  # of the hash: names a session on its owner's page


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who a session token belongs to, as the account stands now."""

    actor: Actor
    username: str
    language: str
    must_choose_password: bool = False
    is_halfway: bool = False
    lacks_factor: bool = False
    is_demo: bool = False
    confirmed_at: datetime | None = None
    offices: tuple[HeldOffice, ...] = ()  # all that the account holds today; the actor is in one of them

    def is_confirmed(self, at: datetime) -> bool:
        """Whether the person has proven to be there in the last minutes."""
        return rules.is_recent(self.confirmed_at, at)


def recognise(token: str, *, at: datetime, office_id: int | None = None) -> Recognised | None:
    """Whose session this is; None when it was ended, lay idle or lasted a day, the account was closed or is in no
    office today. `office_id` is the office that the person has chosen; one not held any more counts for nothing."""
    signed_in = holding.signed_in(tokens.digest(token), local_date(at))
    if signed_in is None or not signed_in[1] or not _opens(signed_in[0], at):
        return None
    found, held = signed_in
    user, here = found.user, next((one for one in held if one.office.id == office_id), held[0])
    who = Recognised(
        here.actor(),
        user.username,
        user.language,
        must_choose_password=user.one_time_until is not None and not found.by_sso,
        is_halfway=found.is_halfway,
        lacks_factor=found.factor is None and any(rules.needs_factor(one.office.role) for one in held),
        is_demo=user.is_demo,
        confirmed_at=found.confirmed_at,
        offices=tuple(one.office for one in held),
    )
    if at - found.last_seen_at > SEEN_EVERY:
        with transaction():
            sign_ins.touch(found.token_hash, at)
    return who


def in_office(user_id: int, at: datetime) -> Actor | None:
    """Somebody as he acts today, in the office held longest; None for an account without one, which cannot enter."""
    held = holding.held_by(user_id, local_date(at))
    return held[0].actor() if held else None


def living(token: str, at: datetime) -> LoginSession | None:
    """The session of a token, if it still opens anything."""
    found = accounts.login_session(tokens.digest(token))
    return found if found is not None and _opens(found, at) else None


def open_session(token: str, at: datetime) -> LoginSession:
    """The session of somebody who is fully signed in, held with its account until the transaction ends."""
    return _held(token, at, is_halfway=False)


def halfway_session(token: str, at: datetime) -> LoginSession:
    """The same of somebody whose second factor is still asked for."""
    return _held(token, at, is_halfway=True)


def _held(token: str, at: datetime, *, is_halfway: bool) -> LoginSession:
    """The account first, then the session, as everywhere: two requests of one browser never wait for each other."""
    found = living(token, at)
    if found is not None:
        accounts.locked(found.user_id)
        found = sign_ins.locked_session(tokens.digest(token))
    if found is None or not _opens(found, at) or found.is_halfway is not is_halfway:
        raise NotAllowed("session_over")
    return found


def _opens(found: LoginSession, at: datetime) -> bool:
    longest = rules.LONGEST_HALFWAY if found.is_halfway else rules.LONGEST_DAY
    is_over = at - found.last_seen_at > rules.IDLE or at - found.created_at > longest
    return found.ended_at is None and found.user.is_active and not is_over


def begin(user: User, *, at: datetime, origin: Origin, by_sso: bool = False) -> tuple[LoginSession, str]:
    """A session that is halfway in, with its token; inside the transaction that looked at the password."""
    token = tokens.made()
    found = LoginSession(
        token_hash=tokens.digest(token),
        user_id=user.id,
        created_at=at,
        last_seen_at=at,
        is_halfway=True,
        by_sso=by_sso,
        browser=origin.browser[:60],
    )
    db.session.add(found)
    return found, token


def open_up(found: LoginSession, actor: Actor, factor: Factor | None, *, at: datetime, origin: Origin) -> None:
    """All that is asked for was proven: the session works, the browser is known, the owner hears of a new one."""
    found.is_halfway, found.factor, found.confirmed_at = False, factor, at
    if origin.device and _is_new_here(found.user_id, origin, at):
        notices.tell(found.user_id, AccountEvent.NEW_BROWSER, at=at, browser=origin.browser[:60])
    details = {"factor": str(factor) if factor else ""}
    audit.append(actor, "signed_in", at=at, subject=f"user:{found.user_id}", details=details)


def raised(found: LoginSession, token: str, at: datetime, factor: Factor | None = None) -> str:
    """The person has proven to be there: confirmed, and by another token from now on. Inside the transaction."""
    found.confirmed_at = at
    found.factor = factor or found.factor
    return tokens.replace(found, token)


def confirmed(actor: Actor, found: LoginSession, token: str, at: datetime) -> str:
    """The same of somebody who was asked only for that; the new token. Inside the transaction."""
    audit.append(actor, "confirmed", at=at, subject=f"user:{found.user_id}")
    return raised(found, token, at)


def factor_changed(
    actor: Actor, found: LoginSession, token: str, event: AccountEvent, *, at: datetime, factor: Factor | None = None
) -> str:
    """How every change of a factor ends: other browsers are out, the change is on record, the owner is told. The new
    token. Inside the transaction."""
    new = raised(found, token, at, factor)
    end_every_other(found, at)
    audit.append(actor, str(event), at=at, subject=f"user:{found.user_id}")
    notices.tell(found.user_id, event, at=at, browser=found.browser)
    return new


def sign_out(actor: Actor, token: str, *, at: datetime) -> None:
    """End one session; an unknown or ended one is no error."""
    with transaction():
        found = accounts.login_session(tokens.digest(token))
        if found is not None and found.ended_at is None:
            found.ended_at = at
            keys.forget_session(found.token_hash)
            audit.append(actor, "signed_out", at=at, subject=f"user:{found.user_id}")


def of_account(actor: Actor, *, at: datetime) -> Sequence[LoginSession]:
    """The own sessions that still open something, the newest sight first."""
    since = at - rules.IDLE
    rows = sign_ins.sessions_of(actor.user_id or 0, since)
    return [row for row in rows if at - row.created_at <= rules.LONGEST_DAY]


def end_one(actor: Actor, handle: str, *, at: datetime) -> None:
    """Sign one of the own browsers out."""
    with transaction():
        found = sign_ins.session_by_handle(actor.user_id or 0, handle[:HANDLE_LENGTH])
        if found is None or len(handle) < HANDLE_LENGTH:
            raise NotFound("session_not_found")
        found.ended_at = found.ended_at or at
        keys.forget_session(found.token_hash)
        audit.append(actor, "session_ended", at=at, subject=f"user:{actor.user_id}")


def end_others(actor: Actor, token: str, *, at: datetime) -> None:
    """Sign the own account out of every browser but this one, and forget which browsers were known."""
    with transaction():
        found = open_session(token, at)
        end_every_other(found, at)
        sign_ins.forget_browsers(found.user_id)
        audit.append(actor, "sessions_ended", at=at, subject=f"user:{found.user_id}")


def end_every_other(found: LoginSession, at: datetime) -> None:
    """What a changed factor does to the other browsers of the account. Inside the transaction."""
    db.session.flush()
    keys.forget_sessions(found.user_id, but=found.token_hash)
    sign_ins.end_sessions_but(found.user_id, found.token_hash, at)


def _is_new_here(user_id: int, origin: Origin, at: datetime) -> bool:
    device_hash = tokens.digest(origin.device)
    known = sign_ins.locked_browser(device_hash, user_id)
    if known is not None:
        known.seen_at = at
        return False
    db.session.add(KnownBrowser(device_hash=device_hash, user_id=user_id, known_at=at, seen_at=at, failed_count=0))
    return True

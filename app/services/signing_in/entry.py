"""Signing in: the password, then the second factor where there is one."""

from datetime import datetime

from app.domain.facts import ANYONE
from app.domain.refusals import BadInput, NotAllowed
from app.persistence import audit
from app.persistence.models.user import User
from app.persistence.queries import accounts, users
from app.persistence.transaction import in_transaction, transaction
from app.services.keeping import passwords
from app.services.sealing import keepers
from app.services.signing_in import factors, sessions, throttle, tokens
from app.services.signing_in.origin import NOWHERE, Origin


def authenticate(username: str, password: str, *, at: datetime, origin: Origin = NOWHERE) -> str:
    """The token of a new session, or NotAllowed("sign_in_failed"), the same for every cause.

    The session is only halfway in when the account has a second factor. The try is counted in a transaction of its own
    before the password is looked at; the slow hash is computed outside any transaction.
    """
    user_id, password_hash = in_transaction(lambda: throttle.count_password_try(username, origin, at))
    if not passwords.matches(password_hash, password) or user_id is None:
        _note_failure(user_id, at)
        raise NotAllowed("sign_in_failed")
    renewed = passwords.hashed(password) if passwords.is_outdated(password_hash or "") else None
    keeper = users.by_id(user_id)
    ready = keepers.at_sign_in(keeper, password, at=at) if keeper is not None else None
    with transaction() as session:
        user, actor = accounts.locked(user_id), sessions.in_office(user_id, at)
        if user is None or actor is None or not _may_enter(user, at):
            raise NotAllowed("sign_in_failed")
        throttle.forgive(user, origin, at)
        user.password_hash = renewed or user.password_hash
        found, token = sessions.begin(user, at=at, origin=origin)
        if ready is not None:
            session.flush()
            keepers.keep(user.id, token, ready, at=at)
        if factors.of(user.id).has_any:
            audit.append(actor, "password_proven", at=at, subject=f"user:{user.id}")
        else:
            sessions.open_up(found, actor, None, at=at, origin=origin)
    return token


def prove_code(token: str, code: str, *, at: datetime, origin: Origin = NOWHERE) -> str:
    """The second step with a code of the application or a recovery code: the new token of the open session.

    Raises BadInput("code_wrong"), the same for a wrong, a used and a throttled one.
    """
    with transaction():
        found = sessions.halfway_session(token, at)
        factor, actor = factors.prove(found.user_id, code, at), sessions.in_office(found.user_id, at)
        if factor is None or actor is None:
            audit.append(ANYONE, "second_factor_failed", at=at, subject=f"user:{found.user_id}")
        else:
            new = tokens.replace(found, token)
            sessions.open_up(found, actor, factor, at=at, origin=origin)
            return new
    raise BadInput("code_wrong")


def _may_enter(user: User, at: datetime) -> bool:
    return user.is_active and (user.one_time_until is None or at <= user.one_time_until)


def _note_failure(user_id: int | None, at: datetime) -> None:
    if user_id is None:
        return
    with transaction():
        audit.append(ANYONE, "sign_in_failed", at=at, subject=f"user:{user_id}")

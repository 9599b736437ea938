"""Key pairs of those who may open sealed cases: made at sign-in, opened for one browser, carried to a new password.

The private half lies in the database only locked: under the password, or under a passphrase of its own for accounts
that sign in another way. Reset by an administrator, it cannot be opened any more: a new pair is made, and old cases
are sealed to it by a colleague who is entitled, or through the recovery key.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.access import BODY_STAFF
from app.domain.calendars import local_date
from app.domain.confidentiality import Opening
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, WrongState
from app.persistence import audit, envelopes
from app.persistence.db import db, store
from app.persistence.models.seal import SealKey, SessionKey
from app.persistence.models.user import User
from app.persistence.queries.offices import holding
from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction
from app.services.keeping import passwords
from app.services.sealing import locks

PASSWORD, PASSPHRASE, OFFLINE, RECOVERY = "password", "passphrase", "offline", "recovery"  # noqa: S105 - kinds of lock


@dataclass(frozen=True, slots=True)
class Ready:
    """A pair opened or made outside the transaction, to be kept inside it."""

    pair: envelopes.KeyPair
    locked: locks.Locked | None = None  # to be written: a new pair, or a lock that was too cheap


def at_sign_in(user: User, password: str, *, at: datetime) -> Ready | None:
    """Open the pair of who signs in with a password, or make the first one; slow, so outside the transaction. None for
    whoever needs none, has still to choose a password, or locks it otherwise."""
    is_staff = any(office.role in BODY_STAFF for office in holding.held_by(user.id, local_date(at)))
    if not is_staff or user.one_time_until is not None or store().opening is not Opening.SESSION:
        return None
    row = keys.of_user(user.id)
    if row is None:
        pair = envelopes.new_pair()
        return Ready(pair, locks.lock(pair, password))
    opened = locks.unlock(row, password) if row.lock == PASSWORD else None
    return Ready(opened) if opened else None


def keep(user_id: int, token: str, ready: Ready, *, at: datetime) -> None:
    """Write a new pair, and open it for the session of this token; inside the caller's transaction."""
    row = keys.of_user(user_id) or add(user_id, ready.pair.public, PASSWORD, ready.locked, at=at)
    if row.public_key == ready.pair.public:
        _open_for(row, ready.pair, token)


def add(user_id: int | None, public: bytes, lock: str, locked: locks.Locked | None, *, at: datetime) -> SealKey:
    """A new key pair, inside the caller's transaction."""
    row = SealKey(user_id=user_id, public_key=public, lock=lock, cost="", created_at=at)
    if locked is not None:
        row.locked, row.salt, row.cost = locked.box, locked.salt, locked.cost
    db.session.add(row)
    db.session.flush()
    return row


def relocked(user_id: int, old: str, new: str) -> locks.Locked | None:
    """The private key under the new password; None when there is none to carry over."""
    row = keys.of_user(user_id)
    pair = locks.unlock(row, old) if row is not None and row.lock == PASSWORD else None
    return locks.lock(pair, new) if pair else None


def password_changed(user_id: int, locked: locks.Locked | None, *, at: datetime) -> None:
    """Inside the transaction that changes a password: the lock follows, or the pair is given up."""
    row = keys.of_user(user_id)
    if row is None or row.lock != PASSWORD:
        return
    if locked is None:
        keys.retire(user_id, at, lock=PASSWORD)
    else:
        row.locked, row.salt, row.cost = locked.box, locked.salt, locked.cost


def keyed(actor: Actor, token: str) -> Actor:
    """The actor with the private key that is open in this browser; as he was when none is."""
    kept = keys.of_session(locks.digest(token)) if actor.user_id is not None else None
    row = db.session.get(SealKey, kept.key_id) if kept is not None else None
    if kept is None or row is None or row.user_id != actor.user_id or row.retired_at is not None:
        return actor
    pair = locks.unlock_for_session(row, kept.locked, token)
    return actor.holding(pair.private) if pair else actor


def unlock(actor: Actor, token: str, secret: str, *, at: datetime) -> None:
    """Open the own key for this browser with the password or passphrase; BadInput("seal_secret_wrong")."""
    row = keys.of_user(actor.user_id) if actor.user_id is not None else None
    pair = locks.unlock(row, secret) if row is not None else None
    if row is None or pair is None:
        raise BadInput("seal_secret_wrong", field="secret")
    with transaction():
        _open_for(row, pair, token)
        audit.append(actor, "seal.unlock", at=at, subject=f"seal_key:{row.id}")


def choose_passphrase(actor: Actor, token: str, passphrase: str, *, at: datetime) -> None:
    """The first pair of an account that signs in without a password, under a passphrase of its own."""
    if actor.user_id is None or actor.role not in BODY_STAFF:
        raise NotAllowed("action_not_yours")
    if store().opening is not Opening.SESSION:
        raise WrongState("seal_opens_elsewhere")
    passwords.check_new(passphrase, "")
    pair = envelopes.new_pair()
    locked = locks.lock(pair, passphrase)
    with transaction():
        if keys.of_user(actor.user_id) is not None:
            raise WrongState("seal_key_exists")
        row = add(actor.user_id, pair.public, PASSPHRASE, locked, at=at)
        _open_for(row, pair, token)
        audit.append(actor, "seal.key", at=at, subject=f"seal_key:{row.id}", details={"lock": PASSPHRASE})


def register_public(actor: Actor, public: bytes, *, at: datetime) -> SealKey:
    """A pair made on an offline machine: only its public half comes here. The pair before it is retired."""
    if actor.user_id is None or actor.role not in BODY_STAFF:
        raise NotAllowed("action_not_yours")
    if len(public) != envelopes.KEY_BYTES or keys.by_public(public) is not None:
        raise BadInput("seal_public_wrong", field="public_key")
    with transaction():
        keys.retire(actor.user_id, at)
        row = add(actor.user_id, public, OFFLINE, None, at=at)
        audit.append(actor, "seal.key", at=at, subject=f"seal_key:{row.id}", details={"lock": OFFLINE})
    return row


def carry_over(token: str) -> Ready | None:
    """The pair that is open for a session, which closes under this token: it is about to have another. Inside the
    transaction; `carried` opens it again."""
    kept = keys.of_session(locks.digest(token))
    row = db.session.get(SealKey, kept.key_id) if kept is not None else None
    pair = locks.unlock_for_session(row, kept.locked, token) if row is not None and kept is not None else None
    keys.forget_session(locks.digest(token))
    return Ready(pair) if pair is not None else None


def carried(ready: Ready | None, token: str) -> None:
    """The session has its new token."""
    row = keys.by_public(ready.pair.public) if ready is not None else None
    if row is not None and ready is not None:
        _open_for(row, ready.pair, token)


def _open_for(row: SealKey, pair: envelopes.KeyPair, token: str) -> None:
    name = locks.digest(token)
    keys.forget_session(name)
    db.session.add(SessionKey(token_hash=name, key_id=row.id, locked=locks.lock_for_session(pair, token)))

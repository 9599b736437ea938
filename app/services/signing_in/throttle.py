"""What slows those who guess and not those who work (ASVS 6.3.1, 6.1.1; OWASP "device cookies").

Wrong passwords are counted for the account and for the network address they come from. A browser in which the owner has
signed in before has a count of its own, so that whoever attacks the account from elsewhere does not lock its owner out.
Every try is counted before it is looked at, in a transaction that comes before: two hundred at once are two hundred.
"""

import ipaddress
from datetime import datetime
from typing import Protocol

from app.domain.signing_in import ADDRESS_FORGOTTEN, FREE_TRIES, FREE_TRIES_OF_ADDRESS, wait_after
from app.persistence import sealing
from app.persistence.db import db
from app.persistence.models.signing_in import AccountGuard, AddressTries, KnownBrowser
from app.persistence.models.user import User
from app.persistence.queries import accounts, sign_ins
from app.services.signing_in import tokens
from app.services.signing_in.origin import Origin

IPV6_OF_ONE_LINE = 64  # bits that a provider gives to one customer


class Counted(Protocol):
    """A row that counts wrong tries."""

    failed_count: int
    locked_until: datetime | None


def count_password_try(username: str, origin: Origin, at: datetime) -> tuple[int | None, str | None]:
    """Account and hash to compare with; neither when there is none, it is closed, or somebody must wait."""
    user = accounts.locked_by_username(username.strip()[:60])
    known = _known(user, origin)
    if known is not None:
        may_try = _counted(known, FREE_TRIES, at)
    else:
        may_try = _address_may_try(origin, at)
        if user is not None and user.is_active:
            may_try = may_try and _counted(user, FREE_TRIES, at)
    if user is None or not user.is_active or not may_try:
        return None, None
    return user.id, user.password_hash


def forgive(user: User, origin: Origin, at: datetime) -> None:
    """The password was right: the count that this browser had goes back."""
    known = _known(user, origin)
    if known is not None:
        known.failed_count, known.locked_until = 0, None
        return
    user.failed_count, user.locked_until = 0, None
    row = sign_ins.locked_address(_address_hash(origin)) if origin.address else None
    if row is not None:
        row.failed_count = max(row.failed_count - 1, 0)
        wait = wait_after(row.failed_count, FREE_TRIES_OF_ADDRESS)
        row.locked_until = at + wait if wait else None


def count_proof(user_id: int, at: datetime) -> bool:
    """Count one code, or one password asked again; whether it may be looked at. Holds the account until the end."""
    return may_prove(guard_of(user_id), at)


def may_prove(guard: AccountGuard, at: datetime) -> bool:
    """The same for whoever holds the guard already."""
    return _counted(guard, FREE_TRIES, at)


def forgive_proof(user_id: int) -> None:
    """The proof was right."""
    forgive_guard(guard_of(user_id))


def forgive_guard(guard: AccountGuard) -> None:
    """The same for whoever holds the guard already."""
    guard.failed_count, guard.locked_until = 0, None


def guard_of(user_id: int) -> AccountGuard:
    """What guards an account beside its password, held until the transaction ends."""
    accounts.locked(user_id)
    found = db.session.get(AccountGuard, user_id, populate_existing=True)
    if found is None:
        found = AccountGuard(user_id=user_id, totp_step=0, failed_count=0)
        db.session.add(found)
        db.session.flush()
    return found


def _known(user: User | None, origin: Origin) -> KnownBrowser | None:
    if user is None or not origin.device:
        return None
    return sign_ins.locked_browser(tokens.digest(origin.device), user.id)


def _counted(row: Counted, free: int, at: datetime) -> bool:
    if row.locked_until is not None and at < row.locked_until:
        return False
    row.failed_count += 1
    wait = wait_after(row.failed_count, free)
    row.locked_until = at + wait if wait else None
    return True


def _address_may_try(origin: Origin, at: datetime) -> bool:
    if not origin.address:
        return True
    address = _address_hash(origin)
    row = sign_ins.locked_address(address)
    if row is None:
        row = AddressTries(address_hash=address, failed_count=0, last_at=at)
        db.session.add(row)
    elif at - row.last_at > ADDRESS_FORGOTTEN:
        row.failed_count, row.locked_until = 0, None
    row.last_at = at
    return _counted(row, FREE_TRIES_OF_ADDRESS, at)


def _address_hash(origin: Origin) -> str:
    """Keyed, since there are only four thousand million addresses; IPv6 by the line it comes from."""
    try:
        parsed = ipaddress.ip_address(origin.address)
    except ValueError:
        return sealing.blind(origin.address[:60], "sign-in")
    if parsed.version == 6:
        line = ipaddress.ip_network((parsed, IPV6_OF_ONE_LINE), strict=False)
        return sealing.blind(str(line), "sign-in")
    return sealing.blind(str(parsed), "sign-in")

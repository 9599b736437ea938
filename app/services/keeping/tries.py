"""Wrong tries and the waits that grow from them: of an address that guesses, never of a petition, so that nobody can
lock its owner out (ASVS 5.0, 6.3.1)."""

from datetime import datetime, timedelta

from app.persistence import sealing
from app.persistence.db import db
from app.persistence.models.housekeeping import Tally
from app.persistence.transaction import transaction

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)  # without another wrong try


def wait_after(count: int) -> timedelta:
    """Half a minute after the fifth wrong try, then twice as long each time, a quarter of an hour at most."""
    if count < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(count - FREE_TRIES, 10)), LONGEST_WAIT)


def wait(purpose: str, address: str, *, at: datetime) -> timedelta:
    """How long this address has still to wait; nothing when it need not."""
    row = db.session.get(Tally, _key(purpose, address))
    if row is None or at - row.last_at >= FORGOTTEN_AFTER:
        return timedelta(0)
    left: timedelta = row.last_at + wait_after(row.count) - at
    return max(left, timedelta(0))


def note(purpose: str, address: str, *, at: datetime) -> int:
    """Count one wrong try; how many there were within the hour."""
    key = _key(purpose, address)
    with transaction() as session:
        row = session.get(Tally, key, with_for_update=True)
        if row is None:
            session.add(Tally(key=key, count=1, last_at=at))
            return 1
        row.count = row.count + 1 if at - row.last_at < FORGOTTEN_AFTER else 1
        row.last_at = at
        return row.count


def _key(purpose: str, address: str) -> str:
    return sealing.blind(address, f"tries:{purpose}")

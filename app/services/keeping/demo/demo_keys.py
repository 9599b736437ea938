"""Keys of the demo's people and its recovery key, so that denunciations can be filed and opened at once.

Everybody knows the password, so the lock is cheap; the recovery key lies in a file where a real one is paper in a safe.
"""

from datetime import datetime
from pathlib import Path

from app.domain.facts import Actor
from app.persistence import envelopes
from app.persistence.db import store
from app.persistence.queries.seals import keys
from app.services.sealing import keepers, locks, recovery

PAPER = "demo-recovery-key.txt"


def give(user_id: int, password: str, *, at: datetime) -> None:
    """A key pair for an account of the demo; inside the caller's transaction."""
    pair = envelopes.new_pair()
    keepers.add(user_id, pair.public, keepers.PASSWORD, locks.lock(pair, password, locks.CHEAP), at=at)


def holding(actor: Actor, password: str) -> Actor:
    """The actor with the own key in hand."""
    row = keys.of_user(actor.user_id) if actor.user_id is not None else None
    pair = locks.unlock(row, password) if row is not None else None
    return actor.holding(pair.private) if pair else actor


def _public(place: Path) -> bytes:
    return envelopes.pair_of(recovery.read(place.read_text(encoding="ascii"))).public


def reissue(*, at: datetime) -> int:
    """The keepers of bodies that came by their cases without anybody's hand get their copies by the recovery key."""
    return recovery.reissue(recovery.read((store().folder / PAPER).read_text(encoding="ascii")), at=at)


def make_recovery_key(*, at: datetime) -> Path | None:
    """The recovery key, written beside the database; None when the one that lies there is in use."""
    place = store().folder / PAPER
    if place.exists() and _public(place) in {row.public_key for row in keys.recovery()}:
        return None
    place.write_text(recovery.new(at=at).words + "\n", encoding="ascii")
    place.chmod(0o600)
    return place

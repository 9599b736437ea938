"""Keys of the instance made new, while the office works (ASVS 11.1.1, 13.3.4)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from app.domain.facts import SYSTEM
from app.domain.refusals import WrongState
from app.persistence import audit, personal, server_sealed
from app.persistence.db import store
from app.persistence.personal import rotation
from app.persistence.transaction import transaction

RENEWED = (personal.PURPOSE, "blind")
"""What is made anew with the new key, so that the old one can go."""

SEALED = server_sealed.PURPOSE
"""The server's own: keys of files, factors, requests, texts. Made anew as well; a file keeps its bytes, since these lie
under a key of their own."""

FORWARD = ("audit", "checkpoint")
"""What only goes on with the new key: rows of the log and checkpoints keep the one they were made with."""

SETTLED = timedelta(hours=1)  # nobody still writes with the key before after that long

Progress = Callable[[int], None]


def begin(purpose: str, *, at: datetime) -> int:
    """Make a new key, or find the one that a rotation broken off had made; its number."""
    ring = store().keys
    if (purpose in RENEWED and rotation.left()) or (purpose == SEALED and sealed_left()):
        return ring.newest(purpose)[0]
    ring.newest(purpose)  # the first one, where there was none
    number = ring.add(purpose)
    with transaction():
        audit.append(SYSTEM, "keys.new", at=at, subject=f"key:{purpose}-{number}")
    return number


def renew(progress: Progress, *, helpings: int | None = None) -> int:
    """Make everything anew that an older key still holds; tell how many parties are left (others may have been written
    meanwhile). Killed at any moment, the next call goes on."""
    after, done = 0, 0
    while helpings is None or done < helpings:
        with transaction():
            ended = rotation.renew_some(after)
        if ended is None:
            break
        after, done = ended, done + 1
        progress(done * rotation.HELPING)
    return rotation.left()


def sealed_left() -> int:
    """How much of what the server seals an older key still holds."""
    newest, _ = store().keys.newest(SEALED)
    return sum(many for number, many in server_sealed.counted().items() if number < newest)


def reseal(progress: Progress, *, helpings: int | None = None) -> int:
    """The same as `renew` of what lies under the server's own key."""
    at: tuple[int, Any] = (0, None)
    done = 0
    while helpings is None or done < helpings:
        with transaction():
            ended = server_sealed.renew_some(*at)
        if ended is None:
            break
        at, done = ended, done + 1
        progress(done * server_sealed.HELPING)
    return sealed_left()


def retire(purpose: str, number: int, *, at: datetime) -> None:
    """Put an old key aside; refused while anything needs it. Backups older than the rotation need it still."""
    ring = store().keys
    newest, _ = ring.newest(purpose)
    if purpose not in (*RENEWED, SEALED) or number not in ring.numbers(purpose) or number >= newest:
        raise WrongState("key_not_retirable")
    if at < ring.made_at(purpose) + SETTLED:
        raise WrongState("key_too_young")
    if _is_needed(purpose, number):
        raise WrongState("key_in_use")
    with transaction():
        audit.append(SYSTEM, "keys.retired", at=at, subject=f"key:{purpose}-{number}")
    ring.retire(purpose, number)


def _is_needed(purpose: str, number: int) -> bool:
    if purpose == SEALED:
        return bool(server_sealed.counted()[number])
    return rotation.uses(purpose, number) or bool(rotation.left())

"""Work promised by a transaction and done after it: at least once, each message by one worker at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update

from app.persistence.db import db
from app.persistence.models.housekeeping import OutboxMessage
from app.persistence.transaction import transaction

PAUSES = (60, 300, 900, 3600, 3600 * 4, 3600 * 8, 3600 * 24)  # seconds after each failure; then dead
LEASE = timedelta(minutes=2)
STUCK_SECONDS = 600  # what has waited longer is taken by nobody: an alarm
LARGEST_MESSAGE = 2**63 - 1  # what the database can count to

_table = cast(Table, OutboxMessage.__table__)
_post = insert(_table)


@dataclass(frozen=True, slots=True)
class Message:
    """A claimed message. `attempt` tells this claim from an earlier one that lost its lease."""

    id: int
    topic: str
    payload: dict[str, Any]
    attempt: int


def post(topic: str, *, at: datetime, after: timedelta = timedelta(0), **payload: Any) -> None:
    """Promise work, inside the transaction that is its reason. The payload names ids, never personal data."""
    session = db.session()
    if not session.info.get("writing"):
        raise RuntimeError("a message is posted inside `with transaction():`")
    row = {"topic": topic, "payload": payload, "posted_at": at, "due_at": at + after}
    row |= {"attempts": 0, "error": "", "is_dead": False}
    session.connection().execute(_post, row)


def due_from(now: datetime) -> int:
    """What a told past has promised is due from now on, inside the caller's transaction: nobody could have done it
    earlier, so nobody is late with it."""
    waiting = (_table.c.due_at < now) & _table.c.closed_at.is_(None)
    return db.session().connection().execute(update(_table).where(waiting).values(due_at=now)).rowcount


def claim(now: datetime, limit: int = 10, lease: timedelta = LEASE) -> list[Message]:
    """Take messages that are due; nobody else gets them before the lease ends."""
    due = select(OutboxMessage.id).where(OutboxMessage.closed_at.is_(None), OutboxMessage.due_at <= now)
    if db.session().scalar(due.limit(1)) is None:  # without the writer lock: most looks find nothing
        return []
    ordered = due.order_by(OutboxMessage.due_at, OutboxMessage.id).limit(limit)
    chosen = ordered.with_for_update(skip_locked=True)
    taking = (
        update(_table)
        .where(_table.c.id.in_(chosen))
        .values(due_at=now + lease, attempts=_table.c.attempts + 1)
        .returning(_table.c.id, _table.c.topic, _table.c.payload, _table.c.attempts)
    )
    with transaction() as session:
        rows = session.connection().execute(taking).all()
    return sorted((Message(*row) for row in rows), key=lambda message: message.id)


def done(message: Message, now: datetime) -> bool:
    """Close the message; False when its lease was lost and another worker has it."""
    return _close(message, closed_at=now, error="")


def failed(message: Message, error: BaseException | str, now: datetime) -> bool:
    """Put the message back after a growing pause, or among the dead when all tries are used."""
    name = error if isinstance(error, str) else type(error).__name__
    if message.attempt > len(PAUSES):
        return _close(message, closed_at=now, error=name[:120], is_dead=True)
    return _close(message, due_at=now + timedelta(seconds=PAUSES[message.attempt - 1]), error=name[:120])


def release(messages: list[Message], now: datetime) -> None:
    """Give back what a stopping worker has not begun, without counting the try."""
    for message in messages:
        _close(message, due_at=now, attempts=message.attempt - 1)


def revive(message_id: int, now: datetime) -> bool:
    """Try a dead message again from the start."""
    with transaction():
        return revive_within(message_id, now)


def revive_within(message_id: int, now: datetime) -> bool:
    """The same inside the transaction of a use case."""
    if message_id > LARGEST_MESSAGE:
        return False
    dead = (_table.c.id == message_id) & _table.c.is_dead
    again = update(_table).where(dead).values(due_at=now, attempts=0, is_dead=False, closed_at=None)
    return bool(db.session().connection().execute(again).rowcount)


def sweep(before: datetime) -> int:
    """Forget messages closed well before; the dead stay until a person has looked."""
    with transaction() as session:
        old = _table.delete().where(_table.c.closed_at < before, _table.c.is_dead.is_(False))
        return session.connection().execute(old).rowcount


def standing(now: datetime) -> dict[str, Any]:
    """How many wait, how many are dead, how late the oldest is: for /healthz and the administrator."""
    waiting = OutboxMessage.closed_at.is_(None)
    question = select(func.count(), func.min(OutboxMessage.due_at)).where(waiting)
    count, oldest = db.session().execute(question).one()
    dead = db.session().scalar(select(func.count()).where(OutboxMessage.is_dead))
    late = max((now - oldest).total_seconds(), 0.0) if oldest else 0.0
    return {"waiting": count, "dead": dead or 0, "late_seconds": late}


def late_seconds(now: datetime) -> float:
    """How late the oldest open message is: one look into the index. Work in hand is due when its lease ends, and what
    failed when it is tried again, so only what nobody takes is late."""
    oldest = db.session().scalar(
        select(OutboxMessage.due_at)
        .where(OutboxMessage.closed_at.is_(None))
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(1)
    )
    return max((now - oldest).total_seconds(), 0.0) if oldest else 0.0


def dead_letters(limit: int = 100) -> list[OutboxMessage]:
    dead = select(OutboxMessage).where(OutboxMessage.is_dead).order_by(OutboxMessage.id).limit(limit)
    return list(db.session().scalars(dead))


def _close(message: Message, **values: Any) -> bool:
    mine = (_table.c.id == message.id) & (_table.c.attempts == message.attempt) & _table.c.closed_at.is_(None)
    with transaction() as session:
        return session.connection().execute(update(_table).where(mine).values(**values)).rowcount == 1

"""Messages to readers outside: planned once, taken in hand once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, func, select

from app.domain.notices import AN_HOUR, Fate, Way
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.notices import Delivery
from app.persistence.types import LARGEST_ID

_table = cast(Table, Delivery.__table__)


def plan(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write messages that are not planned yet (by their key); the numbers of the new ones."""
    if not rows:
        return []
    empty = {"fate": Fate.WAITING, "provider": "", "reference": "", "error": "", "tries": 0}
    adding = newrows.upsert(_table).values([{**empty, **row} for row in rows])
    new = adding.on_conflict_do_nothing(index_elements=[_table.c.key]).returning(_table.c.id)
    return list(db.session().connection().scalars(new))


def locked(delivery_id: int) -> Delivery | None:
    """One message, held until the transaction ends."""
    if delivery_id > LARGEST_ID:
        return None
    query = select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def to_address(address_id: int, since: datetime) -> int:
    """How many messages went to an address since a moment."""
    here = (Delivery.address_id == address_id, Delivery.handed_at >= since)
    return db.session.scalar(select(func.count()).where(*here)) or 0


def by_way(way: Way, at: datetime) -> int:
    """How many messages went out one way within the hour."""
    return db.session.scalar(select(func.count()).where(Delivery.way == way, Delivery.handed_at > at - AN_HOUR)) or 0


def of_case(case_id: int, limit: int = 20) -> list[Delivery]:
    """What the citizens of a case were sent, newest first."""
    query = select(Delivery).where(Delivery.case_id == case_id).order_by(Delivery.id.desc()).limit(limit)
    return list(db.session.scalars(query))


def uncertain(limit: int = 100) -> list[Delivery]:
    """Those of which nobody knows whether they arrived: a person decides."""
    query = select(Delivery).where(Delivery.fate == Fate.UNCERTAIN).order_by(Delivery.id).limit(limit)
    return list(db.session.scalars(query))

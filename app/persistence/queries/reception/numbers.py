"""The next number of a series: given once, lost never, whoever asks at the same time; and the years of a book."""

from datetime import date
from typing import cast

from sqlalchemy import Table, select

from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.reception import NumberSeries

REGISTER, TICKET = "register", "ticket"

_table = cast(Table, NumberSeries.__table__)


def following(body_id: int, series: str, period: int) -> int:
    """The next number, inside the transaction that uses it. Its row stays locked until then, and a transaction that
    fails gives its number back: no gap, no number twice."""
    return following_many(body_id, series, period, 1)


def following_many(body_id: int, series: str, period: int, many: int) -> int:
    """The first of several numbers that follow each other."""
    first = newrows.upsert(_table).values(body_id=body_id, series=series, period=period, last=many)
    again = first.on_conflict_do_update(
        index_elements=[_table.c.body_id, _table.c.series, _table.c.period], set_={"last": _table.c.last + many}
    )
    last = db.session().connection().execute(again.returning(_table.c.last)).scalar_one()
    return cast(int, last) - many + 1


def years(body_id: int, series: str, since: date) -> list[int]:
    """The years of a book in which lines of a period may stand: none was written before it happened."""
    query = select(NumberSeries.period).where(NumberSeries.body_id == body_id, NumberSeries.series == series)
    return list(db.session.scalars(query.where(NumberSeries.period >= since.year).order_by(NumberSeries.period)))

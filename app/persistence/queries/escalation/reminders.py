"""Reminders: who wrote them to whom, which are unanswered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, insert, select, update

from app.persistence.db import db
from app.persistence.models.escalation import Reminder

_table = cast(Table, Reminder.__table__)
_add = insert(_table).returning(_table.c.id, sort_by_parameter_order=True)


def written(case_ids: Iterable[int]) -> Counter[tuple[int, str, date]]:
    """How many reminders there are of each due date of these cases: case, clock, day."""
    query = select(Reminder.case_id, Reminder.clock, Reminder.due_on).where(Reminder.case_id.in_(list(case_ids)))
    return Counter((row.case_id, row.clock, row.due_on) for row in db.session().execute(query))


def add(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write reminders; their numbers in the table, in the same order."""
    return list(db.session().connection().execute(_add, list(rows)).scalars()) if rows else []


def forget_words(case_ids: Iterable[int]) -> None:
    """Empty what was written about cases that have turned out to be denunciations; the reminders themselves stand."""
    found = _table.c.case_id.in_(list(case_ids))
    db.session().connection().execute(update(_table).where(found).values(note="", answer=""))

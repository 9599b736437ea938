"""Reminders (đôn đốc) are written: their numbers, their due answers, whom they go to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.calendars import WorkCalendar
from app.persistence.queries import bodies
from app.persistence.queries.escalation import reminders
from app.persistence.queries.escalation.climbing import Clock
from app.persistence.queries.reception import numbers

SYMBOL = "ĐĐ"


@dataclass(frozen=True, slots=True)
class NewReminder:
    """What is to be written: about which clock, in whose name, to which head. Without `by_id` the ladder writes it:
    that a superior reminds follows from the date, nobody has to decide it (docs/adr/0029)."""

    clock: Clock
    from_body_id: int
    head_id: int | None
    answer_days: int = 5
    by_id: int | None = None
    note: str = ""


def issue(new: Sequence[NewReminder], *, on: date, at: datetime, calendar: WorkCalendar) -> list[int]:
    """Write reminders inside the caller's transaction, numbered without a gap in the series of each body; their numbers
    in the table."""
    if not new:
        return []
    times = reminders.written({one.clock.case_id for one in new})
    series = {
        body_id: _Series(body_id, many, on.year) for body_id, many in Counter(one.from_body_id for one in new).items()
    }
    rows = []
    for one in new:
        clock = one.clock
        key = (clock.case_id, clock.clock, clock.due_on)
        times[key] += 1
        row = _row(one, on, at, calendar) | {"times": times[key]}
        rows.append(row | series[one.from_body_id].take())
    return reminders.add(rows)


class _Series:
    """The next numbers of a body, taken together."""

    def __init__(self, body_id: int, many: int, year: int) -> None:
        sender = bodies.by_id(body_id)
        self._symbol = f"{SYMBOL}-{sender.doc_symbol}" if sender and sender.doc_symbol else SYMBOL
        self._next = numbers.following_many(body_id, SYMBOL, year, many)
        self._year = year

    def take(self) -> dict[str, Any]:
        number, self._next = self._next, self._next + 1
        return {"year": self._year, "number": number, "symbol": self._symbol}


def _row(new: NewReminder, on: date, at: datetime, calendar: WorkCalendar) -> dict[str, Any]:
    clock = new.clock
    return {
        "case_id": clock.case_id,
        "deadline_id": clock.deadline_id,
        "clock": clock.clock,
        "due_on": clock.due_on,
        "delay_days": (on - clock.due_on).days,
        "from_body_id": new.from_body_id,
        "to_body_id": clock.body_id,
        "head_id": new.head_id,
        "issued_on": on,
        "issued_at": at,
        "issued_by_id": new.by_id,
        "note": new.note,
        "answer_due_on": calendar.add_working(on, new.answer_days),
        "answer": "",
    }

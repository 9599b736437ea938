"""What somebody may ask about his own data, and by when he has his answer (Luật 91/2025/QH15). Rows of
lawbook/data_rights.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendars import WorkCalendar
from app.domain.citations import Citation, InForce
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import Confidence


class DataRight(StrEnum):
    """What is asked for."""

    ACCESS = "access"  # see, or receive a copy
    CORRECT = "correct"
    RESTRICT = "restrict"  # or object to processing
    ERASE = "erase"


class RequestState(StrEnum):
    """How far a request is."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"  # answered that it is in hand
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DataRightRow:
    """The time limits of one right."""

    rule_id: str
    kind: DataRight
    answer_working_days: int
    done_days: int
    words: Mapping[str, str]
    citation: Citation
    confidence: Confidence
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Promise:
    """Last days for the first answer and for the thing itself."""

    rule_id: str
    answer_by: date
    done_by: date


def rule_for(rows: tuple[DataRightRow, ...], kind: DataRight, on: date) -> DataRightRow:
    """The row of a right on a day."""
    for row in rows:
        if row.kind is kind and row.in_force.covers(on):
            return row
    raise LawUnknown("no_data_right", kind=kind.value)


def promise(row: DataRightRow, received_on: date, calendar: WorkCalendar) -> Promise:
    """The day of receipt does not count; a last day that nobody works moves to the next on which somebody does."""
    return Promise(
        row.rule_id,
        calendar.add_working(received_on, row.answer_working_days),
        calendar.roll(received_on + timedelta(days=row.done_days)),
    )


def extended(row: DataRightRow, done_by: date, calendar: WorkCalendar) -> date:
    """The one extension: no longer than the limit itself."""
    return calendar.roll(done_by + timedelta(days=row.done_days))

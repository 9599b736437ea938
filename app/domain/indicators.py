"""What "in time", "due soon" and "overdue" mean on every page and in every report (procedure.md 5.1, 9.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.deadlines import ClockOwner

WARN_DAYS = 5
"""So many days before the nominal end a clock is due soon; no law says how many."""


class ClockStanding(StrEnum):
    """How a clock stands on a day."""

    MET = "met"
    MET_LATE = "met_late"
    PAUSED = "paused"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    EXPIRED = "expired"  # a citizen's or waiting time that is over: nobody is late


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """A clock of a case as it was kept."""

    clock: str
    owner: ClockOwner
    starts_on: date
    nominal_on: date
    due_on: date
    ended_on: date | None = None
    is_paused: bool = False


def standing(record: ClockRecord, on: date) -> ClockStanding:
    """Warn from five days before the nominal end; overdue only after the legal end."""
    if record.ended_on is not None:
        return ClockStanding.MET if record.ended_on <= record.due_on else ClockStanding.MET_LATE
    if record.is_paused:
        return ClockStanding.PAUSED
    if record.due_on < on:
        return ClockStanding.OVERDUE if record.owner is ClockOwner.AUTHORITY else ClockStanding.EXPIRED
    soon = (record.nominal_on - on).days <= WARN_DAYS
    return ClockStanding.DUE_SOON if soon else ClockStanding.RUNNING


def days_late(record: ClockRecord, on: date) -> int:
    """Calendar days past the legal end, of a clock of the authority; 0 when in time."""
    if record.owner is not ClockOwner.AUTHORITY or record.is_paused:
        return 0
    return max(0, ((record.ended_on or on) - record.due_on).days)


def is_overdue(records: Iterable[ClockRecord], on: date) -> bool:
    """The authority is late with something that still runs."""
    return any(standing(record, on) is ClockStanding.OVERDUE for record in records)


def share_in_time(records: Iterable[ClockRecord], on: date) -> tuple[int, int]:
    """Clocks of the authority met in time, and all that were due or ended in time by a day."""
    met = due = 0
    for record in records:
        if record.owner is not ClockOwner.AUTHORITY or record.is_paused:
            continue
        in_time = record.ended_on is not None and record.ended_on <= record.due_on
        met += in_time
        due += in_time or record.due_on < on
    return met, due

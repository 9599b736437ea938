"""What a due date hangs on besides its article: years whose holidays nobody has announced, a day that may become a
holiday, a pause that changes nothing, a word of the question that nobody understood."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from app.domain.calendars import WorkCalendar
from app.domain.deadlines import Deadline, Pause, TimeLimit, compute
from app.domain.rules import LawBook

CEILINGS = {"DL-TC-04": "DL-TC-14"}


def cautions(ruling: Deadline, given: Iterable[Pause]) -> list[str]:
    """Plain sentences; none when the date stands on its article alone."""
    first, last = min(ruling.starts_on, ruling.due_on), max(ruling.starts_on, ruling.due_on)
    found = list(_unknown_years(ruling.calendar, first, last))
    found += _pending(ruling, first, last)
    found += _idle_pauses(ruling, given)
    return found


def _unknown_years(calendar: WorkCalendar, first: date, last: date) -> Iterator[str]:
    known, expected = _years(calendar)
    for year in range(first.year, last.year + 1):
        if year not in known:
            yield f"no holidays are known for {year}: only weekends are days off"
        elif year in expected:
            yield f"the holidays of {year} are expected by law, their official days not yet announced"


@lru_cache(maxsize=8)
def _years(calendar: WorkCalendar) -> tuple[frozenset[int], frozenset[int]]:
    expected = {day.year for day, entry in calendar.days.items() if entry.provisional}
    return calendar.years, frozenset(expected)


def _pending(ruling: Deadline, first: date, last: date) -> Iterator[str]:
    days = [day for day in _pending_days(ruling.calendar) if first <= day <= last]
    if not days:
        return
    otherwise = compute(ruling.limit, ruling.starts_on, _with_pending_off(ruling.calendar), ruling.pauses)
    if otherwise.due_on != ruling.due_on:
        name = ", ".join(day.isoformat() for day in days)
        yield f"{name} may yet become a holiday: then due on {otherwise.due_on.isoformat()}"


@lru_cache(maxsize=8)
def _pending_days(calendar: WorkCalendar) -> tuple[date, ...]:
    return tuple(sorted(day for day, entry in calendar.days.items() if entry.pending))


@lru_cache(maxsize=8)
def _with_pending_off(calendar: WorkCalendar) -> WorkCalendar:
    return calendar.with_exceptions(replace(calendar.days[day], pending=False) for day in _pending_days(calendar))


def _idle_pauses(ruling: Deadline, given: Iterable[Pause]) -> Iterator[str]:
    """A pause that lies outside the term, or of a term that knows none."""
    for pause in given:
        if ruling.limit.backward or not ruling.limit.pausable:
            yield "this term knows no pause"
        elif pause.since > ruling.due_on or (pause.until is not None and pause.until <= ruling.starts_on):
            yield f"the pause of {pause.since.isoformat()} lies outside the term and changes nothing"


def read_otherwise(ruling: Deadline, law: LawBook) -> tuple[Deadline, ...]:
    """The same question under the readings of its row that are not in use (procedure.md 5.3 note A)."""
    return tuple(other for _switch, other in _otherwise(ruling, law))


def other_readings(ruling: Deadline, law: LawBook) -> list[dict[str, Any]]:
    """The same, each with the switch that would put it in use."""
    return [_reading(switch, other) for switch, other in _otherwise(ruling, law)]


def _otherwise(ruling: Deadline, law: LawBook) -> Iterator[tuple[str, Deadline]]:
    for reading in law.alternatives:
        row = None if reading.every_limit or reading.in_use else reading.changes.get(ruling.rule_id)
        if isinstance(row, TimeLimit):
            yield reading.key, compute(row, ruling.starts_on, ruling.calendar, ruling.pauses)


def _reading(switch: str, ruling: Deadline) -> dict[str, Any]:
    return {
        "switch": switch,
        "rule": ruling.rule_id,
        "citation": str(ruling.citation),
        "days": ruling.days,
        "counting": ruling.counting.value,
        "due": ruling.due_on.isoformat(),
    }


def unheard(question: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    """A word that no rule reads is told, lest a fact be given and not heard."""
    names = question.keys() - known
    return [f"not understood: {', '.join(sorted(map(str, names)))}"] if names else []


def ceiling(law: LawBook, clock: str, on: date) -> list[str]:
    """What another law lets this term not go beyond (LTC Đ42.2): its number is not known here."""
    rows = [row for row in law.elsewhere if row.clock == CEILINGS.get(clock) and row.in_force.covers(on)]
    return [f"not beyond {row.clock} ({row.citation}), whose length a person looks up: {row.look_in}" for row in rows]


def no_difference(law: LawBook, clock: str, given: Mapping[str, bool]) -> list[str]:
    """A circumstance that the law does not know for this clock, as a remote area for a denunciation."""
    matters = _matters(law)[clock]
    return [f"{name} makes no difference to {clock}" for name, is_so in given.items() if is_so and name not in matters]


@lru_cache(maxsize=8)
def _matters(law: LawBook) -> dict[str, frozenset[str]]:
    """For each clock the circumstances that some row of it asks about."""
    found: dict[str, set[str]] = {clock: set() for clock in law.clock_names}
    for row in law.time_limits:
        found[row.clock] |= {name for name, _wanted in row.when}
    return {clock: frozenset(names) for clock, names in found.items()}

"""What is counted for every body and day, and the indicators of a head that follow from it (procedure.md 9.3).

A measure has two numbers, so that no share is ever told without what it is a share of: `bottom`, all that counted on
that day, and `top`, those of them that were as they should be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Measure(StrEnum):
    """The day of each is in brackets."""

    RECEIVED = "received"  # cases first received here (the day of receipt); top: joint ones, of five people or more
    SETTLED = "settled"  # cases that the body has (the day of receipt); top: finished since
    SCREENING = "screening"  # clocks of screening (the due day); top: ended in time
    ACCEPTANCE = "acceptance"
    SETTLEMENT = "settlement"  # of complaints and denunciations
    ANSWER = "answer"  # of recommendations and field reports
    SENDING = "sending"  # decisions sent and published
    EXECUTION = "execution"
    VISITOR = "visitor"  # who came in person hears what becomes of it
    OTHER_CLOCK = "other_clock"
    DECIDED = "decided"  # complaints and denunciations accepted (the day of acceptance); top: decided since
    UPHELD_FIRST = "upheld_first"  # second instances decided about this body; top: the first decision changed
    DIALOGUE = "dialogue"  # second instances decided here; top: with a dialogue
    TASK = "task"  # conclusions after a reception (the due day); top: done in time
    RECEPTION = "reception"  # days of duty of the head (the last day of the week or month); top: held in person
    DELEGATED = "delegated"  # days that a deputy held in the head's place; top: nothing
    RATING = "rating"  # what citizens said (the day they did); top: satisfied, four or five of five


CLOCKS: Mapping[Measure, frozenset[str]] = {
    Measure.SCREENING: frozenset({"DL-XL-01", "DL-NP-01", "SLA-1"}),
    Measure.ACCEPTANCE: frozenset({"DL-KN-01", "DL-KL-02", "DL-TC-01"}),
    Measure.SETTLEMENT: frozenset({"DL-KN-03", "DL-KN-03b", "DL-KL-03", "DL-TC-04"}),
    Measure.ANSWER: frozenset({"DL-NP-02", "DL-NP-04", "SLA-2"}),
    Measure.SENDING: frozenset({"DL-KN-04", "DL-KN-04b", "DL-KN-05", "DL-TC-05", "DL-TC-07"}),
    Measure.EXECUTION: frozenset({"DL-TH-01", "DL-KN-10", "DL-TC-06"}),
    Measure.VISITOR: frozenset({"DL-TCD-02"}),
}
"""Clocks of the authority by what they are about; the rest are OTHER_CLOCK."""

CLOCK_MEASURES = (*CLOCKS, Measure.OTHER_CLOCK)
"""Together: the share of time limits kept."""

_MEASURE_OF = {clock: measure for measure, clocks in CLOCKS.items() for clock in clocks}

LARGE_GROUP = 5  # people (LTCD Đ3)
LONG_DAYS = 90  # open for longer: a long case (procedure.md 9.3)
SATISFIED = 4  # of five
AGES = (7, 30)  # bounds of the groups of overdue cases, in days: up to a week, up to a month, longer


def measure_of(clock: str) -> Measure:
    return _MEASURE_OF.get(clock, Measure.OTHER_CLOCK)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    since: date
    until: date

    @property
    def year_before(self) -> "Period":
        return Period(_year_before(self.since), _year_before(self.until))

    def pieces(self) -> list[tuple[str, date, date]]:
        """Whole months and the days at both ends: what the kept figures are read by ("m" and "d")."""
        first = self.since if self.since.day == 1 else _next_month(self.since)
        last = _month(self.until + timedelta(days=1))  # the first day that is in no whole month
        if first >= last:
            return [("d", self.since, self.until)]
        found = [("m", first, last - timedelta(days=1))]
        if self.since < first:
            found.append(("d", self.since, first - timedelta(days=1)))
        if last <= self.until:
            found.append(("d", last, self.until))
        return found


def _month(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return _month(_month(day) + timedelta(days=31))


def _year_before(day: date) -> date:
    """29 February has its counterpart on the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


@dataclass(frozen=True, slots=True)
class Count:
    """`top` of `bottom`."""

    bottom: int = 0
    top: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.bottom + other.bottom, self.top + other.top)

    def __sub__(self, other: "Count") -> "Count":
        return Count(self.bottom - other.bottom, self.top - other.top)

    @property
    def share(self) -> int | None:
        """In whole per cent; None of nothing."""
        return round(100 * self.top / self.bottom) if self.bottom else None

"""Registers (sổ) of the reception and of petitions: what is chosen, where a leaf ends, whose data stand whole in them
(LTCD Đ25.2; N154 Đ27; forms-and-reports.md C)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.access import SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.reception.vocabulary import ReceptionMode, VisitOutcome
from app.domain.rules import LetterRow
from app.domain.vocabulary import CaseKind

LEAF = 10
"""Entries on a leaf, whatever their length: entry 31 opens leaf 4 today and in ten years."""

AT_ONCE = {"xlsx": 2000, "csv": 2000, "pdf": 300}
"""Up to so many lines a file is made while the person waits; more are made by the worker."""

MOST = {"xlsx": 1_000_000, "csv": 1_000_000, "pdf": 3000}
"""More lines than this no file of the format takes: Excel has 1,048,576 rows, and nobody prints a thousand pages."""


class Book(StrEnum):
    """Which register; the value is the id of its forms in the lawbook."""

    RECEPTION = "reception_register"
    PETITIONS = "petition_register"


class ExportState(StrEnum):
    """How far a file that the worker makes has come."""

    ASKED = "asked"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines of which register: of one body, received from a day to a day, narrowed further or not."""

    body_id: int
    since: date
    until: date
    mode: ReceptionMode | None = None
    kind: CaseKind | None = None
    outcome: VisitOutcome | None = None
    received_by_id: int | None = None

    def within(self, since: date, until: date) -> "Chosen":
        return replace(self, since=since, until=until)


@dataclass(frozen=True, slots=True)
class Part:
    """What is printed under one heading: one year's book in one form of the law."""

    year: int
    form: LetterRow
    chosen: Chosen


def parts(chosen: Chosen, years: Iterable[int], forms: Iterable[LetterRow]) -> Iterator[Part]:
    """The period cut where the year of the book ends and where the law changed the form. A line typed in later from a
    paper form stands in the book of the year of its number, and under the form of the day of the reception."""
    ordered = sorted(forms, key=lambda form: form.in_force.since)
    for year in sorted(set(years)):
        for form in ordered:
            since = max(chosen.since, form.in_force.since)
            until = min(chosen.until, form.in_force.until or chosen.until, date(year, 12, 31))
            if since <= until:
                yield Part(year, form, chosen.within(since, until))


def leaf_of(number: int) -> int:
    """The leaf on which an entry stands."""
    return (number - 1) // LEAF + 1


def may_read_whole(actor: Actor, body_id: int) -> bool:
    """Who keeps the book has it whole, with identity numbers and addresses; to everybody else it is masked."""
    return actor.role in SEAL_KEEPERS and actor.body_id == body_id

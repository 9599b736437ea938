"""A table as reports know it, before any file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading in the reader's language, and how wide its words usually are (characters)."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A title, headings and rows; rows may be read once only, so that a register of a million is never held whole."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()  # under the table: the period, the law, who made it

"""A table as reports know it, before any file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

Cell = str | int | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading in the reader's language, and how wide its words usually are (characters)."""

    title: str
    width: int = 16
    group: str = ""  # a heading over this column and its neighbours of the same group


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A title, headings and rows; rows may be read once only, so that a register of a million is never held whole."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()  # under the table: the period, the law, who made it
    is_numbered: bool = False  # a line (1), (2) … under the headings, as forms of the State have it
    name: str = ""  # of the sheet, where a book has several

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Headings over the headings, each with how many columns it covers; nothing where no column is in a group."""
        if not any(column.group for column in self.columns):
            return []
        return [(name, len(list(found))) for name, found in groupby(column.group for column in self.columns)]

    @property
    def numbers(self) -> list[str]:
        return [f"({place})" for place in range(1, len(self.columns) + 1)] if self.is_numbered else []

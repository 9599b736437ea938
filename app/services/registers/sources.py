"""Where each register's entries come from, and how a form of it looks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.facts import Actor
from app.domain.reception.registers import Book, Chosen
from app.persistence.queries.reception import petition_register, register
from app.reports.registers import petitions, reception
from app.reports.table import Cell, Column
from app.services.registers import petition_lines, visit_lines


@dataclass(frozen=True, slots=True)
class Source:
    """One register: its questions to the database, its lines, its columns."""

    years: Callable[[int, date], list[int]]
    stretch: Callable[..., Sequence[Any]]
    count: Callable[[Actor, Chosen], int]
    entries: Callable[..., list[Any]]
    columns: Mapping[str, tuple[Column, ...]]
    shares: Mapping[str, tuple[int, ...]]
    row: Callable[[str, Any], Sequence[Cell]]
    size: float  # points of its type on paper


SOURCES = {
    Book.RECEPTION: Source(
        register.years,
        register.stretch,
        register.count,
        visit_lines.entries,
        reception.FORMS,
        reception.SHARES,
        reception.row,
        size=8.0,
    ),
    Book.PETITIONS: Source(
        petition_register.years,
        petition_register.stretch,
        petition_register.count,
        petition_lines.entries,
        petitions.FORMS,
        petitions.SHARES,
        petitions.row,
        size=6.5,
    ),
}

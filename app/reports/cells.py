"""Cells that stay what they are: what a citizen typed is text, never a formula (ASVS 5.0, 1.2.10)."""

import re
from datetime import date, datetime

from app.reports.table import Cell

_ACTS = re.compile(r"^[\s\x00]*[=+\-@|%]|^[\t\r\n\x00]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # characters of a cell, as Excel has it


def neutral(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    quoted = f"'{text}" if _ACTS.match(text) else text
    return _UNPRINTABLE.sub("", quoted)[:LONGEST]


def words(cell: Cell) -> str:
    """As a person reads it; for formats that know text only."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return neutral(cell) if isinstance(cell, str) else str(cell)

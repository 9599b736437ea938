"""The program that writes XLSX: tables as lines of JSON on its input; a file, or its output, gets the book.

python -m app.reports.xlsx_printer register.xlsx < lines
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.reports import xlsx_file
from app.reports.table import Cell, Column, ReportTable
from app.reports.xlsx_press import IN_MEMORY

READ = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "number": Decimal}


def main() -> None:
    """Read, write, leave."""
    target = sys.argv[1]
    if target == IN_MEMORY:
        sys.stdout.buffer.write(xlsx_file.content(tables()))
    else:
        xlsx_file.write(tables(), Path(target), Path(target).parent)


def tables() -> Iterator[ReportTable]:
    """Each with rows that are read while they are written; its notes come after them."""
    for line in sys.stdin.buffer:
        head = json.loads(line)
        columns = [Column(*one) for one in head["columns"]]
        notes: list[str] = []
        yield ReportTable(head["title"], columns, _rows(notes), notes, head["is_numbered"], head["name"])


def _rows(notes: list[str]) -> Iterator[list[Cell]]:
    for line in sys.stdin.buffer:
        row = json.loads(line)
        if isinstance(row, dict):
            notes += row["notes"]
            return
        yield [_cell(cell) for cell in row]


def _cell(cell: Any) -> Cell:
    return READ[cell[0]](cell[1]) if isinstance(cell, list) else cell


if __name__ == "__main__":
    main()

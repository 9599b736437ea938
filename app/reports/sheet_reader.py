"""Reads a sheet that somebody brought (XLSX, CSV) and says its rows as lines of text: a process of its own (sheets.py),
so that a malicious file costs a process and nothing else."""

import csv
import io
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from openpyxl import load_workbook

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 400, 8, 300
ZIP = b"PK\x03\x04"


def rows(content: bytes) -> Iterator[list[str]]:
    """The cells of the first sheet as they are shown; formulas as their last result."""
    source = _xlsx(content) if content.startswith(ZIP) else _csv(content)
    for row in islice(source, MOST_ROWS):
        cells = ["" if cell is None else _plain(cell) for cell in islice(row, MOST_COLUMNS)]
        if any(cells):
            yield cells


def _xlsx(content: bytes) -> Iterable[Iterable[object]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    return sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)


def _csv(content: bytes) -> Iterable[Iterable[object]]:
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    return csv.reader(io.StringIO(text), delimiter=separator)


def _plain(cell: object) -> str:
    """A number without a point and zero: identity numbers that a sheet took for numbers have lost leading zeros."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if isinstance(cell, int) and len(text) == 11:
        text = f"0{text}"
    return " ".join(text.split())[:LONGEST_CELL].replace(";", ",")


if __name__ == "__main__":
    for what, most in ((resource.RLIMIT_AS, 512 * 1024 * 1024), (resource.RLIMIT_CPU, 15), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(what, (most, most))
    for cells in rows(sys.stdin.buffer.read()):
        sys.stdout.write("; ".join(filter(None, cells)) + "\n")

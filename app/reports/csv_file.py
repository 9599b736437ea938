"""CSV after RFC 4180, in UTF-8 with a mark so that Excel reads Vietnamese and Khmer."""

import csv
import io
from collections.abc import Iterable, Iterator

from app.reports.cells import neutral, words
from app.reports.table import ReportTable

MEDIA_TYPE = "text/csv; charset=utf-8"
MARK = "\ufeff".encode()


def pieces(table: ReportTable) -> Iterator[bytes]:
    """The file, a row at a time."""
    yield MARK
    yield from _lines(table)


def pieces_of(tables: Iterable[ReportTable]) -> Iterator[bytes]:
    """Several tables in one file, each under its title, an empty line between."""
    yield MARK
    for number, table in enumerate(tables):
        if number:
            yield b"\r\n"
        yield _line([neutral(table.title)])
        yield from _lines(table)
        for note in table.notes:
            yield _line([neutral(note)])


def _lines(table: ReportTable) -> Iterator[bytes]:
    yield _line([neutral(column.title) for column in table.columns])
    if table.is_numbered:
        yield _line(table.numbers)
    for row in table.rows:
        yield _line([words(cell) for cell in row])


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(cells)
    return out.getvalue().encode()

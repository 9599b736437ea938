"""CSV after RFC 4180, in UTF-8 with a mark so that Excel reads Vietnamese and Khmer."""

import csv
import io
from collections.abc import Iterator

from app.reports.cells import neutral, words
from app.reports.table import ReportTable

MEDIA_TYPE = "text/csv; charset=utf-8"


def pieces(table: ReportTable) -> Iterator[bytes]:
    """The file, a row at a time."""
    yield "\ufeff".encode()
    yield _line([neutral(column.title) for column in table.columns])
    for row in table.rows:
        yield _line([words(cell) for cell in row])


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(cells)
    return out.getvalue().encode()

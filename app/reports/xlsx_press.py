"""XLSX made in a process of its own (xlsx_printer.py): the library that writes it is heavy and the web starts without
it. Rows go over one at a time, so that a register of a million lines is nowhere held whole."""

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from app.reports.table import Cell, ReportTable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = "-"
ROOT = Path(__file__).resolve().parents[2]


class XlsxError(Exception):
    """The writer gave nothing back. What it said may quote a row and is not passed on."""


def content(tables: Iterable[ReportTable]) -> bytes:
    """The file in memory, nothing on disk: for some thousand rows."""
    return _made(tables, IN_MEMORY)


def write(tables: Iterable[ReportTable], target: Path) -> None:
    """The file on disk, whatever its length; rows lie in the folder of the target meanwhile."""
    _made(tables, str(target))


def _made(tables: Iterable[ReportTable], target: str) -> bytes:
    child = subprocess.Popen(  # noqa: S603  # our own program, a path of our own, and the rows as its input
        [sys.executable, "-m", "app.reports.xlsx_printer", target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    try:
        _feed(child, tables)
        said, _nothing = child.communicate()
    except BrokenPipeError:
        raise XlsxError(target) from None
    finally:
        child.kill()
        child.wait()
    if child.returncode != 0:
        raise XlsxError
    return said


def _feed(child: subprocess.Popen[bytes], tables: Iterable[ReportTable]) -> None:
    if child.stdin is None:
        raise XlsxError
    pipe: IO[bytes] = child.stdin
    for table in tables:
        columns = [[column.title, column.width, column.group] for column in table.columns]
        head = {"title": table.title, "columns": columns, "is_numbered": table.is_numbered, "name": table.name}
        _line(pipe, head)
        for row in table.rows:
            _line(pipe, [_plain(cell) for cell in row])
        _line(pipe, {"notes": list(table.notes)})


def _line(pipe: IO[bytes], said: object) -> None:
    pipe.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")


def _plain(cell: Cell) -> Any:
    """Days, moments and exact numbers are no part of JSON: a word says what they are."""
    if isinstance(cell, datetime):
        return ["moment", cell.replace(tzinfo=None).isoformat()]
    if isinstance(cell, date):
        return ["day", cell.isoformat()]
    return ["number", str(cell)] if isinstance(cell, Decimal) else cell

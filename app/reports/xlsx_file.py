"""XLSX: text as text, numbers as numbers, days as days; no formula, no link, nobody's name in the properties."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from app.reports.cells import neutral
from app.reports.table import Cell, ReportTable

TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A4 = 9
LONGEST_NAME = 31  # of a sheet, as Excel has it


def content(tables: ReportTable | Iterable[ReportTable]) -> bytes:
    """The whole file in memory, nothing on disk: for tables of some thousand rows."""
    out = BytesIO()
    _write(out, [tables] if isinstance(tables, ReportTable) else tables, {"in_memory": True})
    return out.getvalue()


def write(tables: Iterable[ReportTable], target: Path, scratch: Path) -> None:
    """The same a row at a time, whatever the length; `scratch` is a folder of our own, where rows lie meanwhile."""
    _write(str(target), tables, {"constant_memory": True, "tmpdir": str(scratch)})


def _write(out: Any, tables: Iterable[ReportTable], options: dict[str, Any]) -> None:
    with xlsxwriter.Workbook(out, {**TEXT_STAYS_TEXT, **options}) as book:
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        for table in tables:
            _sheet(book.add_worksheet(table.name[:LONGEST_NAME] or None), table, looks)


HEAD = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
BODY = {"text_wrap": True, "valign": "top", "border": 1}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "head": HEAD,
    "group": {**HEAD, "align": "center"},
    "number": {"italic": True, "align": "center", "border": 1},
    "body": BODY,
    "day": {**BODY, "num_format": "dd/mm/yyyy"},
    "moment": {**BODY, "num_format": "dd/mm/yyyy hh:mm"},
}


def _sheet(sheet: Any, table: ReportTable, looks: dict[str, Any]) -> None:
    """Rows in their order and none twice: what is written in constant memory cannot be gone back to."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    sheet.write_string(0, 0, neutral(table.title), looks["title"])
    row = _heads(sheet, table, looks)
    sheet.freeze_panes(row, 0)
    sheet.repeat_rows(1, row - 1)
    for cells in table.rows:
        for place, cell in enumerate(cells):
            _cell(sheet, row, place, cell, looks)
        row += 1
    for below, note in enumerate(table.notes, row + 1):
        sheet.write_string(below, 0, neutral(note))


def _heads(sheet: Any, table: ReportTable, looks: dict[str, Any]) -> int:
    """The rows of headings; gives the number of the row after them."""
    row, place = 1, 0
    for name, many in table.groups:
        if name and many > 1:
            sheet.merge_range(row, place, row, place + many - 1, neutral(name), looks["group"])
        elif name:
            sheet.write_string(row, place, neutral(name), looks["group"])
        place += many
    row += bool(table.groups)
    for place, column in enumerate(table.columns):
        sheet.write_string(row, place, neutral(column.title), looks["head"])
    row += 1
    for place, number in enumerate(table.numbers):
        sheet.write_string(row, place, number, looks["number"])
    return row + table.is_numbered


def _cell(sheet: Any, row: int, place: int, cell: Cell, looks: dict[str, Any]) -> None:
    if cell is None or cell is False:
        sheet.write_blank(row, place, None, looks["body"])
    elif cell is True:
        sheet.write_string(row, place, "x", looks["body"])
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, place, cell, looks["body"])
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, place, cell.replace(tzinfo=None), looks["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, looks["day"])
    else:
        sheet.write_string(row, place, neutral(cell), looks["body"])

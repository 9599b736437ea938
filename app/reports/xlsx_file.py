"""XLSX: text as text, numbers as numbers, days as days; no formula, no link, nobody's name in the properties."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from app.reports.cells import neutral
from app.reports.table import Cell, ReportTable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def content(table: ReportTable) -> bytes:
    """The whole file: title, headings, rows, notes."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheet = book.add_worksheet()
        title, head, body = (book.add_format(kind) for kind in ({"bold": True, "font_size": 14}, HEAD, BODY))
        day = book.add_format({**BODY, "num_format": "dd/mm/yyyy"})
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(2, 0)
        sheet.write_string(0, 0, neutral(table.title), title)
        for place, column in enumerate(table.columns):
            sheet.write_string(1, place, neutral(column.title), head)
        last = 1
        for last, row in enumerate(table.rows, 2):
            for place, cell in enumerate(row):
                _write(sheet, last, place, cell, body, day)
        for below, note in enumerate(table.notes, last + 2):
            sheet.write_string(below, 0, neutral(note))
    return out.getvalue()


HEAD = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
BODY = {"text_wrap": True, "valign": "top", "border": 1}


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, place: int, cell: Cell, body: object, day: object
) -> None:
    if cell is None or cell is False:
        sheet.write_blank(row, place, None, body)
    elif cell is True:
        sheet.write_string(row, place, "x", body)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, place, cell, body)
    elif isinstance(cell, date | datetime):
        sheet.write_datetime(row, place, cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell, day)
    else:
        sheet.write_string(row, place, neutral(cell), body)

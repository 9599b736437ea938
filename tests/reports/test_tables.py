"""What a citizen typed stays text in every export: no formula, no link, whatever it begins with."""

import csv
import io
from datetime import date
from itertools import product

import openpyxl
import pytest

from app.reports import cells, csv_file, xlsx_file
from app.reports.table import Column, ReportTable

STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\x00=", "|", "%", "=+-@")
PAYLOADS = (
    "cmd|' /C calc'!A0", "HYPERLINK(\"http://evil.example\";\"a\")", "1+1", "SUM(A1:A9)", "A1", "http://evil.example",
    "IMPORTXML(\"http://evil.example\")", "WEBSERVICE(\"http://evil.example\")",
)  # fmt: skip
HOSTILE = [start + payload for start, payload in product(STARTS, PAYLOADS)]
HONEST = ["Nguyễn Văn An", "12/KN-TTr", "a = b", "1-2", "đất, nhà", 'nói "không"', "hai\ndòng", "កម្ពុជា", ""]


def table(words: list[str]) -> ReportTable:
    rows = ((number, text, date(2026, 7, 1), None, True) for number, text in enumerate(words))
    columns = [Column("=Số"), Column("Nội dung", 40), Column("Ngày"), Column("-"), Column("Có")]
    return ReportTable("=Sổ tiếp công dân", columns, rows, ["+Kỳ báo cáo"])


def test_an_xlsx_holds_no_formula_and_no_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file.content(table(HOSTILE + HONEST))))
    sheet = book.active
    found = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found} <= {"s", "n", "d"} and not any(cell.hyperlink for cell in found)
    typed = [sheet.cell(row, 2).value or "" for row in range(3, 3 + len(HOSTILE + HONEST))]
    assert all(text.startswith("'") for text in typed[: len(HOSTILE)])
    assert typed[len(HOSTILE) :] == HONEST
    assert sheet.cell(3, 3).value.date() == date(2026, 7, 1) and sheet.cell(3, 1).value == 0
    assert not book.properties.creator and not book.properties.lastModifiedBy


def test_a_csv_is_read_back_and_begins_no_formula() -> None:
    content = b"".join(csv_file.pieces(table(HOSTILE + HONEST))).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert all(len(row) == 5 for row in rows)
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@", "|", "%")) for row in rows for cell in row)
    assert [row[1] for row in rows[1 + len(HOSTILE) :]] == HONEST
    assert rows[1][2:] == ["01/07/2026", "", "x"]


@pytest.mark.parametrize("word", HONEST)
def test_honest_words_are_left_alone(word: str) -> None:
    assert cells.neutral(word) == word

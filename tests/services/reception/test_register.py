"""The reception register: the columns of the law in each of its times, numbers and leaves that never move, nothing of a
denouncer, and files for nobody but whoever asked."""

import csv
import io
from datetime import date
from itertools import islice
from typing import Any

import openpyxl
import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.keeping.personal import Purpose
from app.domain.reception import registers
from app.domain.reception.registers import Book, Chosen
from app.domain.reception.vocabulary import VisitOutcome
from app.domain.refusals import NotAllowed, NotFound
from app.domain.vocabulary import CaseKind
from app.jobs import handlers
from app.persistence import outbox
from app.persistence.models import AuditEntry
from app.reports.table import ReportTable
from app.services.reception import following, printing
from app.services.registers import books, exporting, paper
from app.services.registers.exporting import Order, Taken
from tests import cast
from tests.builders import body
from tests.houses import both_engines
from tests.services.reception.visits import a_visit, received
from tests.times import at

NOW = at("2026-08-20 10:00")
THIRTEEN = [
    "STT", "Ngày tiếp", "Họ tên, địa chỉ", "CCCD/Hộ chiếu", "Nội dung đơn (vụ việc)", "Loại đơn (KN/TC/KN/PA)",
    "Số người cùng nội dung", "Cơ quan đã giải quyết", "Thuộc thẩm quyền (x)",
    "Hướng dẫn công dân đến CQ có thẩm quyền", "Cơ quan, đơn vị thụ lý", "Theo dõi kết quả giải quyết", "Ghi chú",
]  # fmt: skip


def chosen(since: date = date(2026, 1, 1), until: date = date(2026, 12, 31), **more: Any) -> Chosen:
    return Chosen(body(cast.WARD, "2026-08-03").id, since, until, **more)


def tables(by: str = "binh", purpose: Purpose | None = None, **more: Any) -> list[tuple[ReportTable, list[Any]]]:
    reading = exporting.reading(cast.actor(by), Book.RECEPTION, chosen(**more), purpose)
    return [(table, list(table.rows)) for table in books.tables(reading, NOW.date())]


def a_half_year() -> None:
    """Two lines of the older form and three of the new one, one of them sealed and one a correction."""
    received(a_visit(on="2026-05-04 09:00", outcomes=(VisitOutcome.GUIDED,), guided_to="Tòa án nhân dân khu vực 3"))
    wrong = received(a_visit(on="2026-06-30 09:00"))
    received(a_visit(CaseKind.DENUNCIATION, on="2026-07-01 09:00"))
    mended = a_visit(on="2026-07-02 09:00", matter="=Đường vào khóm 4, không phải khóm 3, ngập sâu.")
    binh = cast.actor("binh")
    following.correct(binh, wrong.visit_id, mended, "Ghi sai khóm.", "a-token", at=at("2026-07-02 09:30"))
    filed = received(a_visit(outcomes=(VisitOutcome.PETITION,), request="Sửa đường."))
    printing.make(binh, filed.visit_id, "receipt", at=at("2026-08-03 10:00"))


@both_engines
def test_a_period_over_the_change_of_the_law_has_both_forms(db: SQLAlchemy) -> None:
    a_half_year()
    (older, first), (newer, second) = tables()
    assert [column.title for column in newer.columns] == THIRTEEN
    assert (len(older.columns), older.groups) == (11, [("", 6), ("Hướng xử lý", 3), ("", 2)])
    assert [row[:2] for row in first] == [(1, date(2026, 5, 4)), (2, date(2026, 6, 30))]
    assert [row[0] for row in second] == [3, 4, 5]
    assert first[0][7] == "Tòa án nhân dân khu vực 3" and "Đã đính chính ở mục 4/2026" in first[1][10]
    assert "Đính chính mục 2/2026: Ghi sai khóm." in second[1][12]
    sealed = second[0]
    assert sealed[4] == "Lượt tiếp 3/2026 được giữ kín (Điều 56 Luật Tố cáo)"
    assert not any(sealed[place] for place in (2, 3, 5, 6, 7, 8, 9, 10)) and "Lâm" not in str(sealed)
    petition = second[2]
    assert "Hiện nay: đã tiếp nhận, hạn 17/08/2026" in petition[11] and "Yêu cầu: Sửa đường." in petition[4]
    assert (petition[3], petition[2]) == ("••••••234", "Lâm Thị An\n•••, khóm 3")
    whole = tables(purpose=Purpose.HANDLE)[1][1][2]
    assert (whole[3], whole[2]) == ("094185001234", "Lâm Thị An\nSố 12 đường Hùng Vương, khóm 3")
    assert [row[0] for _table, rows in tables(outcome=VisitOutcome.GUIDED) for row in rows] == [1]
    assert [row[0] for _table, rows in tables(kind=CaseKind.DENUNCIATION) for row in rows] == [3]
    assert [row[0] for _table, rows in tables("cuc") for row in rows] == [1, 2, 4, 5], "an officer opens no seal"


@both_engines
def test_leaves_hold_the_same_entries_whenever_they_are_printed(db: SQLAlchemy) -> None:
    for _visit in range(registers.LEAF + 2):
        received(a_visit())
    before = leaves()
    received(a_visit(on="2026-07-06 09:00", is_late_entry=True), when="2026-08-19 15:00")
    assert leaves()[0] == before[0] == (1, list(range(1, 11)))
    assert leaves()[1] == (2, [11, 12, 13])
    assert leaves(since=date(2026, 8, 1))[1] == (2, [11, 12]), "a part of the period keeps its leaves"


def leaves(**more: Any) -> list[tuple[int, list[int]]]:
    reading = exporting.reading(cast.actor("binh"), Book.RECEPTION, chosen(**more))
    (part,) = books.all_parts(reading)
    return [(number, [entry.number for entry in found]) for number, found in books.leaves(reading, part)]


def test_files_open_where_they_are_meant_to(db: SQLAlchemy) -> None:
    a_half_year()
    binh = cast.actor("binh")
    book = openpyxl.load_workbook(io.BytesIO(taken(binh, "xlsx")))
    assert book.sheetnames == ["2026 until-2026", "2026 2026"]
    newer = book.worksheets[1]
    assert [cell.value for cell in newer[2]] == THIRTEEN
    assert [cell.value for cell in newer[3]][:2] == ["(1)", "(2)"]
    assert newer.cell(5, 5).value.startswith("'=Đường vào khóm 4")
    assert not any(cell.data_type == "f" for row in newer.iter_rows() for cell in row)
    text = taken(binh, "csv").decode("utf-8-sig")
    assert THIRTEEN in list(csv.reader(io.StringIO(text, newline="")))
    assert taken(binh, "pdf").startswith(b"%PDF-")
    letter = paper.letter(exporting.reading(binh, Book.RECEPTION, chosen()), NOW.date())
    assert letter.landscape and "Từ ngày 01/01/2026 đến ngày 31/12/2026" in str(letter.blocks)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "export")).first()
    assert entry is not None and entry.details["format"] == "xlsx" and "Lâm" not in str(entry.details)


def taken(actor: Any, form: str, purpose: Purpose | None = None) -> bytes:
    found = exporting.take(actor, Order(Book.RECEPTION, chosen(), form, purpose), at=NOW)
    assert isinstance(found, Taken)
    return b"".join(found.pieces)


@pytest.mark.usefixtures("db")
def test_who_may_read_which_book() -> None:
    received(a_visit())
    assert tables("em") and not tables("em")[0][1][0][3].startswith("0941")
    for name in ("giang", "ha", "nga", "oanh"):
        with pytest.raises(NotAllowed):
            tables(name)
    for name in ("em", "cuc"):
        with pytest.raises(NotAllowed):
            tables(name, Purpose.OVERSIGHT)


@both_engines
def test_a_long_book_is_made_by_the_worker_for_whoever_asked(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registers.AT_ONCE, "xlsx", 1)
    received(a_visit())
    received(a_visit())
    order = Order(Book.RECEPTION, chosen(kind=CaseKind.RECOMMENDATION), "xlsx")
    number = exporting.take(cast.actor("binh"), order, at=NOW)
    assert isinstance(number, int)
    with pytest.raises(NotFound):
        exporting.fetch(cast.actor("binh"), number, at=NOW)
    message = next(one for one in outbox.claim(NOW, 50) if one.topic == "register.export")
    handler = handlers.find(message.topic)
    assert handler is not None
    handler(message, NOW)
    handler(message, NOW)
    (row,) = exporting.mine(cast.actor("binh"), at=NOW)
    assert (row.state, row.lines, exporting.mine(cast.actor("dung"), at=NOW)) == ("done", 2, [])
    found = exporting.fetch(cast.actor("binh"), number, at=NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(found.pieces))).worksheets[0]
    assert [row[0].value for row in islice(sheet.iter_rows(), 3, 5)] == [1, 2]
    for name, moment in (("dung", NOW), ("binh", at("2026-08-21 10:01"))):
        with pytest.raises(NotFound):
            exporting.fetch(cast.actor(name), number, at=moment)

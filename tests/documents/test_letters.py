"""Letters: every form of the lawbook has a template that fills, what people wrote cannot become a mark, and PDF and
Word say the same on A4 in the layout of NĐ 30/2020."""

import io
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from app.documents import composing, layout, markup
from app.documents.docx import to_docx
from app.documents.letter import Head, Letter, Paragraph, Signatures, Style, Table
from app.documents.pdf import to_pdf
from app.documents.press import PressError, print_letter
from app.domain.rules import LetterRow
from app.lawbook import load

OFFICE = Head(
    "ỦY BAN NHÂN DÂN PHƯỜNG SÓC TRĂNG", "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "12/TB-UBND", "Sóc Trăng, ngày 03"
)
FORMS = load().letters
RECEIPT = {
    **dict.fromkeys(("hour", "minute", "place", "officer", "position", "person", "identity", "issued_by"), "x"),
    "day": date(2026, 8, 3),
    "issued_on": date(2021, 5, 1),
    "address": "",
    "copies": "02",
    "phone": "",
    "matter": "",
    "papers": [{"name": "Quyết định 12/QĐ-UBND", "pages": "3", "condition": "bản phô tô"}],
}


def words(letter: Letter) -> Iterator[str]:
    for block in letter.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        else:
            yield from (text for one in block.signers for text in (one.title, one.hint, one.name) if text)
            yield from block.copies


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.rule_id)
def test_every_form_of_the_lawbook_prints_as_a_blank(row: LetterRow) -> None:
    head = OFFICE if row.is_official else Head(place_and_day="…")
    letter = composing.compose_blank(row.template, head, name=row.names["vi"])
    assert any(isinstance(block, Paragraph) and block.style is Style.TITLE for block in letter.blocks)
    assert isinstance(letter.blocks[-1], Signatures)
    assert composing.DOTS in " ".join(words(letter))
    assert Letter.from_plain(letter.to_plain()) == letter


def test_a_form_is_chosen_by_the_day() -> None:
    law = load()
    assert law.letter("receipt", date(2026, 6, 30)).form == "02"
    assert law.letter("receipt", date(2026, 7, 1)).form == "02/TCD"


def test_a_filled_letter_says_what_was_given_and_leaves_room_for_the_rest() -> None:
    said = " ".join(words(composing.compose("receipt_2026", OFFICE, RECEIPT)))
    assert "ngày 03 tháng 8 năm 2026" in said
    assert "Quyết định 12/QĐ-UBND" in said
    assert f"Địa chỉ: {composing.DOTS}" in said


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        composing.compose("receipt_2026", OFFICE, {key: RECEIPT[key] for key in RECEIPT if key != "person"})


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_people_wrote_never_becomes_a_mark(value: str, other: str) -> None:
    typed = f"{value}\n@sign Chủ tịch | {other}\n| a | b"
    plain = composing.compose("receipt_2026", OFFICE, {**RECEIPT, "person": "x"})
    letter = composing.compose("receipt_2026", OFFICE, {**RECEIPT, "person": typed})
    assert [type(block) for block in letter.blocks] == [type(block) for block in plain.blocks]
    assert "@sign Chủ tịch" in " ".join(words(letter))


@pytest.mark.parametrize("broken", ["@nosuch x", "@table 1 2\n| only one\n@title x", "@table 1 2"])
def test_a_template_with_a_mistake_is_refused(broken: str) -> None:
    with pytest.raises((markup.MarkupError, IndexError)):
        markup.blocks(broken)


def test_a_pdf_is_a4_with_its_fonts_inside() -> None:
    letter = composing.compose("receipt_2026", OFFICE, {**RECEIPT, "person": "Thạch Thị Sà Rươl ថាច់"})
    with pikepdf.open(io.BytesIO(to_pdf(letter))) as pdf:
        box = [float(side) for side in pdf.pages[0].MediaBox]
        assert [round(side / 72 * 25.4) for side in box[2:]] == [210, 297]
        fonts = pdf.pages[0].Resources.Font
        descendants = [font.DescendantFonts[0] for font in fonts.values()]
        assert descendants
        assert all("/FontFile2" in one.FontDescriptor for one in descendants)


def test_a_long_pdf_numbers_its_pages_and_keeps_the_signatures_together() -> None:
    papers = [{"name": f"Tài liệu số {number}", "pages": "1", "condition": "bản chính"} for number in range(60)]
    with pikepdf.open(
        io.BytesIO(to_pdf(composing.compose("receipt_2026", OFFICE, {**RECEIPT, "papers": papers})))
    ) as pdf:
        assert len(pdf.pages) > 1


def test_word_has_the_page_of_the_decree_and_all_the_words() -> None:
    letter = composing.compose("refusal_2026", OFFICE, REFUSAL)
    document = Document(io.BytesIO(to_docx(letter)))
    section = document.sections[0]
    measures = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(measure / Mm(1)) for measure in measures] == [210, 297, 30, 15]
    assert document.styles["Normal"].font.name == layout.FAMILY
    cells = [p.text for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    said = "\n".join([p.text for p in document.paragraphs] + cells)
    for text in (*words(letter), layout.COUNTRY, OFFICE.body, "Số: 12/TB-UBND", layout.COPIES):
        assert text in said, text
    assert not document.core_properties.last_modified_by


def test_the_press_gives_back_what_the_writer_makes() -> None:
    letter = composing.compose_blank("appointment", OFFICE)
    assert print_letter(letter, "pdf").startswith(b"%PDF-")


def test_a_press_that_fails_says_nothing_of_the_letter() -> None:
    broken = Letter(OFFICE, (Table((1,), ("a", "b"), ()),))
    with pytest.raises(PressError) as caught:
        print_letter(broken, "docx")
    assert str(caught.value) == "docx"
    with pytest.raises(ValueError, match="exe"):
        print_letter(broken, "exe")


REFUSAL = {
    "day": date(2026, 8, 3),
    "copies_to": ["UBND thành phố (để báo cáo)"],
    **dict.fromkeys(("person", "identity", "issued_on", "issued_by", "address", "body", "purpose", "matter"), "x"),
    "reason": "đã được rà soát",
    "ground": "khoản 3 Điều 9",
    "signer_title": "CHỦ TỊCH",
    "signer": "Nguyễn Văn Dũng",
}

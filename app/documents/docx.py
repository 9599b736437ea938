"""A letter as a Word file that opens in Word and LibreOffice. Heavy to import: only the press (press.py) does."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.documents import layout
from app.documents.layout import Look
from app.documents.letter import Block, Leaf, Letter, Paragraph, Signatures, Signer, Style, Table

ALIGN = {
    "J": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "L": WD_ALIGN_PARAGRAPH.LEFT,
    "C": WD_ALIGN_PARAGRAPH.CENTER,
    "R": WD_ALIGN_PARAGRAPH.RIGHT,
}
NO_MOMENT = datetime(2026, 1, 1)  # noqa: DTZ001  # python-docx wants it naive; the same letter gives the same file
SIGNATURE_LINES = 4


def to_docx(letter: Letter) -> bytes:
    """The bytes of a .docx on A4."""
    document = _document(letter)
    subject = next((b.text for b in letter.blocks if isinstance(b, Paragraph) and b.style is Style.SUBJECT), "")
    _head(document, letter, subject)
    for block in letter.blocks:
        _block(document, block, letter.landscape)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _document(letter: Letter) -> Any:
    document = Document()
    section, normal, about = document.sections[0], document.styles["Normal"], document.core_properties
    sides = tuple(map(Mm, layout.PAGE))
    section.page_width, section.page_height = reversed(sides) if letter.landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if letter.landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    normal.font.name, normal.font.size = layout.FAMILY, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), layout.FAMILY)
    normal.paragraph_format.space_after = Pt(0)
    _number_pages(section)
    about.title, about.author, about.last_modified_by, about.language = letter.name, "Tiếp Dân", "", "vi"
    about.created = about.modified = NO_MOMENT
    return document


def _number_pages(section: Any) -> None:
    """From the second page on, centred in the upper margin."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _head(document: Any, letter: Letter, subject: str) -> None:
    head = letter.head
    if not head.body:
        _country(document.add_paragraph, letter)
        if head.place_and_day:
            _write(
                document.add_paragraph(), head.place_and_day, Look(13, italic=True)
            ).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return
    left, right = _columns(document, layout.HEAD_SHARES, letter.landscape)
    _line(left.paragraphs[0].insert_paragraph_before, head.superior, Look(12, align="C"))
    _line(left.paragraphs[-1:][0].insert_paragraph_before, head.body, Look(12, bold=True, align="C"))
    _rule(left.paragraphs[-1], Mm(22))
    if head.number is not None:
        _line(left.add_paragraph, f"Số: {head.number}", Look(13, align="C"))
    _line(left.add_paragraph, subject, Look(12, align="C"))
    _country(_first_then_more(right), letter)
    _line(right.add_paragraph, head.place_and_day, Look(13, italic=True, align="C"))


def _country(add: Any, letter: Letter) -> None:
    _line(add, layout.COUNTRY, Look(12, bold=True, align="C"))
    _line(add, layout.MOTTO, Look(13, bold=True, align="C"))
    wide = layout.WIDTH if not letter.head.body else layout.WIDTH * layout.HEAD_SHARES[1]
    _rule(add(), Mm((wide - 52) / 2))


def _first_then_more(cell: Any) -> Any:
    """A cell begins with one empty paragraph: use it before adding others."""
    unused = [cell.paragraphs[0]]
    return lambda: unused.pop() if unused else cell.add_paragraph()


def _rule(paragraph: Any, inset: Any) -> None:
    """A short line under what stands above, as the border of an almost empty paragraph."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = inset
    look.line_spacing = Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _columns(document: Any, shares: tuple[float, ...], landscape: bool) -> tuple[Any, ...]:
    """Side by side without lines."""
    table = document.add_table(rows=1, cols=len(shares))
    table.autofit = False
    wide = _line_width(landscape)
    _widen(table, [wide * share for share in shares])
    return tuple(table.rows[0].cells)


def _widen(table: Any, widths: list[float]) -> None:
    """Word reads the width of each cell, LibreOffice that of the column."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _line_width(landscape: bool) -> float:
    return (layout.PAGE[1] if landscape else layout.PAGE[0]) - layout.LEFT - layout.RIGHT


def _line(add: Any, text: str, look: Look) -> None:
    if text:
        _write(add(), text, look)


def _write(paragraph: Any, text: str, look: Look, *, bold_until: int = 0) -> Any:
    paragraph.alignment = ALIGN[look.align]
    for piece, bold in ((text[:bold_until], True), (text[bold_until:], look.bold)):
        if piece:
            run = paragraph.add_run(piece)
            run.bold, run.italic, run.font.size = bold, look.italic, Pt(look.size)
    return paragraph


def _block(document: Any, block: Block, landscape: bool) -> None:
    if isinstance(block, Leaf):
        shape = _write(document.add_paragraph(), block.name, replace(layout.LEAF, align="R")).paragraph_format
        shape.page_break_before = not block.is_first
    elif isinstance(block, Table):
        _table(document, block, landscape)
    elif isinstance(block, Signatures):
        _signatures(document, block, landscape)
    elif block.style is not Style.SUBJECT:
        _paragraph(document, block)


def _paragraph(document: Any, block: Paragraph) -> None:
    look = layout.look_of(block)
    for line in block.text.split("\n"):
        until = line.find(".") + 1 if block.style is Style.ARTICLE and line.startswith("Điều ") else 0
        shape = _write(document.add_paragraph(), line, look, bold_until=until).paragraph_format
        shape.first_line_indent, shape.space_before = Mm(look.indent), Pt(look.before)
        shape.space_after, shape.line_spacing = Pt(layout.AFTER), 1.1
    if block.style is Style.ABOUT:
        _rule(document.add_paragraph(), Mm(layout.WIDTH * 0.35))


def _table(document: Any, block: Table, landscape: bool) -> None:
    table = document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    size = block.size or (10.0 if len(block.widths) > 5 else 12.0)
    wide, whole = _line_width(landscape), sum(block.widths)
    heads = [row for row in (_spread(block), block.head, block.numbers) if row]
    for number, row in enumerate((*heads, *block.rows)):
        is_head = number < len(heads)
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text, Look(size, bold=is_head, align="C" if is_head else "L"))
    _widen(table, [wide * share / whole for share in block.widths])
    for row in table.rows[: len(heads)]:
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(repeat)
    _join_groups(table, block)
    document.add_paragraph()


def _spread(block: Table) -> tuple[str, ...]:
    """The headings over the headings, each in the first of its columns."""
    return tuple(word for name, many in block.groups for word in (name, *[""] * (many - 1)))


def _join_groups(table: Any, block: Table) -> None:
    place = 0
    for name, many in block.groups:
        if name and many > 1:
            table.cell(0, place).merge(table.cell(0, place + many - 1))
        place += many


def _signatures(document: Any, block: Signatures, landscape: bool) -> None:
    columns: list[Signer | None] = [*([None] if block.copies or len(block.signers) == 1 else []), *block.signers]
    cells = _columns(document, tuple(1 / len(columns) for _ in columns), landscape)
    for cell, signer in zip(cells, columns, strict=True):
        add = _first_then_more(cell)
        if signer is None:
            _copies(add, block)
            continue
        _line(add, signer.title, Look(13, bold=True, align="C"))
        _line(add, signer.hint, Look(11, italic=True, align="C"))
        for _ in range(SIGNATURE_LINES):
            add()
        _line(add, signer.name, Look(13, bold=True, align="C"))


def _copies(add: Any, block: Signatures) -> None:
    if block.copies:
        _line(add, layout.COPIES, Look(12, bold=True, italic=True, align="L"))
    for line in block.copies:
        _line(add, line, Look(11, align="L"))

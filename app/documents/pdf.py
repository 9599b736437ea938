"""A letter as PDF, its fonts inside. Heavy to import: only the press (press.py) does."""

from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout

from app.documents import layout, pdf_ruled
from app.documents.layout import EMBEDDED, LEFT, RIGHT, Look
from app.documents.letter import Block, Head, Leaf, Letter, Paragraph, Signatures, Signer, Style, Table

POINT = 25.4 / 72
STYLES = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}
KHMER_SCRIPT = range(0x1780, 0x1800)
SIGNATURE_ROOM = 24.0  # mm for signature and seal


def to_pdf(letter: Letter) -> bytes:
    """The bytes of a PDF on A4."""
    page = _Page(letter)
    page.add_page()
    _head(page, letter.head, _subject(letter))
    for block in letter.blocks:
        _block(page, block)
    return bytes(page.output())


class _Page(FPDF):  # type: ignore[misc]  # fpdf2's types do not pass a strict check
    def __init__(self, letter: Letter) -> None:
        super().__init__("landscape" if letter.landscape else "portrait", "mm", "A4")
        self.leaf = ""
        self.set_margins(LEFT, layout.TOP, RIGHT)
        self.set_auto_page_break(True, layout.BOTTOM)
        for style, file in STYLES.items():
            self.add_font(EMBEDDED, style, str(layout.FONTS / f"LiberationSerif-{file}.ttf"))
        self.add_font("Khmer", "", str(layout.FONTS / layout.KHMER))
        self.set_fallback_fonts(["Khmer"], exact_match=False)
        self.set_text_shaping(any(ord(sign) in KHMER_SCRIPT for text in _texts(letter) for sign in text))
        self.set_title(letter.name)
        self.set_lang("vi")
        self.set_creator("Tiếp Dân")

    @property
    def wide(self) -> float:
        return float(self.w - LEFT - RIGHT)

    def header(self) -> None:
        """From the second page on its number, centred in the upper margin."""
        if self.page_no() == 1:
            return
        self.set_font(EMBEDDED, "", 13)
        self.set_y(10)
        self.cell(0, 6, str(self.page_no()), align="C")
        self.set_y(layout.TOP)
        if self.leaf:
            self.name_leaf(layout.GOES_ON.format(self.leaf))

    def name_leaf(self, name: str) -> None:
        """Above the table, on the right."""
        height = self.face(layout.LEAF)
        self.cell(0, height, name, align="R", new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    def face(self, look: Look) -> float:
        """Set the font; gives the height of its line in mm."""
        self.set_font(EMBEDDED, ("B" if look.bold else "") + ("I" if look.italic else ""), look.size)
        return look.size * layout.LINE * POINT


def _texts(letter: Letter) -> list[str]:
    found = [letter.head.body, letter.head.superior, letter.head.place_and_day]
    for block in letter.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [cell for row in (block.head, *block.rows) for cell in row]
        elif isinstance(block, Leaf):
            found.append(block.name)
        else:
            found += [text for one in block.signers for text in (one.title, one.hint, one.name)] + list(block.copies)
    return found


def _subject(letter: Letter) -> str:
    return next((b.text for b in letter.blocks if isinstance(b, Paragraph) and b.style is Style.SUBJECT), "")


def _head(page: _Page, head: Head, subject: str) -> None:
    if not head.body:
        _citizens_head(page, head)
        return
    left, right = (page.wide * share for share in layout.HEAD_SHARES)
    top = page.get_y()
    page.set_left_margin(LEFT)
    _centred(page, LEFT, left, head.superior, Look(12))
    _centred(page, LEFT, left, head.body, Look(12, bold=True))
    _rule(page, LEFT + left / 2, left * 0.4)
    if head.number is not None:
        _centred(page, LEFT, left, f"Số: {head.number}", Look(13), before=2)
    if subject:
        _centred(page, LEFT, left, subject, Look(12), before=2)
    lowest = page.get_y()
    page.set_y(top)
    _country(page, LEFT + left, right)
    _centred(page, LEFT + left, right, head.place_and_day, Look(13, italic=True), before=2)
    page.set_y(max(lowest, page.get_y()) + 2)


def _citizens_head(page: _Page, head: Head) -> None:
    _country(page, LEFT, page.wide)
    if head.place_and_day:
        page.ln(2)
        height = page.face(Look(13, italic=True))
        page.multi_cell(0, height, head.place_and_day, align="R", new_x="LMARGIN", new_y="NEXT")


def _country(page: _Page, x: float, width: float) -> None:
    _centred(page, x, width, layout.COUNTRY, Look(12, bold=True))
    _centred(page, x, width, layout.MOTTO, Look(13, bold=True))
    page.set_font(EMBEDDED, "B", 13)
    _rule(page, x + width / 2, page.get_string_width(layout.MOTTO))


def _centred(page: _Page, x: float, width: float, text: str, look: Look, *, before: float = 0) -> None:
    if not text:
        return
    height = page.face(look)
    page.set_xy(x, page.get_y() + before)
    page.multi_cell(width, height, text, align="C", new_x="LMARGIN", new_y="NEXT")


def _rule(page: _Page, middle: float, length: float) -> None:
    y = page.get_y() + 0.6
    page.set_line_width(0.25)
    page.line(middle - length / 2, y, middle + length / 2, y)
    page.set_y(y + 0.8)


def _block(page: _Page, block: Block) -> None:
    if isinstance(block, Leaf):
        _leaf(page, block)
    elif isinstance(block, Table) and block.size:
        pdf_ruled.draw(page, block, EMBEDDED, LEFT, page.wide)
        page.ln(2)
    elif isinstance(block, Table):
        _table(page, block)
    elif isinstance(block, Signatures):
        _signatures(page, block)
    elif block.style is not Style.SUBJECT:
        _paragraph(page, block)


def _leaf(page: _Page, leaf: Leaf) -> None:
    page.leaf = ""
    if not leaf.is_first:
        page.add_page()
    page.name_leaf(leaf.name)
    page.leaf = leaf.name


def _paragraph(page: _Page, block: Paragraph) -> None:
    look = layout.look_of(block)
    page.set_y(page.get_y() + look.before * POINT)
    height = page.face(look)
    if look.align == "C":
        page.multi_cell(0, height, block.text, align="C", new_x="LMARGIN", new_y="NEXT")
    else:
        _set(page, block, look)
    if block.style is Style.ABOUT:
        _rule(page, LEFT + page.wide / 2, page.wide * 0.3)
    page.set_y(page.get_y() + layout.AFTER * POINT * 0.6)


def _set(page: _Page, block: Paragraph, look: Look) -> None:
    """A paragraph with its first line indented; the words "Điều 1." of an article in bold."""
    bold, text = "", block.text
    if block.style is Style.ARTICLE:
        bold, _, text = text.partition(".")
    align = "JUSTIFY" if look.align == "J" else "LEFT"
    with page.text_columns(text_align=align, line_height=layout.LINE, l_margin=LEFT, r_margin=RIGHT) as columns:
        for number, line in enumerate(text.split("\n")):
            with columns.paragraph(first_line_indent=look.indent) as paragraph:
                if bold and not number:
                    page.set_font(EMBEDDED, "B", look.size)
                    paragraph.write(f"{bold}.")
                    page.face(look)
                paragraph.write(line)


def _table(page: _Page, block: Table) -> None:
    size = 11 if len(block.widths) > 5 else 12
    page.set_font(EMBEDDED, "", size)
    with page.table(
        [block.head, *block.rows],
        width=page.wide,
        align="LEFT",
        col_widths=block.widths,
        line_height=size * 1.2 * POINT,
        text_align="LEFT",
        padding=1,
        headings_style=FontFace(emphasis="BOLD"),
        borders_layout=TableBordersLayout.ALL,
    ):
        pass
    page.set_font(EMBEDDED, "", 13)
    page.ln(2)


def _signatures(page: _Page, block: Signatures) -> None:
    """Copies on the left, signers side by side; together on one page, with room to sign and seal."""
    page.leaf = ""
    columns: list[Signer | None] = [*([None] if block.copies else []), *block.signers]
    room = SIGNATURE_ROOM + 22 + (len(block.copies) * 4.5 if block.copies else 0) / 2
    if page.get_y() + room > page.h - layout.BOTTOM:
        page.add_page()
    page.ln(3)
    top, width, lowest = page.get_y(), page.wide / max(len(columns), 1 + (not block.copies)), page.get_y()
    start = LEFT if len(columns) > 1 else LEFT + page.wide - width
    for number, signer in enumerate(columns):
        page.set_y(top)
        x = start + number * width
        _copies(page, block, width) if signer is None else _signer(page, signer, x, width)
        lowest = max(lowest, page.get_y())
    page.set_y(lowest)


def _copies(page: _Page, block: Signatures, width: float) -> None:
    height = page.face(Look(12, bold=True, italic=True))
    page.cell(width, height, layout.COPIES, new_x="LMARGIN", new_y="NEXT")
    height = page.face(Look(11))
    for line in block.copies:
        page.multi_cell(width - 4, height, line, align="L", new_x="LMARGIN", new_y="NEXT")


def _signer(page: _Page, signer: Signer, x: float, width: float) -> None:
    _centred(page, x, width, signer.title, Look(13, bold=True))
    _centred(page, x, width, signer.hint, Look(11, italic=True))
    page.set_y(page.get_y() + SIGNATURE_ROOM)
    _centred(page, x, width, signer.name, Look(13, bold=True))

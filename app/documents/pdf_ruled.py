"""Tables of registers in PDF: many columns in small type, headings in two rows, rows that go over to the next page
whole. fpdf2's own table weighs every character anew; a register has ten thousand cells, so words are weighed once."""

from collections.abc import Sequence
from typing import Any

from app.documents.letter import Table

PAD = 0.8  # mm between the rule and the text
LEADING = 1.18
POINT = 25.4 / 72
PLAIN, BOLD, ITALIC = "", "B", "I"


def draw(page: Any, table: Table, family: str, left: float, width: float) -> None:
    """The table from the left edge on; its head is repeated on every page onto which it runs."""
    _Ruled(page, table, family, left, width).draw()


class _Ruled:
    """One table on its way onto the pages."""

    def __init__(self, page: Any, table: Table, family: str, left: float, width: float) -> None:
        self.page, self.table, self.family, self.left = page, table, family, left
        self.size = table.size or 9.0
        self.widths = [width * share / sum(table.widths) for share in table.widths]
        self.line = self.size * LEADING * POINT
        self.weights: dict[tuple[str, str], float] = {}

    def draw(self) -> None:
        self.page.set_line_width(0.15)
        self._head()
        for row in self.table.rows:
            self._row(row, PLAIN)

    def _head(self) -> None:
        """Groups above their columns; a heading without a group takes the height of both."""
        if not self.table.groups:
            self._row(self.table.head, BOLD, align="C")
        else:
            self._grouped_head()
        if self.table.numbers:
            self._row(self.table.numbers, ITALIC, align="C")

    def _grouped_head(self) -> None:
        self.page.set_font(self.family, BOLD, self.size)
        place, x, top = 0, self.left, self.page.get_y()
        low = max(len(self._wrapped(self.table.head[n], w - 2 * PAD, BOLD)) for n, w in enumerate(self.widths))
        upper, lower = self.line + 2 * PAD, low * self.line + 2 * PAD
        for name, many in self.table.groups:
            widths = self.widths[place : place + many]
            if name:
                self._box(x, top, sum(widths), upper, [name])
            for width, head in zip(widths, self.table.head[place : place + many], strict=True):
                words = self._wrapped(head, width - 2 * PAD, BOLD)
                self._box(x, top + upper * bool(name), width, lower + upper * (not name), words)
                x += width
            place += many
        self.page.set_y(top + upper + lower)

    def _box(self, x: float, top: float, width: float, height: float, lines: Sequence[str]) -> None:
        self.page.rect(x, top, width, height)
        for number, text in enumerate(lines):
            self._text(x, top + PAD + number * self.line, width, text, BOLD, "C")

    def _row(self, cells: Sequence[str], style: str, align: str = "L") -> None:
        widths = self.widths
        self.page.set_font(self.family, style, self.size)
        lines = [self._wrapped(cell, width - 2 * PAD, style) for cell, width in zip(cells, widths, strict=True)]
        while any(lines):
            room = int((self.page.h - self.page.b_margin - self.page.get_y() - 2 * PAD) / self.line)
            longest = max(map(len, lines))
            if longest > room and (style == PLAIN and (longest <= self._whole_page() or room < 1)):
                self._turn_page()
                room = self._whole_page()
                self.page.set_font(self.family, style, self.size)
            self._cells([line[:room] for line in lines], widths, style, align)
            lines = [line[room:] for line in lines]

    def _whole_page(self) -> int:
        """Lines that fit under the head on a page of their own."""
        return int((self.page.h - self.page.t_margin - self.page.b_margin) / self.line) - 8

    def _turn_page(self) -> None:
        self.page.add_page()
        self._head()

    def _cells(self, lines: list[list[str]], widths: Sequence[float], style: str, align: str) -> None:
        top, x = self.page.get_y(), self.left
        height = max(map(len, lines), default=1) * self.line + 2 * PAD
        for cell, width in zip(lines, widths, strict=True):
            self.page.rect(x, top, width, height)
            for number, text in enumerate(cell):
                self._text(x, top + PAD + number * self.line, width, text, style, align)
            x += width
        self.page.set_y(top + height)

    def _text(self, x: float, y: float, width: float, text: str, style: str, align: str) -> None:
        if not text:
            return
        shift = PAD if align == "L" else (width - self._weight(text, style)) / 2
        if text.isascii() or max(map(ord, text)) < 0x1780:
            self.page.text(x + shift, y + self.size * POINT * 0.93, text)
        else:  # scripts that the family lacks: the slower way knows the other fonts
            self.page.set_xy(x + shift - self.page.c_margin, y)
            self.page.cell(width, self.line, text)

    def _wrapped(self, text: str, room: float, style: str) -> list[str]:
        found: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if self._sum(longer, style) <= room:
                    line = longer
                    continue
                found += [line] if line else []
                *whole, line = self._broken(word, room, style)
                found += whole
            found.append(line)
        return found

    def _broken(self, word: str, room: float, style: str) -> list[str]:
        """A word that is wider than the column, in pieces that are not."""
        pieces, piece = [], ""
        for sign in word:
            if piece and self._weight(piece + sign, style) > room:
                pieces.append(piece)
                piece = ""
            piece += sign
        return [*pieces, piece]

    def _sum(self, line: str, style: str) -> float:
        words = line.split(" ")
        return sum(self._weight(word, style) for word in words) + self._weight(" ", style) * (len(words) - 1)

    def _weight(self, text: str, style: str) -> float:
        key = (style, text)
        if key not in self.weights:
            self.page.set_font(self.family, style, self.size)
            self.weights[key] = self.page.get_string_width(text)
        return self.weights[key]

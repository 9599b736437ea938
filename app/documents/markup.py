"""From the text of a filled template to the blocks of a letter.

A template is read line by line, so that a jurist can write one: a line is a paragraph; `@` begins a line that is
something else. What was filled in cannot become a mark: it is disguised while it is filled in, and undisguised here.

    @title GIẤY BIÊN NHẬN        @to Ông Nguyễn Văn A          @sign CHỦ TỊCH | (chữ ký, dấu) | Trần Văn B
    @about Về việc …             @heading I. THÀNH PHẦN        @copies
    @ground Căn cứ …;            @table 10 60 30               - Như trên;
    Điều 1. …                    | STT | Tên | Số trang
    - an item                    | 1 | Giấy chứng nhận | 2
"""

from itertools import groupby

from app.documents.letter import Block, Paragraph, Signatures, Signer, Style, Table

DISGUISES = {"\n": "\ue000", "|": "\ue001", "@": "\ue002", "-": "\ue003", "Điều ": "\ue004"}
"""What means something in a template, and what stands for it in a value. Private-use characters are no text."""

STYLES = {style.value: style for style in Style if style not in (Style.TEXT, Style.ARTICLE, Style.ITEM)}


class MarkupError(ValueError):
    """A template says something that no letter has; the line stands in the message."""


def disguise(value: str) -> str:
    """A value on its way into a template."""
    value = "\n".join(value.splitlines())
    for mark in DISGUISES.values():
        value = value.replace(mark, "")
    for plain, mark in DISGUISES.items():
        value = value.replace(plain, mark)
    return value


def _undisguise(text: str) -> str:
    for plain, mark in DISGUISES.items():
        text = text.replace(mark, plain)
    return text.strip()


def blocks(text: str) -> tuple[Block, ...]:
    """Every block of a filled template, in its order; the signatures come last."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body, _, below = "\n".join(lines).partition("\n@copies")
    signers: list[Signer] = []
    found: list[Block] = []
    for is_table, group in groupby(body.split("\n"), key=lambda line: line.startswith(("@table ", "|"))):
        if is_table:
            found.append(_table(list(group)))
            continue
        for line in group:
            if line.startswith("@sign "):
                signers.append(_signer(line.removeprefix("@sign ")))
            else:
                found.append(_paragraph(line))
    if not signers:
        return tuple(found)
    copies = tuple(map(_undisguise, below.split("\n")[1:]))
    return (*found, Signatures(tuple(signers), copies))


def _paragraph(line: str) -> Paragraph:
    if line.startswith("@"):
        mark, _, rest = line[1:].partition(" ")
        if mark not in STYLES:
            raise MarkupError(line)
        return Paragraph(_undisguise(rest), STYLES[mark])
    if line.startswith("- "):
        return Paragraph(_undisguise(line), Style.ITEM)
    return Paragraph(_undisguise(line), Style.ARTICLE if line.startswith("Điều ") else Style.TEXT)


def _signer(text: str) -> Signer:
    title, hint, name = (*map(_undisguise, text.split("|")), "", "")[:3]
    return Signer(title, hint, name)


def _table(lines: list[str]) -> Table:
    widths = tuple(int(width) for width in lines[0].split()[1:])
    rows = [tuple(map(_undisguise, line.removeprefix("|").split("|"))) for line in lines[1:]]
    if not rows or any(len(row) != len(widths) for row in rows):
        raise MarkupError(" / ".join(lines[:3]))
    return Table(widths, rows[0], tuple(rows[1:]))

"""What a letter is made of, before anybody asks for PDF or Word (NĐ 30/2020, Phụ lục I)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Style(StrEnum):
    """How a paragraph stands on the page."""

    TITLE = "title"  # tên loại văn bản: capitals, bold, centred
    ABOUT = "about"  # trích yếu under the title, with a short rule below
    TO = "to"  # kính gửi
    GROUND = "ground"  # căn cứ: italic
    HEADING = "heading"  # I., II.
    TEXT = "text"  # justified, first line indented
    ARTICLE = "article"  # "Điều 1." in bold, then text
    ITEM = "item"  # "- …"
    CENTER = "center"
    NOTE = "note"  # small and italic: an explanation for whoever fills it in
    SUBJECT = "subject"  # "V/v …" below the number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of text; `\\n` within it breaks the line."""

    text: str
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a repeated head; `widths` are shares of the line. What a register needs besides: headings over the
    headings (each with the number of its columns, none where it is empty), a line of numbers under them, small type."""

    widths: tuple[int, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, int], ...] = ()
    numbers: tuple[str, ...] = ()
    size: float | None = None  # points; None: as large as the number of columns allows


@dataclass(frozen=True, slots=True)
class Signer:
    """A column of signatures: in what capacity, how it is signed, and the name that is printed."""

    title: str
    hint: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign, side by side, and to whom copies go (Nơi nhận)."""

    signers: tuple[Signer, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a register begins: on a new page, unless it is the first, under its own name. A page onto which it runs
    over repeats the name: what stands on a leaf does not depend on how long its entries are."""

    name: str
    is_first: bool = False


Block = Paragraph | Table | Signatures | Leaf


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an official letter. Without `body` it is a citizen's own paper: country and motto alone."""

    body: str = ""
    superior: str = ""
    number: str | None = None  # None: this kind of document carries no number
    place_and_day: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it will be read, in its order."""

    head: Head
    blocks: tuple[Block, ...]
    name: str = ""  # of the kind, for the file's properties; never a person's
    landscape: bool = False

    def to_plain(self) -> dict[str, Any]:
        """As JSON can carry it to the press."""
        return {
            "head": asdict(self.head),
            "blocks": [[type(block).__name__, asdict(block)] for block in self.blocks],
            "name": self.name,
            "landscape": self.landscape,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Letter":
        return cls(
            Head(**plain["head"]),
            tuple(_block(kind, values) for kind, values in plain["blocks"]),
            plain["name"],
            plain["landscape"],
        )


def _block(kind: str, values: Mapping[str, Any]) -> Block:
    if kind == "Paragraph":
        return Paragraph(values["text"], Style(values["style"]))
    if kind == "Leaf":
        return Leaf(**values)
    if kind == "Table":
        lists = {name: tuple(map(tuple, values[name])) for name in ("rows", "groups")}
        return Table(**{**values, **{name: tuple(values[name]) for name in ("widths", "head", "numbers")}, **lists})
    return Signatures(tuple(Signer(**one) for one in values["signers"]), tuple(values["copies"]))

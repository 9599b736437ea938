"""The measures of an official letter (NĐ 30/2020, Phụ lục I, mục I–II), in millimetres and points."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.documents.letter import Paragraph, Style

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Times New Roman"  # in Word files: every machine has it
EMBEDDED = "LiberationSerif"  # in PDF: the same widths, free to pass on
KHMER = "NotoSerifKhmer-Regular.ttf"

PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
WIDTH = PAGE[0] - LEFT - RIGHT
INDENT = 10.0
AFTER = 6.0  # points between paragraphs
LINE = 1.25  # of the size

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
COPIES = "Nơi nhận:"
GOES_ON = "{} (tiếp)"
HEAD_SHARES = (0.42, 0.58)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph of a style is set."""

    size: float = 13.0
    bold: bool = False
    italic: bool = False
    align: str = "J"  # J, L, C
    indent: float = 0.0  # of the first line
    before: float = 0.0  # points


LOOKS = {
    Style.TITLE: Look(14, bold=True, align="C", before=12),
    Style.ABOUT: Look(14, bold=True, align="C"),
    Style.TO: Look(13, align="L", indent=INDENT),
    Style.GROUND: Look(13, italic=True, indent=INDENT),
    Style.HEADING: Look(13, bold=True, align="L", indent=INDENT, before=4),
    Style.TEXT: Look(13, indent=INDENT),
    Style.ARTICLE: Look(13, indent=INDENT),
    Style.ITEM: Look(13, indent=INDENT),
    Style.CENTER: Look(13, align="C"),
    Style.NOTE: Look(11, italic=True, align="L"),
    Style.SUBJECT: Look(12, align="L"),
}


LEAF = Look(10, italic=True, align="L")
"""The name of a leaf of a register, above its table."""


def look_of(block: Paragraph) -> Look:
    """How a paragraph is set; lines with room to write by hand are not stretched."""
    look = LOOKS[block.style]
    return replace(look, align="L") if look.align == "J" and "……" in block.text else look

"""Numbers as people write them: of documents, plots, dates, amounts. Each is kept as written and in one normal form."""

import re

from app.search.words.characters import folded

CODE = (
    r"\d+[a-zA-Z]?/(?:(?:19|20)\d\d/)?[A-Za-zĐđ][^\W_]*(?:[-–./][A-ZĐa-zđ][^\W_]*|\s[-–]\s?[A-ZĐ]{2,})*"  # 15/QĐ-UBND
    r"|\d+[-–](?:(?:19|20)\d\d[-–])?[A-ZĐ][^\W_]*(?:[-–/][A-ZĐ][^\W_]*)+"  # 15-QĐ/TU
)
DATE = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d"
GROUPED = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|0\d{2,3}[ .]\d{3}[ .]\d{3,4}(?!\d)"
LONGEST_PADDED = 6  # up to here a leading zero is padding; a telephone or identity number keeps it
_YEAR = re.compile(r"(?<=\d[/–-])(?:19|20)\d\d[/–-]")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def code_key(written: str) -> str:
    """One form for `15/QĐ-UBND`, `015/QD-UBND`, `15/QĐUBND`, `15-QĐ/UBND`."""
    bare = re.sub(r"[\W_]", "", folded(written)).lstrip("0")
    return "#" + bare


def without_year(written: str) -> str:
    """The form of `15/QĐ-UBND` for `15/2026/QĐ-UBND`, which people leave out; nothing where there is no year."""
    bare, found = _YEAR.subn("", written, count=1)
    return code_key(bare) if found else ""


def number_key(written: str) -> str:
    """Without separators of thousands and padding."""
    digits = re.sub(r"[ .,]", "", written.lower())
    stripped = digits.lstrip("0") or "0"
    return stripped if len(digits) <= LONGEST_PADDED else digits


def date_key(written: str) -> str:
    """Day, month and year without padding, or nothing when it is no date."""
    found = _DATE.fullmatch(written)
    return day_key(*found.groups()) if found else ""


def day_key(day: str, month: str, year: str) -> str:
    return f"@{int(day)}.{int(month)}.{year}"

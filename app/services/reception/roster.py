"""The list of a group, pasted or out of a sheet: a person a line, each line read by itself, mistakes told by line."""

import re
from dataclasses import dataclass
from typing import Any

from app.domain.keeping.personal import canonical_phone
from app.domain.reception.names import folded
from app.services.reception.visit_input import PersonInput

MOST_LINES = 400
SPEAKS = frozenset({"x", "dai dien", "nguoi dai dien", "co"})
HEADINGS = frozenset({"ho ten", "ho va ten", "ten", "name"})


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong in one line; `reason` is a code with a sentence."""

    line: int  # from one
    reason: str


def read(text: str) -> tuple[tuple[PersonInput, ...], tuple[LineFault, ...]]:
    """The people of a list: name first, then in any order address, number of the paper, telephone, and "x" for who
    speaks for the group. Lines may be numbered, and pasted from a sheet."""
    people: list[PersonInput] = []
    faults: list[LineFault] = []
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        cells = _cells(line)
        if not cells or folded(cells[0]) in HEADINGS:
            continue
        reason = _wrong(cells)
        if reason:
            faults.append(LineFault(number, reason))
        people.append(_person(cells))
    if len(lines) > MOST_LINES:
        faults.append(LineFault(MOST_LINES + 1, "list_too_long"))
    return tuple(people), tuple(faults)


def _cells(line: str) -> list[str]:
    """A sheet separates by tabs, people by ; or |, and where there is neither by the first comma."""
    clean = re.sub(r"^\s*\d{1,3}\s*(?:[.)/]\s*|[\t;|]\s*)", "", line[:600]).strip(" \t;|,")
    if not clean:
        return []
    cells = re.split(r"\s*[\t;|]\s*", clean)
    if len(cells) == 1:
        cells = re.split(r"\s*,\s*", clean, maxsplit=1)
    return [cell.strip() for cell in cells if cell.strip()]


def _wrong(cells: list[str]) -> str:
    if len(cells[0]) > 160 or not re.search(r"[^\W\d_]", cells[0]):
        return "list_name_missing"
    for cell in cells[1:]:
        digits = re.sub(r"[\s.\-]", "", cell)
        if digits.isdecimal() and len(digits) >= 8 and not (_is_identity(digits) or canonical_phone(digits)):
            return "list_number_odd"
    return ""


def _person(cells: list[str]) -> PersonInput:
    found: dict[str, Any] = {}
    speaks = False
    for cell in cells[1:]:
        digits = re.sub(r"[\s.\-]", "", cell)
        if folded(cell) in SPEAKS:
            speaks = True
        elif _is_identity(digits.upper()):
            found.setdefault("identity_number", digits.upper())
        elif digits.lstrip("+").isdecimal() and canonical_phone(digits):
            found.setdefault("phone", canonical_phone(digits))
        else:
            found["address"] = ", ".join(filter(None, (found.get("address", ""), cell)))[:240]
    return PersonInput(cells[0][:160], is_representative=speaks, **found)


def _is_identity(cell: str) -> bool:
    return bool(re.fullmatch(r"\d{12}|\d{9}|[A-Z]\d{7,8}", cell))

"""The QR code of an identity card as any USB scanner types it: number|old number|name|ddmmyyyy|sex|address|ddmmyyyy."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.reception.names import folded
from app.domain.reception.vocabulary import Sex

LONGEST = 600
ISSUER = "Bộ Công an"  # since 01/07/2024; before it the same police department, under its older names
CARDS_SINCE = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the card says."""

    identity_number: str
    name: str
    birth_on: date | None = None
    sex: Sex | None = None
    address: str = ""
    issued_on: date | None = None
    old_number: str = ""  # of the chứng minh nhân dân before it


def read(text: str) -> Scanned | None:
    """The card, or None when it is none. A scanner set to another keyboard leaves marks out; the name is then to be
    read from the card."""
    parts = [part.strip() for part in text[:LONGEST].strip().split("|")]
    if len(parts) < 6 or not re.fullmatch(r"\d{12}|\d{9}", parts[0]) or not parts[2]:
        return None
    issued = parts[6] if len(parts) > 6 else ""
    return Scanned(
        identity_number=parts[0],
        old_number=parts[1] if re.fullmatch(r"\d{9}", parts[1]) else "",
        name=parts[2],
        birth_on=_day(parts[3]),
        sex={"nam": Sex.MALE, "nu": Sex.FEMALE}.get(folded(parts[4])),
        address=parts[5],
        issued_on=_day(issued),
    )


def _day(text: str) -> date | None:
    try:
        found = datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None
    return found if found.year >= 1900 else None

"""The head of a letter of the desk (NĐ 30/2020): who issues it, under whom, its number, where and when."""

from datetime import date

from app.documents.letter import Head
from app.domain.rules import LetterRow
from app.i18n import formats
from app.persistence.models.body import Body
from app.persistence.models.reception import VisitLetter
from app.persistence.queries import bodies, units
from app.persistence.queries.offices import holding


def head(body: Body, row: LetterRow, kept: VisitLetter | None) -> Head:
    """Of a letter that was given out; without one, with room for number and day."""
    day = kept.made_on if kept else None
    number = None
    if row.symbol:
        number = f"{kept.number:02d}/{kept.symbol}" if kept and kept.number else f"……/{row.symbol}-{body.doc_symbol}"
    return of_body(body, day, number)


def of_body(body: Body, day: date | None, number: str | None = None) -> Head:
    """Of what a body issues on a day, or some day yet to be written in."""
    directory = bodies.directory()
    superior = directory.superior(body.facts(), day or local_date_of(body)) if body.parent_code else None
    said = formats.long_day(day, "vi") if day else "ngày …… tháng …… năm 20……"
    return Head(
        body=body.name.upper(),
        superior=superior.name.upper() if superior else "",
        number=number,
        place_and_day=f"{place_of(body)}, {said}",
    )


def of_citizens() -> Head:
    """A paper of citizens: country and motto alone."""
    return Head(place_and_day="……………, ngày …… tháng …… năm 20……")


def place_of(body: Body) -> str:
    """The proper name of where it sits (NĐ 30/2020, Phụ lục I, II.4)."""
    day = local_date_of(body)
    unit = units.by_code(body.unit_code, day) if body.unit_code else None
    return unit.name if unit else "Cần Thơ"


def local_date_of(body: Body) -> date:
    """A day on which this body stood."""
    return body.valid_to or max(body.valid_from, date(2025, 7, 1))


def name_of_head(body_id: int, day: date) -> str:
    """Who heads a body on a day; empty while nobody is known."""
    office = holding.head_of(body_id, day)
    return office.user.name if office else ""

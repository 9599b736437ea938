"""Whose function each category is: where a recommendation or field report about it goes, before and after July 2025."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app import lawbook
from app.domain import competence
from app.domain.competence import CompetenceRuling, resolve
from app.domain.facts import CompetenceFacts
from app.domain.vocabulary import Procedure
from app.persistence.queries.categories import CategoryItem
from app.persistence.seed import reading
from tests.domain.directory import seed_directory

BODIES = seed_directory()
OLD_PLACE, NEW_PLACE = "31519", "31510"  # phường 3 of the town of Sóc Trăng, now in phường Phú Lợi
DAYS = {
    "january": (date(2025, 1, 10), OLD_PLACE),
    "march": (date(2025, 3, 10), OLD_PLACE),
    "today": (date(2026, 11, 23), NEW_PLACE),
}
TABLE = Path(__file__).parent / "cases/functions.csv"
"""Category, then the settler's code on each of the DAYS; `?` where a person must decide."""


def _categories() -> dict[str, CategoryItem]:
    return {
        row["code"]: CategoryItem(
            code=row["code"],
            parent_code=row["parent_code"],
            name=row["name"],
            name_en=row["name_en"],
            name_km=row["name_km"],
            kinds=frozenset(),
            field=row["field"],
            levels=tuple(row["levels"]),
            handlers=tuple(row["handlers"]),
            keywords=(),
            report_line="",
        )
        for row in reading.rows("categories")
    }


CATEGORIES = _categories()


def _ruling(code: str, day: date, place: str | None, respondent: str | None = None) -> CompetenceRuling:
    item = CATEGORIES[code]
    level = competence.UNCLEAR if not item.level or (item.level == "named" and respondent is None) else item.level
    facts = CompetenceFacts(
        procedure=Procedure.RECOMMENDATION if code.startswith("A") else Procedure.FIELD_REPORT,
        filed_on=day,
        respondent_code=respondent,
        unit_code=place,
        field=item.field,
        level=level,
        handler_code=item.handler_code,
    )
    return resolve(facts, BODIES, lawbook.load())


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_category_is_in_the_table() -> None:
    assert [row["category"] for row in _rows()] == list(CATEGORIES)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["category"])
def test_where_a_category_goes(row: dict[str, str]) -> None:
    for name, (day, place) in DAYS.items():
        ruling = _ruling(row["category"], day, place)
        assert f"{ruling.settler_code}{'' if ruling.sure else '?'}" == row[name], name
        assert BODIES.get(ruling.settler_code, day), f"{ruling.settler_code} did not exist on {day}"


@pytest.mark.parametrize("code", list(CATEGORIES))
def test_no_category_ever_goes_to_a_body_that_is_not_there(code: str) -> None:
    for day in (date(2025, 2, 19), date(2025, 2, 20), date(2025, 3, 1), date(2025, 6, 30), date(2025, 7, 1)):
        settler = _ruling(code, day, OLD_PLACE).settler_code
        assert BODIES.get(settler, day), f"{settler} on {day}"


def test_without_a_place_the_reception_board_looks_first() -> None:
    for code in ("A1.03", "A1.01", "B1.01", "B15.01"):
        ruling = _ruling(code, DAYS["today"][0], None)
        assert (ruling.settler_code, ruling.sure, ruling.needs_human) == ("CT-BTCD", False, True)


def test_what_is_said_of_a_body_goes_to_that_body() -> None:
    assert _ruling("A3.03", DAYS["today"][0], NEW_PLACE, "CT-STP").settler_code == "CT-STP"
    assert _ruling("B8.01", DAYS["today"][0], NEW_PLACE, "STP").settler_code == "CT-STP"
    assert _ruling("A3.03", DAYS["today"][0], NEW_PLACE, "UBND-941").sure is False

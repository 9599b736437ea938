"""Words that are data (classes of matters, days of the calendar, offices) have all three languages."""

import re
from dataclasses import replace

import pytest
from flask_sqlalchemy import SQLAlchemy

from app import lawbook
from app.i18n import calendar_days, locale, offices
from app.persistence.queries import categories
from app.persistence.seed import reading

KHMER = re.compile("[\u1780-\u17ff]")
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def calendar_names() -> list[str]:
    return sorted({day.name for day in lawbook.load().calendar.days.values()})


def office_names() -> list[str]:
    """Of the bodies, and of the authorities outside that competence rows name."""
    outside = {row.office for row in lawbook.load().competence if row.office}
    return sorted({row["head_title"] for row in reading.rows("bodies")} | outside)


def test_every_class_of_matters_has_its_names() -> None:
    rows = list(reading.rows("categories"))
    assert [row["code"] for row in rows if not KHMER.search(row["name_km"]) or not row["name_en"]] == []
    assert [row["code"] for row in rows if VIETNAMESE.search(row["name_en"])] == []


def test_a_class_is_called_in_the_language_of_the_reader(db: SQLAlchemy) -> None:
    item = categories.by_code("B2.01")
    assert item is not None
    said = {}
    for language in locale.LANGUAGES:
        with locale.use(language):
            said[language] = item.words
    assert said == {"vi": item.name, "en": item.name_en, "km": item.name_km}
    with locale.use("km"):
        assert replace(item, name_km="").words == item.name


@pytest.mark.parametrize("name", calendar_names())
def test_a_day_of_the_calendar_has_its_words(name: str) -> None:
    assert calendar_days.words(name) == name
    with locale.use("en"):
        assert not VIETNAMESE.search(calendar_days.words(name).replace("Hùng", "")), "no row in calendar_days.py"
    with locale.use("km"):
        assert KHMER.search(calendar_days.words(name))


@pytest.mark.parametrize("name", office_names())
def test_an_office_has_its_words(name: str) -> None:
    assert offices.words(name) == name
    with locale.use("en"):
        assert offices.words(name) != name
    with locale.use("km"):
        assert KHMER.search(offices.words(name))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nghỉ bù Quốc khánh", "Day off in lieu: National Day, 2 September"),
        ("Làm bù cho ngày 02/05/2025", "Work day in exchange for 02/05/2025"),
        ("Nghỉ bù bão số 9", "Day off in lieu: bão số 9"),
        ("Nghỉ tránh bão số 9", "Nghỉ tránh bão số 9"),
        ("", ""),
    ],
)
def test_a_day_that_somebody_adds(name: str, said: str) -> None:
    with locale.use("en"):
        assert calendar_days.words(name) == said


def test_an_office_that_nobody_knows_stays_as_it_is() -> None:
    with locale.use("km"):
        assert offices.words("Chưởng ấn") == "Chưởng ấn"
        assert offices.words("") == ""

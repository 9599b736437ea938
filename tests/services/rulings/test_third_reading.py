"""Due dates reckoned a third time, by one who had not seen the lawbook: every clock and variant on days around Tết,
the swapped days of 2024 to 2026 and the nights in which a regime began (cases/third_reading.csv)."""

import csv

import pytest

from app import lawbook
from app.services.rulings import deadlines
from tests.domain.legal_cases import FOLDER

LAW = lawbook.load()
with (FOLDER / "third_reading.csv").open(encoding="utf-8") as file:
    BY_CLOCK: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(file):
        BY_CLOCK.setdefault(row["clock"], []).append(row)


@pytest.mark.parametrize("clock", BY_CLOCK)
def test_due(clock: str) -> None:
    for row in BY_CLOCK[clock]:
        circumstances = dict.fromkeys(row["circumstances"].split(), True)
        asked = {"clock": clock, "from": row["from"], "pause": row["pauses"].split(), **circumstances}
        told = deadlines.answer(asked, LAW)
        assert (told["nominal"], told["due"]) == (row["nominal"], row["due"]), row

"""The bodies of the seed file as the rules see them, read without a database."""

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.domain.competence import BodyDirectory
from app.domain.facts import BodyFacts
from app.domain.vocabulary import BodyLevel

SEED = Path(__file__).parents[2] / "app/persistence/seed/bodies.csv"


@lru_cache(maxsize=1)
def seed_directory() -> BodyDirectory:
    with SEED.open(encoding="utf-8", newline="") as file:
        return BodyDirectory.of(_facts(number, row) for number, row in enumerate(csv.DictReader(file), 1))


def _facts(number: int, row: dict[str, str]) -> BodyFacts:
    return BodyFacts(
        id=number,
        code=row["code"],
        name=row["name"],
        level=BodyLevel(row["level"]),
        type=row["type"],
        head_title=row["head_title"],
        parent_code=row["parent_code"] or None,
        unit_code=row["unit_code"] or None,
        fields=frozenset(filter(None, row["fields"].split(";"))),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        successor_code=row["successor_code"] or None,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

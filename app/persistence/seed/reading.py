"""Rows of the seed files, each value in its type."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.vocabulary import BodyLevel
from app.persistence.models.body import BEGINNING

FOLDER = Path(__file__).parent
Reader = Callable[[str], Any]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _since(text: str) -> date:
    return _day(text) or BEGINNING


def _or_none(text: str) -> str | None:
    return text or None


def _number(text: str) -> float | None:
    return float(text) if text else None


def _count(text: str) -> int | None:
    return int(text) if text else None


def _many(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


_READERS: dict[str, Reader] = {
    "valid_from": _since,
    "valid_to": _day,
    "level": BodyLevel,
    "parent_code": _or_none,
    "unit_code": _or_none,
    "successor_code": _or_none,
    "field": _or_none,
    "lat": _number,
    "lon": _number,
    "population": _count,
    "position": int,
    "weight": int,
    "is_verified": lambda text: text == "1",
    "fields": _many,
    "kinds": _many,
    "levels": _many,
    "handlers": _many,
    "keywords": _many,
    "unit_codes": _many,
}


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Rows of `name`.csv; a column without a reader is text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: _READERS.get(column, str)(value) for column, value in row.items()}

"""Names of places, old and new: the units of both epochs, hamlets, streets, and what became of each in 2025."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from app.persistence.seed import reading
from app.search.words.characters import BARE, folded, forms
from app.search.words.phrases import Phrases
from app.search.words.tokens import Token

HERE = Path(__file__).parent


@cache
def gazetteer() -> Phrases:
    """Phrases whose names begin with `@p:` (the name itself) or `@n:` (the unit of today it lies in)."""
    return Phrases(entries())


@cache
def kinds() -> dict[str, list[str]]:
    return dict(_data()["kinds"])


@cache
def kind_words() -> frozenset[str]:
    """Words for kinds of places in their exact forms, and in the folded ones with `~`."""
    words = [[forms(part) for part in word.split()] for words in kinds().values() for word in words]
    exact = {" ".join(part[0] for part in word) for word in words}
    return frozenset(exact | {BARE + " ".join(part[1] for part in word) for word in words})


def is_kind(*row: Token) -> bool:
    """Whether these tokens name a kind: as it is written, or by its letters where no accents are typed (`Dương Văn An`
    is on no `đường`)."""
    bare = BARE + " ".join(token.folded for token in row)
    return " ".join(token.exact for token in row) in kind_words() or (row[0].is_bare and bare in kind_words())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with (reading.FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entries() -> Iterator[tuple[str, str]]:
    units = _rows("units.csv")
    today = {row["code"]: row for row in units if not row["valid_to"]}
    for row in units:
        new = today.get(row["successor_code"]) if row["valid_to"] else row
        for words in _writings(row):
            yield words, "@p:" + _key(row)
            if new is not None and row["level"] == "commune":
                yield words, "@n:" + _key(new)
    for row in _rows("hamlets.csv"):
        for words in _hamlet_writings(row["name"]):
            yield words, "@p:" + folded(row["name"])


def _key(row: dict[str, str]) -> str:
    """A numbered ward is named with its kind; any other name without."""
    return folded(row["full_name"] if row["name"].isdecimal() else row["name"])


def _writings(row: dict[str, str]) -> Iterator[str]:
    """`xã Long Phú`, and `Long Phú` alone where that cannot be anything else."""
    name = row["name"]
    for kind in kinds().get(row["type"], []):
        yield f"{kind} {name}"
    if row["type"] == "phuong" and name.isdecimal():
        yield f"P{name}"
    if not name.isdecimal() and name.lower() not in _data()["plain"]["words"] and " " in name:
        yield name


def _hamlet_writings(name: str) -> Iterator[str]:
    kind, _, rest = name.partition(" ")
    yield name
    if kind in ("Ấp", "Khóm") and not rest.isdecimal():
        yield from (f"{other} {rest}" for other in kinds()["ap"] if other.lower() != kind.lower())

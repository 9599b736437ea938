"""The words of the demo: accounts, names and grammar of petitions. Nothing in them is about a real person."""

import csv
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TEXTS = FOLDER / "demo_texts"


def accounts() -> list[dict[str, str]]:
    """Accounts that a visitor may sign in with: username, name, role, body_code, position, what_to_try."""
    return _table("demo_accounts")


def names() -> list[dict[str, str]]:
    """Surnames, middle and given names: part, group, gender, text, weight."""
    return _table("demo_names")


def streets() -> list[dict[str, str]]:
    """Street names of the old town: street, unit_codes."""
    return _table("demo_streets")


def topics(kind: str) -> list[dict[str, Any]]:
    """What petitions of a kind (file name in demo_texts) are about."""
    found: list[dict[str, Any]] = _grammar(kind)["topic"]
    return found


def phrases() -> dict[str, list[str]]:
    """What authorities and citizens say along the way."""
    found: dict[str, list[str]] = _grammar("replies")["phrases"]
    return found


def slots() -> dict[str, list[str]]:
    """Words that fill the gaps of the sentences."""
    found: dict[str, list[str]] = _grammar("replies")["slots"]
    return found


def _grammar(name: str) -> dict[str, Any]:
    with (TEXTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

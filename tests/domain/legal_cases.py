"""Legal cases written as tables that jurists can read and add to: tests/domain/cases/*.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of one file, each named by its id and its sentence."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        rows = tomllib.load(file)["case"]
    return [pytest.param(row, id=row["id"]) for row in rows]

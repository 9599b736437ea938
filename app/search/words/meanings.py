"""Abbreviations and their words as one term, and words for nearly the same matter (same.toml)."""

import tomllib
from functools import cache
from pathlib import Path

from app.search.words.phrases import Phrases

DATA = Path(__file__).parent / "same.toml"


@cache
def _data() -> dict[str, list[dict[str, list[str]]]]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def same() -> Phrases:
    """`@s:` and the first writing: what counts as one term."""
    return Phrases((form, "@s:" + row["forms"][0]) for row in _data()["same"] for form in row["forms"])


@cache
def near() -> Phrases:
    """`@m:` and the first writing: what is found beside the word itself."""
    return Phrases((form, "@m:" + row["forms"][0]) for row in _data()["near"] for form in row["forms"])

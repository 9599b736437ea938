"""Abbreviations and their words as one term, and words for nearly the same matter (same.toml)."""

import tomllib
from collections.abc import Iterator
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
    return Phrases(_entries("same", "@s:"))


@cache
def near() -> Phrases:
    """`@m:` and the first writing: what is found beside the word itself."""
    return Phrases(_entries("near", "@m:"))


def entries() -> Iterator[tuple[str, str]]:
    """Both, for a document."""
    yield from _entries("same", "@s:")
    yield from _entries("near", "@m:")


def _entries(kind: str, mark: str) -> Iterator[tuple[str, str]]:
    return ((form, mark + row["forms"][0]) for row in _data()[kind] for form in row["forms"])

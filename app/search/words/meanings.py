"""Abbreviations and their words as one term, words for nearly the same matter (same.toml), and words of one subject:
the keywords of the categories of petitions (seed)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.persistence.seed import reading
from app.search.words.characters import folded
from app.search.words.phrases import Phrases
from app.search.words.syllables import is_folded_syllable

DATA = Path(__file__).parent / "same.toml"
SUBJECTS = Path(__file__).parent / "subjects.toml"


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


@cache
def subjects() -> Phrases:
    """`@c:` and a category, for each keyword of two words or more, and for abbreviations."""
    return Phrases(_subjects())


def entries() -> Iterator[tuple[str, str]]:
    """All of them, for a document."""
    yield from _entries("same", "@s:")
    yield from _entries("near", "@m:")
    yield from _subjects()


@cache
def _writings() -> dict[str, frozenset[str]]:
    return {
        mark + row["forms"][0]: frozenset(map(folded, row["forms"]))
        for kind, mark in (("same", "@s:"), ("near", "@m:"))
        for row in _data()[kind]
    }


def writings(name: str) -> frozenset[str]:
    """Everything that counts as one term, folded."""
    return _writings().get(name, frozenset())


def _subjects() -> Iterator[tuple[str, str]]:
    for row in reading.rows("categories"):
        yield from ((word, "@c:" + row["code"]) for word in row["keywords"] if _is_plain(word))
    for field in tomllib.loads(SUBJECTS.read_text(encoding="utf-8")).values():
        for name, words in field.items():
            yield from ((word, "@c:" + name) for word in words)


def _is_plain(word: str) -> bool:
    """A syllable alone says too little without its accents."""
    return " " in word or not is_folded_syllable(folded(word))


def _entries(kind: str, mark: str) -> Iterator[tuple[str, str]]:
    return ((form, mark + row["forms"][0]) for row in _data()[kind] for form in row["forms"])

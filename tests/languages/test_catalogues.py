"""Every visible sentence has its translation, and says the same names in it."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.i18n.locale import CATALOGUES
from tests.architecture.source import APP

KEYWORDS = {
    "_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2),
}  # fmt: skip
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
STAFF_ONLY = ("casework", "reception", "oversight", "admin", "account")
STAFF_CHAPTERS = (("reports", "registers"), ("services", "registers"), ("i18n", "staff"))
"""What staff read is in Vietnamese and English; whatever citizens read speaks Khmer as well."""


@cache
def sentences() -> dict[str | tuple[str, str], set[str]]:
    """Every sentence of the source and the files that say it."""
    found: dict[str | tuple[str, str], set[str]] = {}
    for file, _line, message, _comments, _context in extract_from_dir(APP, METHODS, OPTIONS, KEYWORDS):
        found.setdefault(message, set()).add(Path(file).as_posix())
    return found


def is_public(file: str) -> bool:
    """Whether citizens may meet what the file says."""
    parts = Path(file).parts
    if parts[:2] in STAFF_CHAPTERS:
        return False
    return not (len(parts) > 1 and parts[0] in ("templates", "web") and parts[1] in STAFF_ONLY) and parts[0] not in (
        "cli",
        "lawbook",
    )


@cache
def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str, wanted: list[str | tuple[str, str]]) -> list[str]:
    """Sentences without a translation."""
    known = catalogue(language)
    lacking = []
    for message in wanted:
        one = message if isinstance(message, str) else message[0]
        entry = known.get(one)
        said = entry.string if entry else ""
        if not all([said] if isinstance(said, str) else said) or (entry and entry.fuzzy):
            lacking.append(one)
    return lacking


def test_the_sentences_are_found() -> None:
    assert len(sentences()) > 200


def test_english_is_complete() -> None:
    assert missing("en", list(sentences())) == []


def test_khmer_is_complete_where_citizens_read() -> None:
    public = [message for message, files in sentences().items() if any(map(is_public, files))]
    assert missing("km", public) == []


@pytest.mark.parametrize("language", ["en", "km"])
def test_translations_keep_the_names_in_the_sentence(language: str) -> None:
    for entry in catalogue(language):
        ones = [entry.id] if isinstance(entry.id, str) else entry.id
        names = {found for one in ones for found in re.findall(r"%\((\w+)\)", one)}
        for said in [entry.string] if isinstance(entry.string, str) else entry.string:
            if entry.id and said:
                assert set(re.findall(r"%\((\w+)\)", said)) == names, entry.id
                assert not re.search(r"(?<!%)%(?![%(])", said) or not names, entry.id


@pytest.mark.parametrize("language", ["en", "km"])
def test_nothing_is_guessed_or_left_over(language: str) -> None:
    known = catalogue(language)
    wanted = {message if isinstance(message, str) else message[0] for message in sentences()}
    assert not [entry.id for entry in known if entry.id and entry.fuzzy]
    spoken = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in known if entry.id}
    assert spoken <= wanted, "run `make messages`"

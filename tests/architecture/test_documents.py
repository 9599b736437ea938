"""Documents that are made from the code say what the code says."""

import re

from tests.architecture.access_page import ACCESS, access_page
from tests.architecture.documents import ADR, ADR_INDEX, GLOSSARY, adr_page, enumerations, glossary_page
from tests.architecture.source import ROOT


def test_the_index_of_decisions_is_current() -> None:
    assert ADR_INDEX.read_text(encoding="utf-8") == adr_page(), "run `make docs`"


def test_the_glossary_has_every_member() -> None:
    assert GLOSSARY.read_text(encoding="utf-8") == glossary_page(), "run `make docs`"


def test_the_table_of_access_is_current() -> None:
    assert ACCESS.read_text(encoding="utf-8") == access_page(), "run `make docs`"


def test_one_term_has_one_identifier() -> None:
    """No two rows of the table of terms give the same identifier to different words."""
    table = GLOSSARY.read_text(encoding="utf-8").split("## Vocabulary")[0]
    terms = re.findall(r"^\| ([^|]+) \| `(\w+)` \|", table, re.MULTILINE)
    assert len(terms) > 60
    assert len({identifier for _words, identifier in terms}) == len(terms)


def test_identifiers_are_english() -> None:
    for enumeration in enumerations():
        for member in enumeration:
            assert member.name.isascii() and member.name.isupper()


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points at {target}"


def test_readme_begins_with_two_commands() -> None:
    commands = re.findall(r"^make \w+", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands[:2] == ["make run", "make test"]


def test_a_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in ADR.glob("0*.md")]
    assert sorted(numbers) == sorted(set(numbers))

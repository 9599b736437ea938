"""Pages of docs/ that are made from the code: `make docs` writes them, tests hold them current."""

import re
import tempfile
from enum import EnumMeta
from pathlib import Path

from flask import Flask

from app.domain import vocabulary
from app.domain.reception import vocabulary as reception_vocabulary
from app.i18n.labels import label
from tests.architecture.access_page import ACCESS, access_page
from tests.architecture.source import ROOT
from tests.houses import make

ADR = ROOT / "docs" / "adr"
ADR_INDEX = ADR / "README.md"
ROUTES = ROOT / "docs" / "routes.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
MEMBERS_START = "<!-- members of app/domain/vocabulary.py: made by `make docs` -->"


def enumerations() -> list[EnumMeta]:
    """The enumerations of the vocabularies, in the order they are written."""
    return [
        thing
        for module in (vocabulary, reception_vocabulary)
        for thing in vars(module).values()
        if isinstance(thing, EnumMeta) and thing.__module__ == module.__name__
    ]


def adr_page() -> str:
    """The index of the decisions: number, title, and what became of it."""
    rows = ["# Decisions", "", "Why the house stands as it does. Made by `make docs`.", ""]
    for path in sorted(ADR.glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        title = re.match(r"# (\d{4}) (.+)", text)
        status = re.search(r"^Status: (.+)$", text, re.MULTILINE)
        assert title and status and path.name.startswith(title[1]), f"{path.name}: no '# NNNN title' or no 'Status:'"
        rows.append(f"- [{title[1]} {title[2]}]({path.name}): {status[1]}")
    return "\n".join(rows) + "\n"


def routes_page(app: Flask) -> str:
    """Every URL with its methods, endpoint and action."""
    rows = ["# Routes", "", "Every URL, who may ever open it, and the view behind it. Made by `make docs`.", ""]
    rows += ["| URL | methods | endpoint | action |", "|---|---|---|---|"]
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.rule, one.endpoint)):
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        guard = getattr(app.view_functions[rule.endpoint], "guard", "everyone (files)")
        rows.append(f"| `{rule.rule}` | {methods} | {rule.endpoint} | {guard} |")
    return "\n".join(rows) + "\n"


def members_part() -> str:
    """One table for each enumeration: identifier, kept value, Vietnamese label."""
    rows = [MEMBERS_START]
    for enumeration in enumerations():
        rows += ["", f"### {enumeration.__name__}", "", "| identifier | kept as | Vietnamese |", "|---|---|---|"]
        rows += [f"| `{member.name}` | `{member.value}` | {label(member)} |" for member in enumeration]
    return "\n".join(rows) + "\n"


def glossary_page() -> str:
    """The terms, written by hand, and below them the vocabulary, made."""
    by_hand = GLOSSARY.read_text(encoding="utf-8").split(MEMBERS_START)[0]
    return by_hand + members_part()


def write() -> None:
    """Bring every made page up to date."""
    with tempfile.TemporaryDirectory() as folder:
        app = make(Path(folder), f"sqlite:///{folder}/none.db")
        made = (
            (ADR_INDEX, adr_page()),
            (ROUTES, routes_page(app)),
            (GLOSSARY, glossary_page()),
            (ACCESS, access_page()),
        )
        for page, text in made:
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()

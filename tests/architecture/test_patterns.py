"""What is done in one place only, and what is never done."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import APP, CODE, ROOT, TEMPLATES, name

COMMITS = {
    "app/persistence/transaction.py",
    *("app/search/engines/tantivy_index.py", "app/search/engines/whoosh_index.py"),  # a segment of their own files
    "app/search/upkeep/table_home.py",  # an advisory lock on a connection of its own
}
SQL_ROOM = ("app/persistence/", "app/search/")
"""The search room keeps tables of its own and reads by the whole set, beside every request (docs/search.md)."""
ADDS_URLS = {"app/web/doors.py", "app/web/assets/static.py"}


def find(pattern: str, paths: list[Path], allowed: set[str] = frozenset()) -> list[str]:
    """file:line of each place where the pattern stands, but for the allowed files."""
    expression = re.compile(pattern)
    return [
        f"{name(path)}:{number}"
        for path in paths
        if name(path) not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if expression.search(line)
    ]


def test_one_place_commits() -> None:
    assert not find(r"\.commit\(", CODE, COMMITS)


def test_one_place_adds_urls() -> None:
    assert not find(r"add_url_rule\(|@\w+\.(route|get|post)\(", CODE, ADDS_URLS)


def test_sql_stands_in_persistence_only() -> None:
    outside = [path for path in CODE if not name(path).startswith(SQL_ROOM)]
    assert not find(r"from sqlalchemy(\.orm)? import .*\b(select|insert|update|delete|text)\b", outside)
    assert not find(r"(session|connection|engine)(\(\))?\.execute\(", outside)


def test_every_text_of_a_citizen_is_escaped() -> None:
    assert not find(r"\|\s*safe\b|autoescape\s+false", TEMPLATES)
    assert not find(r"\bMarkup\(", CODE)


def test_nothing_inline_that_the_policy_would_stop() -> None:
    assert not find(r"\sstyle=|<style\b|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", TEMPLATES)


def test_nothing_comes_from_elsewhere() -> None:
    assert not find(r"(src|href)=\"(https?:)?//", TEMPLATES)


def test_logs_go_through_the_log_that_knows_no_names() -> None:
    assert not find(r"app\.logger\b|(?<!\.)\bprint\(|traceback\.|log\w*\.exception\(|exc_info=", CODE)


def test_tokens_are_compared_in_constant_time() -> None:
    compared = r"(token|digest|secret|hash)\w*\s*[!=]=\s*(?!None|\"\"|'')\w"
    assert not find(compared, [path for path in CODE if not name(path).startswith(SQL_ROOM)])


def test_nothing_is_left_for_later() -> None:
    assert not find(r"\b(TODO|FIXME|XXX|HACK)\b", [*CODE, *TEMPLATES])


def test_nothing_writes_beside_the_instance_folder() -> None:
    tracked = {"README.md"}
    ignore = (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert "instance/*" in ignore and "!instance/README.md" in ignore
    assert tracked


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_module_says_what_lives_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or text.startswith('"""'), f"{name(path)} opens without a docstring"


def test_the_house_has_no_other_rooms() -> None:
    rooms = {path.name for path in APP.iterdir() if path.is_dir() and path.name != "__pycache__"}
    known = set(
        "domain lawbook i18n inspection persistence documents reports search messaging storage services jobs web cli "
        "templates static translations".split()
    )
    assert rooms <= known

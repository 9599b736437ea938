"""Sizes that may only go down. What outgrows its aim is cut by chapter in the same change."""

import ast
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.source import APP, CODE, ROOT, name, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_VIEW = 25
FULLEST_FOLDER = 15
LONGEST_TEST = 500
LONGEST_CONFTEST = 150
MEDIAN_FILE = 80

TESTS = sorted((ROOT / "tests").rglob("*.py"))
BANNED_NAMES = ("utils", "helpers", "common", "misc", "manager", "extensions")


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert lines(path) <= LONGEST_FILE


def test_the_usual_file_is_short() -> None:
    assert median(lines(path) for path in CODE if path.name != "__init__.py") <= MEDIAN_FILE


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_function_fits_a_screen(path: Path) -> None:
    limit = LONGEST_VIEW if path.is_relative_to(APP / "web") and _is_view_module(path) else LONGEST_FUNCTION
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= limit, f"{name(path)}:{node.lineno} {node.name} has {length} lines of {limit}"


def test_a_folder_is_read_at_a_glance() -> None:
    folders = {path.parent for path in CODE}
    full = {name(folder): count for folder in folders if (count := len(list(folder.glob("*.py")))) > FULLEST_FOLDER}
    assert not full


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_tests_stay_readable(path: Path) -> None:
    assert lines(path) <= (LONGEST_CONFTEST if path.name == "conftest.py" else LONGEST_TEST)


def test_no_drawer_for_odds_and_ends() -> None:
    assert not [name(path) for path in [*CODE, *TESTS] if path.stem in BANNED_NAMES or path.stem.endswith("_v2")]


def _is_view_module(path: Path) -> bool:
    return len(path.relative_to(APP / "web").parts) > 1

"""The house as text and as syntax trees, for the tests that hold its shape."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
CODE = sorted(path for path in APP.rglob("*.py") if "__pycache__" not in path.parts)
TEMPLATES = sorted(APP.joinpath("templates").rglob("*.html"))


def name(path: Path) -> str:
    """app/domain/rules.py"""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=name(path))


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Every import statement with each dotted name that it takes."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno} imports stand in full"
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def module(path: Path) -> str:
    """app.domain.rules"""
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = {module(path): path for path in CODE}


def module_of(dotted: str) -> str | None:
    """The module of this house that an imported name belongs to."""
    while dotted and dotted not in MODULES:
        dotted = dotted.rpartition(".")[0]
    return dotted or None

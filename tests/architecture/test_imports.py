"""Imports point down; rooms on one floor and audiences in web/ do not know each other; the core is plain Python."""

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.architecture.source import APP, CODE, MODULES, ROOT, imports, module, module_of, name

FLOORS = [
    {"cli"},
    {"web", "jobs"},
    {"services"},
    {"documents", "reports", "search", "messaging", "storage"},
    {"persistence"},
    {"lawbook", "i18n", "inspection"},
    {"domain"},
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FRAMEWORKS = set("flask flask_sqlalchemy flask_login flask_wtf flask_limiter werkzeug sqlalchemy wtforms".split())
PLAIN = {"domain", "lawbook", "i18n", "inspection"}
BELOW_WEB = {"services", "documents", "reports", "search", "messaging", "storage", "persistence", *PLAIN}
BINDS_FLASK_TO_DATABASE = {"app/persistence/__init__.py", "app/persistence/db.py", "app/persistence/migrating.py"}
AUDIENCES = {folder.name for folder in (APP / "web").iterdir() if (folder / "routes.py").exists()}

ROOMS = [path for path in CODE if path != APP / "__init__.py"]


@pytest.mark.parametrize("path", ROOMS, ids=name)
def test_imports_point_down(path: Path) -> None:
    here = path.relative_to(APP).parts[0]
    for node, dotted in imports(path):
        at = f"{name(path)}:{node.lineno}"
        top, there, *_rest = [*dotted.split("."), ""]
        assert node.col_offset == 0, f"{at} import hidden inside a block"
        assert not (here in PLAIN and top in FRAMEWORKS), f"{at} {here} must stay plain Python"
        if here in BELOW_WEB and name(path) not in BINDS_FLASK_TO_DATABASE:
            assert not top.startswith(("flask", "werkzeug", "wtforms")), f"{at} no Flask below web/"
        if here == "domain":
            assert top == "app" or top in sys.stdlib_module_names, f"{at} domain takes the standard library only"
        if top == "app" and there and there != here:
            assert FLOOR_OF[here] < FLOOR_OF[there], f"{at} {here} may not import {there}"


@pytest.mark.parametrize("path", [path for path in ROOMS if path.is_relative_to(APP / "web")], ids=name)
def test_audiences_do_not_know_each_other(path: Path) -> None:
    inside = path.relative_to(APP / "web").parts
    for node, dotted in imports(path):
        parts = dotted.split(".")
        if parts[:2] == ["app", "web"] and len(parts) > 2 and parts[2] in AUDIENCES:
            assert parts[2] == inside[0], f"{name(path)}:{node.lineno} {inside[0]} may not import {parts[2]}"


def test_no_module_is_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in ROOMS:
        taken = {module_of(dotted) for _node, dotted in imports(path) if dotted.startswith("app.")}
        graph[module(path)] = {one for one in taken if one and one not in ("app", module(path))}
    TopologicalSorter(graph).prepare()


def test_the_core_runs_without_flask() -> None:
    core = [one for one in MODULES if one.split(".")[1:2] in (["domain"], ["lawbook"], ["i18n"], ["inspection"])]
    code = f"import sys; [__import__(m) for m in {core}]; print([m for m in {sorted(FRAMEWORKS)} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_clock_is_read_at_the_doors_only() -> None:
    """Below web/, jobs/ and cli/ the time is an argument."""
    offenders = [
        name(path)
        for path in ROOMS
        if path.relative_to(APP).parts[0] in BELOW_WEB
        for word in ("datetime.now(", "date.today(", "time.time(", "utcnow(")
        if word in path.read_text(encoding="utf-8")
    ]
    assert not offenders

"""The search of this house: the engine that its setting names. Libraries come with the first use, not at the start."""

from importlib import import_module
from pathlib import Path
from typing import Any, cast

from app.persistence.db import store
from app.search.upkeep.home import FolderHome, Home

ENGINES = {
    "whoosh": ("whoosh_index", "WhooshIndex"),
    "postgres": ("postgres_index", "PostgresIndex"),
    "tantivy": ("tantivy_index", "TantivyIndex"),
}
FOLDER = "search"
KEY = "search"  # purpose of the key that seals the index files
_homes: dict[tuple[Path, str], Home] = {}


def home(engine: str = "") -> Home:
    """Where the index of an engine lives: of the one that is set, or of the one named."""
    here = store()
    name = engine or here.search_engine
    place = (here.folder / FOLDER / name, name)
    if place not in _homes:
        _homes[place] = _opened(*place)
    return _homes[place]


def forget() -> None:
    """Let go of every open index: for tests, and before a folder is removed."""
    _homes.clear()


def engine_class(name: str) -> Any:
    """Raises KeyError for an engine that we do not have, ImportError for one that is not installed."""
    module, class_name = ENGINES[name]
    return getattr(import_module(f"app.search.engines.{module}"), class_name)


def _opened(root: Path, name: str) -> Home:
    if name == "postgres":
        return cast(Home, import_module("app.search.upkeep.table_home").TableHome())
    maker = engine_class(name)
    key = store().keys.newest(KEY)[1] if name == "whoosh" else None
    return FolderHome(root, lambda folder: maker(folder / "index", key) if key else maker(folder / "index"))

"""Questions put to a temporary index of given texts: how good the search is, measured on any set in JSON lines."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.search import opening
from app.search.interface import Document, Engine, Question
from app.search.upkeep.home import Progress

BEST = 20
TEXT_NAMES = ("text", "query", "q", "content")


def evaluate(documents: Path, questions: Path, run: Path, engine: Engine) -> int:
    """Index {"id", "text"[, "title"]} lines, ask {"id", "text"} lines, write {"id", "docs": [best 20]} lines."""
    names: list[Any] = []

    def read() -> Iterator[Document]:
        for key, row in enumerate(_lines(documents)):
            names.append(row["id"])
            yield Document(key, _text(row), str(row.get("title") or ""), rank=-key)

    engine.index(read())
    count = 0
    with run.open("w", encoding="utf-8") as out:
        for row in _lines(questions):
            found = engine.search(Question(_text(row), limit=BEST, fills=True))
            best = {"id": row["id"], "docs": [names[key] for key in found.keys]}
            out.write(json.dumps(best, ensure_ascii=False) + "\n")
            count += 1
    return count


@contextmanager
def temporary(name: str) -> Iterator[Engine]:
    """An empty engine of this name that leaves nothing behind."""
    if name == "postgres":
        yield from _in_tables()
        return
    with tempfile.TemporaryDirectory(prefix="tiepdan-search-") as folder:
        yield opening.engine_class(name)(Path(folder) / "index")


def _in_tables() -> Iterator[Engine]:
    home = opening.home("postgres")
    generation = home.begin(Progress(analyser=0))  # of no analyser: nobody takes it for a building
    try:
        yield generation.engine
    finally:
        home.forget(generation)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _text(row: dict[str, Any]) -> str:
    return str(next((row[name] for name in TEXT_NAMES if row.get(name)), ""))

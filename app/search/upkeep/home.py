"""Where the index of an engine lives: generations side by side, one of them current, switched in one step.

A generation is never changed to another analyser and never copied from elsewhere: it is built from the database, or it
is not there.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from app.search.interface import Engine, SearchUnavailableError
from app.search.words.streams import ANALYSER

CURRENT, PROGRESS = "current", "progress.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a generation is. `cursor`: every outbox message up to it is in the index. The rest: what a building has
    read, and how much there was to read when it began."""

    analyser: int = ANALYSER
    cursor: int = 0
    cases_done: int = 0
    visits_done: int = 0
    cases_all: int = 0
    visits_all: int = 0
    is_whole: bool = False

    @property
    def percent(self) -> int:
        """Of a building; by row numbers, which is near enough."""
        if self.is_whole:
            return 100
        whole = self.cases_all + self.visits_all
        return min(99, 100 * (self.cases_done + self.visits_done) // whole) if whole else 0


@dataclass(frozen=True, slots=True)
class Generation:
    name: str
    engine: Engine
    progress: Progress


class Home(Protocol):
    """Generations of one engine."""

    def current(self) -> Generation:
        """The one that answers; SearchUnavailableError when there is none of today's analyser that can be read."""

    def building(self) -> Generation | None:
        """One that is being built, of today's analyser."""

    def begin(self, progress: Progress) -> Generation:
        """A new one, empty."""

    def remember(self, generation: Generation, progress: Progress) -> Generation: ...

    def switch(self, generation: Generation) -> None:
        """It answers from now on; all others are removed."""

    def forget(self, generation: Generation) -> None:
        """One that was only tried."""

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        """The only right to write into the current one and to switch; False when another process has it."""

    def building_alone(self) -> AbstractContextManager[bool]:
        """The only right to build a new one; False when another process has it."""


class FolderHome:
    """Generations as folders: of Whoosh and of tantivy."""

    def __init__(self, root: Path, make: Callable[[Path], Engine]) -> None:
        self._root, self._make = root, make
        self._engines: dict[str, Engine] = {}

    def current(self) -> Generation:
        try:
            name = (self._root / CURRENT).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            raise SearchUnavailableError("no index") from None
        generation = self._read(name)
        if generation is None or not generation.progress.is_whole:
            raise SearchUnavailableError("no index of this analyser")
        return generation

    def building(self) -> Generation | None:
        for folder in sorted(self._root.glob("g-*"), reverse=True):
            found = self._read(folder.name)
            if found is not None and not found.progress.is_whole:
                return found
        return None

    def begin(self, progress: Progress) -> Generation:
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        used = [int(folder.name[2:]) for folder in self._root.glob("g-*") if folder.name[2:].isdecimal()]
        folder = self._root / f"g-{max(used, default=0) + 1:06d}"
        folder.mkdir(mode=0o700)
        return self.remember(Generation(folder.name, self._engine(folder.name), progress), progress)

    def remember(self, generation: Generation, progress: Progress) -> Generation:
        _write(self._root / generation.name / PROGRESS, json.dumps(asdict(progress)))
        return replace(generation, progress=progress)

    def switch(self, generation: Generation) -> None:
        _write(self._root / CURRENT, generation.name)
        for folder in self._root.glob("g-*"):
            if folder.name != generation.name:
                shutil.rmtree(folder, ignore_errors=True)
                self._engines.pop(folder.name, None)

    def forget(self, generation: Generation) -> None:
        shutil.rmtree(self._root / generation.name, ignore_errors=True)

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        return self._locked("writing", wait=wait)

    def building_alone(self) -> AbstractContextManager[bool]:
        return self._locked("building")

    @contextmanager
    def _locked(self, name: str, *, wait: bool = False) -> Iterator[bool]:
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._root / f"{name}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True

    def _read(self, name: str) -> Generation | None:
        try:
            progress = Progress(**json.loads((self._root / name / PROGRESS).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return Generation(name, self._engine(name), progress) if progress.analyser == ANALYSER else None

    def _engine(self, name: str) -> Engine:
        if name not in self._engines:
            self._engines[name] = self._make(self._root / name)
        return self._engines[name]


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)

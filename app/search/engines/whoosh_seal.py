"""What a commit consists of, sealed: every file with its digest, under a key that is not in the folder.

Whoosh reads its files with pickle, and a changed pickle is a program. So no byte of a file is given to it before the
file is known to be the one that our worker wrote.
"""

import hashlib
import hmac
import json
import os
import time
from pathlib import Path
from typing import Any

from app.search.interface import SearchUnavailableError

NAME = "sealed.json"
PATIENCE = 2.0  # seconds for a commit that is being published
Stamp = tuple[int, int, int]


class Seal:
    """The seal of one folder. Digests are taken once for a file, and again when its stamp changes."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self._known: dict[str, tuple[Stamp, str]] = {}
        self._read: tuple[Stamp, dict[str, Any]] | None = None

    def publish(self, generation: int, names: list[str]) -> None:
        """After a commit: what readers may open from now on."""
        files = {name: self._digest(name, _stamp(self._folder / name)) for name in sorted(names)}
        body = json.dumps({"generation": generation, "files": files}, sort_keys=True)
        draft = self._folder / f".{NAME}"
        draft.write_text(json.dumps({"body": body, "mac": self._mac(body)}), encoding="utf-8")
        os.replace(draft, self._folder / NAME)

    def generation(self, *, opened: int | None) -> int:
        """The published commit, every file of it whole. `opened`: one that the caller holds open already; its files may
        be gone meanwhile, since a commit removes old ones before it is published."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                published = self._published()
                missing = self._missing(published["files"])
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise SearchUnavailableError(type(error).__name__) from None
            if not missing or published["generation"] == opened:
                return int(published["generation"])
            if time.monotonic() > until or not self._is_being_published(published["generation"]):
                raise SearchUnavailableError("missing")
            time.sleep(0.02)

    def _is_being_published(self, generation: int) -> bool:
        """Whether a commit is written and not yet sealed."""
        written = (path.stem.rpartition("_")[2] for path in self._folder.glob("*.toc"))
        return any(int(number) > generation for number in written if number.isdecimal())

    def _published(self) -> dict[str, Any]:
        path = self._folder / NAME
        stamp = _stamp(path)
        if self._read is None or self._read[0] != stamp:
            outer = json.loads(path.read_text(encoding="utf-8"))
            if not hmac.compare_digest(outer["mac"], self._mac(outer["body"])):
                raise SearchUnavailableError("seal")
            self._read = (stamp, json.loads(outer["body"]))
        return self._read[1]

    def _missing(self, files: dict[str, str]) -> bool:
        """Whether files are not there; SearchUnavailableError when one is another than it was."""
        for name, digest in files.items():
            try:
                stamp = _stamp(self._folder / name)
                is_whole = self._digest(name, stamp) == digest
            except FileNotFoundError:
                return True
            if not is_whole:
                raise SearchUnavailableError("changed")
        return False

    def _digest(self, name: str, stamp: Stamp) -> str:
        known = self._known.get(name)
        if known is None or known[0] != stamp:
            known = self._known[name] = (stamp, _sha256(self._folder / name))
        return known[1]

    def _mac(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Files that people take away, below INSTANCE_DIR/exports: encrypted under keys of their own, kept for a day."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.refusals import NotFound
from app.persistence import sealing
from app.persistence.db import store

KEPT = timedelta(days=1)
KEY_BYTES = 32
_SEALED, _MAKING = ".sealed", "making-"


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for what is being made; nothing of it is left, and what a crash leaves the sweeping takes."""
    folder = _folder() / f"{_MAKING}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(made: Path) -> tuple[str, bytes]:
    """Encrypt a file that was made; its id, and the key that only the caller keeps."""
    file_id, key = secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)
    draft = _place(file_id).with_suffix(".part")
    with made.open("rb") as source, draft.open("xb") as target:
        draft.chmod(0o600)
        sealing.seal_stream(source, target, _bound(file_id), key)
    draft.rename(_place(file_id))
    return file_id, key


def read(file_id: str, key: bytes) -> Iterator[bytes]:
    """The file in pieces; NotFound at once when its day is over."""
    place = _place(file_id)
    if not place.is_file():
        raise NotFound("export_not_found")
    return sealing.unseal_file(place, _bound(file_id), key)


def sweep(now: datetime) -> int:
    """Remove what is older than a day, finished or not."""
    before = (now - KEPT).timestamp()
    old = [path for path in _folder().iterdir() if path.stat().st_mtime < before]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    folder = store().folder / "exports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _place(file_id: str) -> Path:
    if len(file_id) != KEY_BYTES or not file_id.isalnum():
        raise NotFound("export_not_found")
    return _folder() / (file_id + _SEALED)


def _bound(file_id: str) -> str:
    return f"export:{file_id}"

"""Files on disk by random id: written whole, flushed and named last, so that a crash leaves a file or none."""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from app.domain.refusals import BadInput, NotFound
from app.persistence import sealing
from app.persistence.db import store
from app.persistence.queries import files as known
from app.storage import inspection, names
from app.storage.limits import MAX_FILE_BYTES, MEGABYTE

PIECE = 64 * 1024
ORPHAN_AGE = timedelta(days=1)
_ID = re.compile(r"[0-9a-f]{32}")
_SEALED = ".sealed"
_DRAFT = ".part"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept. `digest` is SHA-256 of the bytes on disk: of a sealed file it tells nothing of the content."""

    id: str
    name: str
    size: int
    media_type: str
    digest: str


def save(stream: BinaryIO, filename: str, *, sealed: bool, context: str = "") -> StoredFile:
    """Inspect and keep a file; `stream` can be rewound. Raises BadInput: file_empty, file_too_large, file_bomb,
    file_type_refused, file_damaged or image_too_large. Sealed, it lies on disk only encrypted."""
    size = stream.seek(0, os.SEEK_END)
    if size == 0:
        raise BadInput("file_empty")
    if size > MAX_FILE_BYTES:
        raise BadInput("file_too_large", megabytes=MAX_FILE_BYTES // MEGABYTE)
    media_type = inspection.media_type(stream, size, filename)
    file_id = secrets.token_hex(16)
    final = _place(file_id, sealed=sealed)
    stream.seek(0)
    digest = _write(stream, final, _bound(file_id, context) if sealed else None)
    return StoredFile(file_id, names.shown(filename, media_type), size, media_type, digest)


def seal(file_id: str) -> str | None:
    """Encrypt a file that was kept in the clear; its new digest, or None when there is nothing in the clear. The clear
    bytes stay until `drop_clear`, so that a crash between the two loses nothing: the same is then done again."""
    clear = _place(file_id, sealed=False)
    if not clear.is_file():
        return None
    final = _place(file_id, sealed=True)
    final.with_suffix(_DRAFT).unlink(missing_ok=True)  # of a crash
    with clear.open("rb") as stream:
        return _write(stream, final, _bound(file_id, ""))


def drop_clear(file_id: str) -> None:
    """Remove the clear bytes of a file that lies sealed beside them."""
    if _place(file_id, sealed=True).is_file():
        _place(file_id, sealed=False).unlink(missing_ok=True)


def read(file_id: str, *, context: str = "") -> Iterator[bytes]:
    """The content in pieces; NotFound("file_not_found") at once when there is none."""
    path = _find(file_id)
    return sealing.unseal_file(path, _bound(file_id, context)) if path.suffix == _SEALED else _plain(path)


def is_intact(file_id: str, digest: str) -> bool:
    """Whether the bytes on disk are those that were kept."""
    try:
        return _digest(_find(file_id)) == digest
    except NotFound:
        return False


def delete(file_id: str) -> None:
    """Forget a file; none is as good as gone."""
    for sealed in (False, True):
        _place(file_id, sealed=sealed).unlink(missing_ok=True)


def sweep(now: datetime) -> int:
    """Remove files that nothing refers to and drafts of crashed writes, when older than a day."""
    before = (now - ORPHAN_AGE).timestamp()
    old = [path for path in _folder().glob("??/*") if path.stat().st_mtime < before]
    kept = known.referenced([path.stem for path in old])
    gone = [path for path in old if path.suffix == _DRAFT or path.stem not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def free_bytes() -> int:
    """Room left on the disk that keeps the files."""
    return shutil.disk_usage(_folder()).free


def _folder() -> Path:
    folder = store().folder / "attachments"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _place(file_id: str, *, sealed: bool) -> Path:
    if not _ID.fullmatch(file_id):
        raise NotFound("file_not_found")
    return _folder() / file_id[:2] / (file_id + (_SEALED if sealed else ".file"))


def _find(file_id: str) -> Path:
    for sealed in (False, True):
        path = _place(file_id, sealed=sealed)
        if path.is_file():
            return path
    raise NotFound("file_not_found")


def _bound(file_id: str, context: str) -> str:
    return f"attachment:{file_id}:{context}"


def _write(stream: BinaryIO, final: Path, seal_as: str | None) -> str:
    """Draft, flush, name, flush the folder: then the row that names the file may be written."""
    is_new = not final.parent.exists()
    final.parent.mkdir(mode=0o700, exist_ok=True)
    draft = final.with_suffix(_DRAFT)
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            if seal_as is None:
                shutil.copyfileobj(stream, target, PIECE)
            else:
                sealing.seal_stream(stream, target, seal_as)
            target.flush()
            os.fsync(target.fileno())
        digest = _digest(draft)
        draft.rename(final)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _flush_folder(final.parent)
    if is_new:
        _flush_folder(final.parent.parent)
    return digest


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece

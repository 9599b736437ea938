"""Files on disk by random id: written whole, flushed and named last, so that a crash leaves a file or none.

Of each there are two: the bytes that came, always encrypted and kept as evidence, and the copy that people are shown,
without notes on its author and without anything that acts.
"""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from app.domain.refusals import BadInput, NotFound
from app.inspection import names
from app.persistence import sealing
from app.persistence.db import store
from app.persistence.queries import files as known
from app.storage import scanning, workshop
from app.storage.limits import MAX_FILE_BYTES, MEGABYTE

PIECE = 64 * 1024
ORPHAN_AGE = timedelta(days=1)
_ID = re.compile(r"[0-9a-f]{32}")
_CLEAR, _SEALED = ".file", ".sealed"
_COPY, _SEALED_COPY = ".copy", ".sealedcopy"
_DRAFT = ".part"
_SHOWN = (_COPY, _SEALED_COPY, _SEALED, _CLEAR)  # the first there is
_SEALS = {_CLEAR: _SEALED, _COPY: _SEALED_COPY}  # in the clear, and what it becomes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept. `digest` is SHA-256 of the copy as it lies on disk: sealed, it tells nothing of the content.
    The bytes that came carry their own proof, as everything that is encrypted here."""

    id: str
    name: str
    size: int
    media_type: str
    digest: str
    is_scanned: bool = False


def save(stream: BinaryIO, filename: str, *, sealed: bool, context: str = "", scanner: str = "") -> StoredFile:
    """Inspect and keep a file; `stream` can be rewound. Raises BadInput: file_empty, file_too_large, or
    what `workshop.examine` names. The bytes that came lie on disk encrypted; the copy in the clear unless `sealed`."""
    size = stream.seek(0, os.SEEK_END)
    if size == 0:
        raise BadInput("file_empty")
    if size > MAX_FILE_BYTES:
        raise BadInput("file_too_large", megabytes=MAX_FILE_BYTES // MEGABYTE)
    stream.seek(0)
    content = stream.read()
    is_scanned = scanning.is_clean(content, scanner)
    examined = workshop.examine(content, filename)
    file_id = secrets.token_hex(16)
    copy = _place(file_id, _SEALED_COPY if sealed else _COPY)
    digest = _write(BytesIO(examined.copy), copy, _bound(file_id, context) if sealed else None)
    _write(BytesIO(content), _place(file_id, _SEALED), _bound(file_id, context))
    name = names.shown(filename, examined.media_type)
    return StoredFile(file_id, name, size, examined.media_type, digest, is_scanned)


def seal(file_id: str) -> str | None:
    """Encrypt what was kept in the clear; the new digest, or None when nothing lies in the clear. What is clear
    stays until `drop_clear`, so that a crash between the two loses nothing: the same is then done again."""
    digests = {clear: _seal(file_id, clear, sealed) for clear, sealed in _SEALS.items()}
    return digests[_COPY] or digests[_CLEAR]


def _seal(file_id: str, clear: str, sealed: str) -> str | None:
    source, final = _place(file_id, clear), _place(file_id, sealed)
    if not source.is_file():
        return None
    final.with_suffix(_DRAFT).unlink(missing_ok=True)  # of a crash
    with source.open("rb") as stream:
        return _write(stream, final, _bound(file_id, ""))


def drop_clear(file_id: str) -> None:
    """Remove the clear bytes of a file that lies sealed beside them."""
    for clear, sealed in _SEALS.items():
        if _place(file_id, sealed).is_file():
            _place(file_id, clear).unlink(missing_ok=True)


def read(file_id: str, *, context: str = "") -> Iterator[bytes]:
    """What people are shown, in pieces; NotFound("file_not_found") at once when there is none. Files that came before
    copies were made are shown as they came."""
    return _opened(_find(file_id, *_SHOWN), file_id, context)


def original(file_id: str, *, context: str = "") -> Iterator[bytes]:
    """The bytes as they came, in pieces: evidence, with all that the copy leaves out."""
    return _opened(_find(file_id, _SEALED, _CLEAR), file_id, context)


def is_intact(file_id: str, digest: str) -> bool:
    """Whether the copy on disk is the one that was kept."""
    try:
        return _digest(_find(file_id, *_SHOWN)) == digest
    except NotFound:
        return False


def delete(file_id: str) -> None:
    """Forget a file; none is as good as gone."""
    for suffix in (_CLEAR, _SEALED, _COPY, _SEALED_COPY):
        _place(file_id, suffix).unlink(missing_ok=True)


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


def _place(file_id: str, suffix: str) -> Path:
    if not _ID.fullmatch(file_id):
        raise NotFound("file_not_found")
    return _folder() / file_id[:2] / (file_id + suffix)


def _find(file_id: str, *suffixes: str) -> Path:
    for suffix in suffixes:
        path = _place(file_id, suffix)
        if path.is_file():
            return path
    raise NotFound("file_not_found")


def _opened(path: Path, file_id: str, context: str) -> Iterator[bytes]:
    is_sealed = path.suffix in (_SEALED, _SEALED_COPY)
    return sealing.unseal_file(path, _bound(file_id, context)) if is_sealed else _plain(path)


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

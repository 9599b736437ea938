"""Files on disk by random id: written whole, flushed and named last, so that a crash leaves a file or none.

Of each there are two, both encrypted under a key that only the caller keeps: the bytes that came, as evidence, and the
copy that people are shown, without notes on its author and without anything that acts.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
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
_USE = {_SEALED_COPY: "copy", _SEALED: "original"}
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept. `digest` is SHA-256 of the copy as it lies on disk, encrypted: it tells nothing of the content.
    The bytes that came carry their own proof. `key` (hex) opens both; the caller keeps it, nobody here."""

    id: str
    name: str
    size: int
    media_type: str
    digest: str
    key: str = field(repr=False)
    is_scanned: bool = False


def save(stream: BinaryIO, filename: str, *, scanner: str = "") -> StoredFile:
    """Inspect and keep a file, encrypted under a key of its own; `stream` can be rewound. Raises BadInput: file_empty,
    file_too_large, or what `workshop.examine` names."""
    size = stream.seek(0, os.SEEK_END)
    if size == 0:
        raise BadInput("file_empty")
    if size > MAX_FILE_BYTES:
        raise BadInput("file_too_large", megabytes=MAX_FILE_BYTES // MEGABYTE)
    stream.seek(0)
    content = stream.read()
    is_scanned = scanning.is_clean(content, scanner)
    examined = workshop.examine(content, filename)
    file_id, digest, key = _keep(examined.copy, content)
    name = names.shown(filename, examined.media_type)
    return StoredFile(file_id, name, size, examined.media_type, digest, key, is_scanned)


@dataclass(frozen=True, slots=True)
class Resealed:
    """The same file under another id and key."""

    id: str
    digest: str
    key: str = field(repr=False)


def reseal(file_id: str, key: str) -> Resealed:
    """The same bytes once more, under another id and a new key; the old ones stay until `delete`, so that a crash
    between the two loses nothing."""
    copy, came = b"".join(read(file_id, key=key)), b"".join(original(file_id, key=key))
    return Resealed(*_keep(copy, came))


def read(file_id: str, *, key: str) -> Iterator[bytes]:
    """What people are shown, in pieces, with the key that `save` gave out; NotFound("file_not_found") at once when
    there is none. Files that came before copies were made are shown as they came; those that came before files had
    keys need none."""
    return _opened(_find(file_id, *_SHOWN), file_id, key)


def original(file_id: str, *, key: str) -> Iterator[bytes]:
    """The bytes as they came, in pieces: evidence, with all that the copy leaves out."""
    return _opened(_find(file_id, _SEALED, _CLEAR), file_id, key)


def sealed_original(file_id: str) -> bytes:
    """The bytes that came, as they lie on disk: for whoever opens them elsewhere."""
    return _find(file_id, _SEALED).read_bytes()


def context_of_original(file_id: str) -> str:
    """What binds those bytes to their place."""
    return _bound(file_id, _SEALED)


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


def _opened(path: Path, file_id: str, key: str) -> Iterator[bytes]:
    if path.suffix not in _USE:
        return _plain(path)
    if sealing.has_own_key(path):
        return sealing.unseal_file(path, _bound(file_id, path.suffix), bytes.fromhex(key))
    return sealing.unseal_old_file(path, f"attachment:{file_id}:")


def _bound(file_id: str, suffix: str) -> str:
    return f"attachment:{file_id}:{_USE[suffix]}"


def _keep(copy: bytes, came: bytes) -> tuple[str, str, str]:
    """Write both under a new id and key; id, digest of the copy, key."""
    file_id, key = secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)
    digest = _write(copy, file_id, _SEALED_COPY, key)
    _write(came, file_id, _SEALED, key)
    return file_id, digest, key.hex()


def _write(content: bytes, file_id: str, suffix: str, key: bytes) -> str:
    """Draft, flush, name, flush the folder: then the row that names the file may be written."""
    final = _place(file_id, suffix)
    is_new = not final.parent.exists()
    final.parent.mkdir(mode=0o700, exist_ok=True)
    draft = final.with_suffix(_DRAFT)
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            sealing.seal_stream(BytesIO(content), target, _bound(file_id, suffix), key)
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

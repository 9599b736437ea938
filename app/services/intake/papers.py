"""Files of citizens in a dossier. Each lies on disk under a key of its own; where that key lies decides who reads it.

Of an open case it is kept under the server's key. Of a sealed case key and name go into an envelope to the case:
nothing on the server opens the file after that (LTC Đ56).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app import storage
from app.persistence import envelopes, sealing
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment
from app.services.intake.petition_input import FileInput
from app.services.sealing import case_keys


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A sealed file with what opens it."""

    file_id: str
    name: str
    key: str
    size: int
    media_type: str

    def content(self) -> Iterator[bytes]:
        return storage.read(self.file_id, key=self.key)


def attachment(
    case: Case, file: FileInput, at: datetime, *, petition_id: int | None = None, message_id: int | None = None
) -> Attachment:
    """A citizen's file in the dossier, with a petition or a message; the name of a sealed one is told nowhere."""
    return Attachment(
        case_id=case.id,
        petition_id=petition_id,
        message_id=message_id,
        file_id=file.file_id,
        name="" if case.is_sealed else file.name,
        size=file.size,
        media_type=file.media_type,
        digest=file.digest,
        is_scanned=file.is_scanned,
        file_key=sealed_key(case.id, file) if case.is_sealed else _kept_key(file),
        is_sealed=case.is_sealed,
        for_citizen=True,
        at=at,
    )


def sealed_key(case_id: int, file: FileInput) -> bytes:
    """Key and name of a file in an envelope to its case."""
    plain = json.dumps({"key": file.key, "name": file.name}, ensure_ascii=False).encode()
    return envelopes.put(case_keys.public_of(case_id), envelopes.padded(plain), _place(case_id, file.file_id))


def content(row: Attachment) -> Iterator[bytes]:
    """The bytes of a file of an open case."""
    return storage.read(row.file_id, key=key_of(row))


def proof(file_id: str, key: str) -> bytes:
    """What two files have in common that came with the same bytes; on disk each lies under a key of its own."""
    found = hashlib.sha256()
    for piece in storage.original(file_id, key=key):
        found.update(piece)
    return found.digest()


def key_of(row: Attachment) -> str:
    """The key of a file that the server may open; of one kept before files had keys, none."""
    if row.file_key is None or envelopes.is_envelope(row.file_key):
        return ""
    return sealing.unseal(row.file_key, _kept_place(row.file_id)).hex()


def opened(private: bytes, row: Attachment) -> OpenedFile:
    """A file of a sealed case, with the key of the case. One that waits to be sealed anew is read as it lies."""
    if row.file_key is None or not envelopes.is_envelope(row.file_key):
        return OpenedFile(row.file_id, row.name, key_of(row), row.size, row.media_type)
    found = json.loads(envelopes.take(private, row.file_key, place_of(row)))
    return OpenedFile(row.file_id, found["name"], found["key"], row.size, row.media_type)


def as_kept(private: bytes, row: Attachment) -> dict[str, Any]:
    """A file of a sealed case as a petition keeps it among its input."""
    found = opened(private, row)
    kept = {"file_id": row.file_id, "name": found.name, "size": row.size, "media_type": row.media_type}
    return kept | {"digest": row.digest, "is_scanned": row.is_scanned, "key": found.key}


def _kept_key(file: FileInput) -> bytes | None:
    return sealing.seal(bytes.fromhex(file.key), _kept_place(file.file_id)) if file.key else None


def _kept_place(file_id: str) -> str:
    return f"attachment:{file_id}:file_key"


def place_of(row: Attachment) -> str:
    """Binds the key of a file to its case."""
    return _place(row.case_id, row.file_id)


def _place(case_id: int, file_id: str) -> str:
    return f"attachment:{case_id}:{file_id}:file_key"

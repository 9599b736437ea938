"""A petition being written: kept sealed on the server under a token that only the browser knows, until it is filed.

What is kept are the words as typed, page by page, so that a lost connection or a mistake loses nothing. What nobody
comes back for is swept daily (app/services/keeping/sweeping.py).
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from app import storage
from app.domain import tracking_codes
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence import envelopes, sealing
from app.persistence.db import db
from app.persistence.models.petition import Draft
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services.intake.petition_input import FileInput

KEPT = timedelta(days=7)
KEPT_DENUNCIATION = timedelta(hours=2)  # a denunciation does not lie about on a shared machine
MOST_BYTES = 400_000  # three hundred people and twenty thousand characters fit many times over

Typed = list[list[str]]
"""Names and values of a page as they were sent, in order."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A draft, opened."""

    procedure: Procedure
    pages: dict[str, Typed]
    files: tuple[FileInput, ...]
    updated_at: datetime

    @property
    def kind(self) -> CaseKind:
        return self.procedure.kind


def find(token: str, *, at: datetime) -> Writing | None:
    """The draft of this token; None when there is none, or it has lain too long."""
    name = tracking_codes.fingerprint(token)
    found = cases.sealed_draft(name) if token else None
    if found is None:
        return None
    writing = _opened(token, *found)
    kept = KEPT_DENUNCIATION if writing.kind is CaseKind.DENUNCIATION else KEPT
    return writing if at - writing.updated_at <= kept else None


def save(token: str, procedure: Procedure, page: str, typed: Typed, *, at: datetime) -> None:
    """Keep one page as typed. The other pages stay, also when the kind has changed: the words are the same."""
    with transaction():
        row, writing = _locked(token, procedure, at)
        pages = {**writing.pages, page: typed}
        _write(token, row, Writing(procedure, pages, writing.files, at))


def add_files(token: str, procedure: Procedure, files: tuple[FileInput, ...], *, at: datetime) -> None:
    """Keep files already in storage with the draft."""
    with transaction():
        row, writing = _locked(token, procedure, at)
        _write(token, row, Writing(procedure, writing.pages, writing.files + files, at))


def drop_files(token: str, procedure: Procedure, file_ids: frozenset[str], *, at: datetime) -> None:
    """Remove files from the draft and from storage."""
    with transaction():
        row, writing = _locked(token, procedure, at)
        kept = tuple(file for file in writing.files if file.file_id not in file_ids)
        dropped = [file.file_id for file in writing.files if file.file_id in file_ids]
        _write(token, row, Writing(procedure, writing.pages, kept, at))
    _remove_bytes(dropped)


def discard(token: str) -> None:
    """Throw the draft away, with its files."""
    with transaction():
        row = cases.draft(tracking_codes.fingerprint(token))
        if row is None:
            return
        dropped = [kept["file_id"] for kept in row.files]
        db.session.delete(row)
    _remove_bytes(dropped)


def consume(token: str) -> None:
    """The petition is filed, in the caller's transaction: the words go, the files now belong to the case."""
    cases.drop_draft(tracking_codes.fingerprint(token))


def _locked(token: str, procedure: Procedure, at: datetime) -> tuple[Draft, Writing]:
    name = tracking_codes.fingerprint(token)
    row = cases.draft(name)
    if row is None:
        return Draft(token_hash=name, sealed=b"", files=[], updated_at=at), Writing(procedure, {}, (), at)
    return row, _opened(token, row.sealed, row.updated_at)


def _opened(token: str, sealed: bytes, updated_at: datetime) -> Writing:
    kept: dict[str, Any] = json.loads(_unlocked(token, sealed))
    files = tuple(FileInput(**file) for file in kept["files"])
    return Writing(Procedure(kept["procedure"]), kept["pages"], files, updated_at)


def _unlocked(token: str, sealed: bytes) -> bytes:
    """What lies in a draft; one written before drafts were locked by their token lies under the server's key."""
    place = _context(tracking_codes.fingerprint(token))
    if envelopes.is_locked(sealed):
        return envelopes.unlock(sealed, _key(token), place)
    return sealing.unseal(sealed, place)


def _key(token: str) -> bytes:
    """Made of what the browser alone knows: the server cannot open a draft that nobody is writing."""
    return envelopes.derived(token.encode(), "tiepdan draft")


def _write(token: str, row: Draft, writing: Writing) -> None:
    """Names of files are personal too and lie under the seal; outside it stand only the ids, for the sweep."""
    kept = {"procedure": writing.procedure, "pages": writing.pages, "files": [asdict(file) for file in writing.files]}
    plain = json.dumps(kept, ensure_ascii=False).encode()
    if len(plain) > MOST_BYTES:
        return  # the page still shows what was typed, with the sentence that it is too long
    row.sealed = envelopes.lock(plain, _key(token), _context(row.token_hash))
    row.files = [{"file_id": file.file_id} for file in writing.files]
    row.updated_at = writing.updated_at
    db.session.add(row)


def _context(name: str) -> str:
    return f"draft:{name}:sealed"


def _remove_bytes(file_ids: list[str]) -> None:
    for file_id in file_ids:
        storage.delete(file_id)

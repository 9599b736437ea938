"""Cases that were sealed by the server's own key, before cases had keys: each gets one the first time it is touched, or
by `flask seal migrate`."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app import storage
from app.persistence import envelopes, outbox, sealing
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment
from app.persistence.queries import cases
from app.persistence.queries.finding import file_texts
from app.persistence.queries.seals import copies
from app.persistence.transaction import transaction
from app.services.intake import papers
from app.services.intake.petition_input import FileInput
from app.services.sealing import case_keys

BATCH = 50


def ensure(case: Case, *, at: datetime) -> None:
    """Give a sealed case its key if it has none; inside the caller's transaction, with the case locked."""
    if not case.is_sealed or copies.seal_of(case.id) is not None:
        return
    public = case_keys.seal_case(case.id, case.body_id, at=at)
    names: dict[str, str] = {}
    place = seal_context(case.id)
    for petition in case.petitions:
        if petition.sealed is None or envelopes.is_envelope(petition.sealed):
            continue
        plain = sealing.unseal(petition.sealed, place)
        names |= {file["file_id"]: file["name"] for file in json.loads(plain).get("files", ())}
        petition.sealed = envelopes.put(public, envelopes.padded(plain), place)
    reseal_files(case, names, at=at)


def reseal_files(case: Case, names: Mapping[str, str], *, at: datetime) -> None:
    """Write every file of a sealed case anew under a key that the server does not keep. The old bytes go with the job
    that also cuts the database's log, after the rows are written: a crash before leaves both, after it nothing."""
    gone = []
    for row in cases.attachments(case.id):
        if row.file_key is not None and envelopes.is_envelope(row.file_key):
            continue
        gone.append(row.file_id)
        _reseal(row, case, names.get(row.file_id, row.name))
    file_texts.forget(case.id)
    outbox.post("file.seal", at=at, case_id=case.id, gone=gone)


def renewed(file: FileInput) -> FileInput:
    """The same file under another id, with a key that was never kept here; the old bytes are still to be deleted."""
    fresh = storage.reseal(file.file_id, file.key)
    return replace(file, file_id=fresh.id, digest=fresh.digest, key=fresh.key)


def _reseal(row: Attachment, case: Case, name: str) -> None:
    lying = FileInput(row.file_id, name, row.size, row.media_type, row.digest, row.is_scanned, papers.key_of(row))
    file = renewed(lying)
    row.file_key = papers.sealed_key(case.id, file)
    row.file_id, row.digest, row.name, row.is_sealed = file.file_id, file.digest, "", True


def migrate(*, at: datetime) -> int:
    """Every case that still lies under the server's key; safe to run again. Returns how many."""
    done = last = 0
    while batch := copies.without_seal(after_id=last, limit=BATCH):
        for case_id in batch:
            with transaction():
                case = cases.locked(case_id)
                if case is not None:
                    ensure(case, at=at)
                    done += 1
        last = batch[-1]
    return done


def seal_context(case_id: int) -> str:
    """Binds a sealed record to its case, so that two cannot be exchanged."""
    return f"petition:{case_id}:sealed"

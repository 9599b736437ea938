"""An envelope for a machine without network: all that is sealed of a case, as it lies here, for one holder of a key."""

import base64
import json
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from app import storage
from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import Opening, Purpose
from app.domain.facts import Actor
from app.domain.refusals import NotAllowed, NotFound, WrongState
from app.persistence import audit
from app.persistence.db import store
from app.persistence.models.case import Case
from app.persistence.models.seal import SealKey
from app.persistence.queries import cases
from app.persistence.queries.seals import copies, keys
from app.persistence.transaction import transaction
from app.services.intake import papers
from app.services.sealing import case_keys, migration, words

MANIFEST = "phong-bi.json"


def envelope(actor: Actor, case_id: int, purpose: Purpose, *, at: datetime) -> bytes:
    """A ZIP that opens with the actor's private key alone, wherever that is; on record as an opening is."""
    if store().opening is not Opening.OFFLINE:
        raise WrongState("seal_opens_here")
    with transaction():
        case = cases.locked(case_id)
        if case is None or not case.is_sealed:
            raise NotFound("case_not_found")
        access.require(actor, Action.IDENTITY_VIEW, case.facts())
        key = keys.of_user(actor.user_id) if actor.user_id is not None else None
        if key is None:
            raise NotAllowed("seal_no_own_key")
        migration.ensure(case, at=at)
        told = _told(case, key)
        audit.append(actor, "identity.export", case_id=case.id, at=at, purpose=purpose)
    return _packed(case, told)


def _told(case: Case, key: SealKey) -> dict[str, Any]:
    copy = copies.copy_for(case.id, key.public_key)
    if copy is None or copy.wrapped is None:
        raise NotAllowed("seal_not_given")
    return {
        "case": case.number,
        "copy": _sealed(copy.wrapped, case_keys.place_of(case.id, key.public_key)),
        "petitions": [
            _sealed(row.sealed, migration.seal_context(case.id)) for row in case.petitions if row.sealed is not None
        ],
        "words": [
            _sealed(row.sealed, words.place_of(row)) | {"about": {"subject": row.subject, "at": row.at.isoformat()}}
            for row in copies.words(case.id)
            if row.subject not in words.APART
        ],
        "files": [
            _sealed(row.file_key or b"", papers.place_of(row))
            | {"name": f"tep/{row.id}", "context": storage.context_of_original(row.file_id)}
            for row in cases.attachments(case.id)
            if row.is_sealed
        ],
    }


def _packed(case: Case, told: dict[str, Any]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as packed:
        packed.writestr(MANIFEST, json.dumps(told, ensure_ascii=False))
        for row in cases.attachments(case.id):
            if row.is_sealed:
                packed.writestr(f"tep/{row.id}", storage.sealed_original(row.file_id))
    return out.getvalue()


def _sealed(sealed: bytes, place: str) -> dict[str, Any]:
    return {"sealed": base64.b64encode(sealed).decode(), "place": place}

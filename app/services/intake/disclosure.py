"""Opening what is sealed (LTC Đ56): the only place that reads a denouncer's identity and words, always on record.

Whoever opens is entitled by the access rule, holds a copy of the case's key, has the own key open in this browser, and
says what for. All that goes on record is who, which case and which purpose.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import Opening, Purpose
from app.domain.facts import Actor
from app.domain.refusals import NotFound, WrongState
from app.persistence import audit, envelopes
from app.persistence.db import store
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment, Petition
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services.intake import papers
from app.services.intake.papers import OpenedFile
from app.services.sealing import case_keys, migration, words
from app.services.sealing.migration import seal_context
from app.services.sealing.words import Said


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A sealed file under its name; its bytes are opened one by one."""

    attachment_id: int
    name: str
    size: int
    is_scanned: bool


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A sealed case, opened: for one page, and kept nowhere."""

    petitions: Sequence[dict[str, Any]]
    said: Sequence[Said]
    files: Sequence[NamedFile]


def disclose(actor: Actor, case_id: int, purpose: Purpose, *, at: datetime) -> Disclosed:
    """Everything that is sealed of a denunciation; the act is on record before the answer."""
    with transaction():
        case = _asked_for(actor, case_id, at)
        private = _opened(actor, case, purpose, at)
    files = [(row, papers.opened(private, row)) for row in _sealed_files(case)]
    return Disclosed(
        petitions(private, case),
        words.read(private, case.id),
        [NamedFile(row.id, found.name, row.size, row.is_scanned) for row, found in files],
    )


def opened_for(actor: Actor, case: Case, purpose: Purpose, *, at: datetime) -> list[dict[str, Any]]:
    """The sealed petitions inside the caller's transaction, where a step needs the words; their files with the keys
    that open them."""
    _require(actor, case, at)
    private = _opened(actor, case, purpose, at)
    files = [(row.petition_id or case.lead_petition.id, papers.as_kept(private, row)) for row in _sealed_files(case)]
    return [
        _petition(private, case.id, row) | {"files": [kept for petition_id, kept in files if petition_id == row.id]}
        for row in case.petitions
        if row.sealed is not None
    ]


def disclose_file(actor: Actor, case_id: int, attachment_id: int, purpose: Purpose, *, at: datetime) -> OpenedFile:
    """One sealed file of a denunciation; on record before a byte of it is sent."""
    with transaction():
        case = _asked_for(actor, case_id, at)
        private = case_keys.opened(actor, case.id)
        found = cases.attachment(case.id, attachment_id)
        if found is None or not found.is_sealed:
            raise NotFound("file_not_found")
        audit.append(actor, "identity.file", case_id=case.id, subject=f"attachment:{found.id}", at=at, purpose=purpose)
    return papers.opened(private, found)


def petitions(private: bytes, case: Case) -> list[dict[str, Any]]:
    """The petitions of a case, word for word, with the key of the case."""
    return [_petition(private, case.id, row) for row in case.petitions if row.sealed is not None]


def _petition(private: bytes, case_id: int, row: Petition) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(envelopes.take(private, row.sealed or b"", seal_context(case_id)))
    return found


def _sealed_files(case: Case) -> list[Attachment]:
    return [row for row in cases.attachments(case.id) if row.is_sealed]


def _asked_for(actor: Actor, case_id: int, at: datetime) -> Case:
    case = cases.locked(case_id)
    if case is None:
        raise NotFound("case_not_found")
    _require(actor, case, at)
    return case


def _require(actor: Actor, case: Case, at: datetime) -> None:
    access.require(actor, Action.IDENTITY_VIEW, case.facts())
    if store().opening is not Opening.SESSION:
        raise WrongState("seal_opens_elsewhere")
    migration.ensure(case, at=at)


def _opened(actor: Actor, case: Case, purpose: Purpose, at: datetime) -> bytes:
    """The key of the case; that it was opened, and what for, is on record."""
    private = case_keys.opened(actor, case.id)
    audit.append(actor, "identity.view", case_id=case.id, at=at, purpose=purpose)
    return private

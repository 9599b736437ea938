"""Opening what is sealed (LTC Đ56): the only place that reads a denouncer's identity and words, always on record."""

import json
from datetime import datetime
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.refusals import NotFound
from app.persistence import audit, sealing
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services.intake.filing import seal_context


def disclose(actor: Actor, case_id: int, *, at: datetime) -> list[dict[str, Any]]:
    """The sealed petitions of a denunciation, for somebody entitled; the act is on record before the answer."""
    with transaction():
        case = cases.locked(case_id)
        if case is None:
            raise NotFound("case_not_found")
        return opened_for(actor, case, at=at)


def opened_for(actor: Actor, case: Case, *, at: datetime) -> list[dict[str, Any]]:
    """The same inside the caller's transaction, where a step needs the words."""
    access.require(actor, Action.IDENTITY_VIEW, case.facts())
    audit.append(actor, "identity.view", case_id=case.id, at=at)
    return _opened(case)


def disclose_file(actor: Actor, case_id: int, attachment_id: int, *, at: datetime) -> Attachment:
    """One sealed file of a denunciation, for somebody entitled; on record before a byte of it is sent."""
    with transaction():
        case = cases.locked(case_id)
        if case is None:
            raise NotFound("case_not_found")
        access.require(actor, Action.IDENTITY_VIEW, case.facts())
        found = cases.attachment(case.id, attachment_id)
        if found is None:
            raise NotFound("file_not_found")
        audit.append(actor, "identity.file", case_id=case.id, subject=f"attachment:{found.id}", at=at)
        return found


def _opened(case: Case) -> list[dict[str, Any]]:
    return [
        json.loads(sealing.unseal(petition.sealed, seal_context(case.id)))
        for petition in case.petitions
        if petition.sealed is not None
    ]

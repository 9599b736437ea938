"""The content without anybody's identity (LTC Đ56.2): prepared by who may open the case, released by the settler.

Only this leaves the circle: whoever verifies, and every document, has the released text and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import Purpose, redaction
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit, sealing
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.seal import Redaction
from app.persistence.queries import cases
from app.persistence.queries.seals import copies
from app.persistence.transaction import transaction
from app.services.intake import disclosure
from app.services.sealing import case_keys, words

LONGEST = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody who may see a sealed case sees of it."""

    text: str = ""
    released_at: datetime | None = None
    protection_asked_at: datetime | None = None


def shown(case: Case) -> Shown:
    """Of a sealed case: the released text, if there is one, and whether protection was asked for."""
    if not case.is_sealed:
        return Shown()
    row, seal = copies.redaction(case.id), copies.seal_of(case.id)
    text = sealing.unseal(row.sealed, _place(case.id)).decode() if row else ""
    return Shown(text, row.at if row else None, seal.protection_asked_at if seal else None)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A text to begin with, and what of it somebody should read twice."""

    text: str
    doubts: list[str]


def proposal(actor: Actor, case_id: int, *, at: datetime) -> Proposed:
    """What somebody has prepared, else the petition with everything masked that the machine knows. It opens the case,
    so it goes on record. The denounced may be named in it."""
    found = disclosure.disclose(actor, case_id, Purpose.VERIFY, at=at)
    prepared = words.latest(found.said, words.REDACTION)
    text = prepared.words["text"] if prepared else _masked(found)
    known = [row["respondent_name"] for row in found.petitions if row["respondent_name"]]
    return Proposed(text, redaction.doubtful(text, known))


def _masked(found: disclosure.Disclosed) -> str:
    names, other = _identity(found.petitions)
    whole = [text for petition in found.petitions for text in (petition["content"], petition["request"]) if text]
    return redaction.masked("\n\n".join(whole), names, other)


def prepare(actor: Actor, case_id: int, text: str, *, at: datetime) -> None:
    """Keep a prepared text under the seal, for the settler to read and release."""
    _check(text)
    with transaction():
        case = _sealed_case(actor, case_id, Action.IDENTITY_VIEW)
        words.keep(case.id, words.REDACTION, 0, {"text": text}, at=at, by=actor.user_id)
        audit.append(actor, "redaction.prepare", case_id=case.id, at=at)


def release(actor: Actor, case_id: int, text: str, *, at: datetime) -> None:
    """The settler releases the text to those who work on the case. Refused while it still names the denouncer, his
    telephone, his papers or his address: BadInput("redaction_tells")."""
    _check(text)
    with transaction():
        case = _sealed_case(actor, case_id, Action.CASE_DIRECT)
        private = case_keys.opened(actor, case.id)
        names, other = _identity(disclosure.petitions(private, case))
        if redaction.tells(text, names, other):
            raise BadInput("redaction_tells", field="text")
        sealed = sealing.seal(text.encode(), _place(case.id))
        db.session.add(Redaction(case_id=case.id, sealed=sealed, released_by_id=actor.user_id or 0, at=at))
        words.keep(case.id, words.REDACTION, 0, {"text": text}, at=at, by=actor.user_id)
        audit.append(actor, "redaction.release", case_id=case.id, at=at)


def _identity(petitions: Any) -> tuple[list[str], list[str]]:
    """Names, and everything else by which the parties are found."""
    parties = [party for petition in petitions for party in petition["parties"]]
    other = [party[name] for party in parties for name in ("identity_number", "phone", "email", "address")]
    return [party["name"] for party in parties], [word for word in other if word]


def _sealed_case(actor: Actor, case_id: int, action: Action) -> Case:
    case = cases.locked(case_id)
    if case is None or not case.is_sealed:
        raise NotFound("case_not_found")
    access.require(actor, action, case.facts())
    return case


def _check(text: str) -> None:
    if not text.strip():
        raise BadInput("text_missing", field="text")
    if len(text) > LONGEST:
        raise BadInput("content_too_long", field="text")


def _place(case_id: int) -> str:
    return f"redaction:{case_id}:sealed"

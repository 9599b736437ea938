"""Who looked, when and why: readings of personal data, noted before the page is shown (procedure.md 8.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import Purpose as Opened
from app.domain.facts import Actor, CaseFacts
from app.domain.keeping.personal import Field, Purpose, canonical_identity, is_identity, is_phone, shown
from app.domain.refusals import NotFound
from app.persistence import audit, personal, sealing
from app.persistence.audit import anchors, recent
from app.persistence.models.case import Case
from app.persistence.models.petition import Party
from app.persistence.queries import bodies, cases, users
from app.persistence.queries.likeness import near
from app.persistence.transaction import transaction

READ = "case.read"
ONE_SITTING = timedelta(minutes=30)
"""Within it, going to and fro between a case and its steps is one reading."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case's log as its head or an inspector sees it."""

    at: datetime
    action: str
    who: str
    role: str
    body: str
    purpose: Purpose | Opened | None
    details: dict[str, Any]


def note(actor: Actor, case: CaseFacts, *, at: datetime, purpose: Purpose = Purpose.HANDLE) -> None:
    """The page of a case with the names on it was opened."""
    if actor.user_id is None or recent.has_read(case.case_id, actor.user_id, READ, since=at - ONE_SITTING):
        return
    with transaction():
        audit.append(actor, READ, at=at, case_id=case.case_id, from_state=case.state, purpose=purpose)


def note_file(actor: Actor, case: CaseFacts, attachment_id: int, *, at: datetime, as_it_came: bool = False) -> None:
    """A file of the case was opened: its copy, or the bytes as they came, with all that the copy leaves out."""
    with transaction():
        subject, act = f"attachment:{attachment_id}", "case.original" if as_it_came else "case.file"
        audit.append(actor, act, at=at, case_id=case.case_id, subject=subject, purpose=Purpose.HANDLE)


def reveal(actor: Actor, case_id: int, party_id: int, purpose: Purpose, *, at: datetime) -> Party:
    """A party with all that is kept of him, for who says what for; on record, with the names of the fields."""
    case = cases.seen(actor, case_id)
    if case is None or case.is_sealed:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_VIEW, case.facts())
    party = next((one for petition in case.petitions for one in petition.parties if one.id == party_id), None)
    if party is None:
        raise NotFound("case_not_found")
    hidden = sorted(field for field in Field if field not in shown(actor, case.facts()) and getattr(party, field))
    with transaction():
        details = {"fields": [str(field) for field in hidden]}
        audit.append(
            actor, "case.reveal", at=at, case_id=case_id, subject=f"party:{party_id}", details=details, purpose=purpose
        )
    return party


def find_person(actor: Actor, typed: str, *, at: datetime) -> list[Case]:
    """Cases of the person with this identity or telephone number, among those the actor may see; never a sealed one."""
    identities = personal.identity_fingerprints(typed) if is_identity(typed) else frozenset()
    phones = personal.phone_fingerprints(typed) if is_phone(typed) else frozenset()
    found = near.of_person(actor, identities, phones) if identities or phones else []
    note_search(actor, canonical_identity(typed), len(found), at=at)
    return found


def note_search(actor: Actor, terms: str, found: int, *, at: datetime) -> None:
    """Somebody looked for something: the terms only as a keyed hash, that equal ones show as equal."""
    with transaction():
        details = {"terms": sealing.blind(terms.casefold(), "search")[:32], "found": found}
        audit.append(actor, "search", at=at, details=details)


def log_of(actor: Actor, case_id: int) -> tuple[str, list[Line]]:
    """Number of the case, and who did and read what in it, the newest first; for its head and the inspectorate."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_LOG_VIEW, case.facts())
    return case.number, _lines(anchors.entries_of(case_id))


def _lines(rows: Sequence[dict[str, Any]]) -> list[Line]:
    names = users.names(row["user_id"] for row in rows if row["user_id"])
    places = bodies.short_names(row["body_id"] for row in rows if row["body_id"])
    return [
        Line(
            at=row["at"],
            action=row["action"],
            who=names.get(row["user_id"], ""),
            role=row["role"],
            body=places.get(row["body_id"], ""),
            purpose=_purpose(row["purpose"]),
            details=row["details"],
        )
        for row in reversed(rows)
    ]


def _purpose(kept: str | None) -> Purpose | Opened | None:
    """What something was read for, or what a sealed case was opened for."""
    known = {member.value: member for kind in (Purpose, Opened) for member in kind}
    return known.get(kept or "")

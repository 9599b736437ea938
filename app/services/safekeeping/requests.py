"""What people ask about their own data (Luật 91/2025/QH15): received, promised a day, answered by a person."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from app.domain import access, tracking_codes
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.keeping import rights
from app.domain.keeping.personal import Purpose, canonical_identity
from app.domain.keeping.rights import DataRight, RequestState
from app.domain.refusals import BadInput, NotFound, WrongState
from app.persistence import audit, sealing
from app.persistence.db import store
from app.persistence.models.safekeeping.requests import DataRequest
from app.persistence.queries import bodies
from app.persistence.queries.safekeeping import requests as kept
from app.persistence.transaction import in_transaction, transaction
from app.services.intake import routing
from app.services.law import law_in_force

ENDED = (RequestState.DONE, RequestState.REFUSED)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and in what words."""

    name: str
    identity_number: str
    phone: str = ""
    email: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person takes away. The code is shown here and kept nowhere."""

    code: str
    answer_by: date
    done_by: date


def ask(actor: Actor, kind: DataRight, asker: Asker, token: str, *, at: datetime) -> Receipt:
    """Take a request in: from the public page it goes to the reception board, at a desk it stays there. The same form
    sent twice is one request."""
    if not asker.name.strip():
        raise BadInput("name_missing", field="name")
    if not canonical_identity(asker.identity_number):
        raise BadInput("identity_missing", field="identity_number")
    code = tracking_codes.derive(store().keys.newest("tracking")[1], f"data_request:{token}")
    return in_transaction(lambda: _received(actor, kind, asker, code, at))


def _received(actor: Actor, kind: DataRight, asker: Asker, code: str, at: datetime) -> Receipt:
    name, today = tracking_codes.fingerprint(code), local_date(at)
    known = kept.of_code(name)
    if known is not None:
        return Receipt(code, known.answer_by, known.done_by)
    law = law_in_force()
    row = rights.rule_for(law.data_rights, kind, today)
    due = rights.promise(row, today, law.calendar)
    body_id = actor.body_id or routing.reception_board(bodies.directory(), today).id
    sealed = sealing.seal(json.dumps(asdict(asker), ensure_ascii=False).encode(), _place(name))
    made = kept.add(
        DataRequest(
            body_id=body_id,
            kind=kind,
            state=RequestState.RECEIVED,
            sealed=sealed,
            code_hash=name,
            received_at=at,
            rule_id=row.rule_id,
            answer_by=due.answer_by,
            done_by=due.done_by,
        )
    )
    audit.append(actor, "data_request.received", at=at, subject=f"data_request:{made.id}", ground=row.rule_id)
    return Receipt(code, due.answer_by, due.done_by)


def followed(typed: str) -> DataRequest:
    """The request of a code, for whoever has it."""
    code = tracking_codes.normalise(typed)
    found = kept.of_code(tracking_codes.fingerprint(code)) if code else None
    if found is None:
        raise NotFound("data_request_not_found")
    return found


def waiting(actor: Actor) -> list[DataRequest]:
    """Requests at the actor's body, the most urgent first, then those ended lately."""
    access.require_role(actor, Action.DATA_REQUESTS)
    return kept.of_body(actor.body_id) if actor.body_id is not None else []


def seen(actor: Actor, request_id: int) -> DataRequest:
    """One request at the actor's body."""
    access.require_role(actor, Action.DATA_REQUESTS)
    found = kept.by_id(request_id)
    if found is None or found.body_id != actor.body_id:
        raise NotFound("data_request_not_found")
    return found


def opened(actor: Actor, request_id: int, *, at: datetime) -> tuple[DataRequest, Asker]:
    """The request with who asks; on record."""
    found = seen(actor, request_id)
    with transaction():
        _note(actor, found, "read", at)
    return found, _asker(found)


def acknowledge(actor: Actor, request_id: int, *, at: datetime) -> None:
    """The person has been told that the request is in hand."""
    with transaction():
        found = _open(actor, request_id)
        if found.state is not RequestState.RECEIVED:
            raise WrongState("already_answered")
        found.state, found.answered_at = RequestState.ACKNOWLEDGED, at
        _note(actor, found, "acknowledged", at)


def confirm_identity(actor: Actor, request_id: int, *, at: datetime) -> None:
    """The person has shown the card with the number that the request names."""
    with transaction():
        found = _open(actor, request_id)
        found.identity_checked_at = at
        _note(actor, found, "identity_checked", at)


def extend(actor: Actor, request_id: int, *, at: datetime) -> None:
    """More time, once."""
    with transaction():
        found = _open(actor, request_id)
        if found.is_extended:
            raise WrongState("extended_already")
        law = law_in_force()
        row = rights.rule_for(law.data_rights, found.kind, local_date(found.received_at))
        found.done_by, found.is_extended = rights.extended(row, found.done_by, law.calendar), True
        _note(actor, found, "extended", at)


def finish(actor: Actor, request_id: int, answer: str, *, refused: bool, at: datetime) -> None:
    """The answer to the person; a refusal says why and by which law. Nothing is given before he has shown who he is."""
    if not answer.strip():
        raise BadInput("answer_missing", field="answer")
    with transaction():
        found = _open(actor, request_id)
        if not refused and found.identity_checked_at is None:
            raise WrongState("identity_unchecked")
        found.state = RequestState.REFUSED if refused else RequestState.DONE
        found.answer, found.ended_at, found.ended_by_id = answer.strip()[:4000], at, actor.user_id
        found.answered_at = found.answered_at or at
        _note(actor, found, "refused" if refused else "done", at)


def held_about(actor: Actor, request_id: int, *, at: datetime) -> tuple[DataRequest, Asker, list[dict[str, Any]]]:
    """What is held about the person who asks: petitions he filed himself, with his own data in them. Nothing of other
    people, nothing in which he is the one complained of, and nothing sealed: what he denounced he follows by his own
    code, and that somebody has denounced him he does not learn here (LTC Đ8). What is kept from the actor is not on the
    sheet that he prints; every sheet says that files which are handled apart are given by another."""
    found = seen(actor, request_id)
    if found.identity_checked_at is None:
        raise WrongState("identity_unchecked")
    asker = _asker(found)
    held = [_told(one) for one in kept.parties_of(actor, asker.identity_number)]
    with transaction():
        _note(actor, found, "exported", at, parties=len(held))
    return found, asker, held


def _told(one: kept.Held) -> dict[str, Any]:
    return {
        "number": one.case.number,
        "kind": one.petition.kind,
        "received_on": one.case.received_on,
        "body": one.case.body.name,
        "state": one.case.state,
        "party": one.party,
        "content": one.petition.content,
        "request": one.petition.request,
    }


def _open(actor: Actor, request_id: int) -> DataRequest:
    seen(actor, request_id)
    found = kept.by_id(request_id, locked=True)
    if found is None or found.state in ENDED:
        raise WrongState("request_ended")
    return found


def _asker(found: DataRequest) -> Asker:
    said = json.loads(sealing.unseal(found.sealed, _place(found.code_hash)))
    return Asker(**{field.name: said[field.name] for field in fields(Asker)})


def _note(actor: Actor, found: DataRequest, what: str, at: datetime, **details: int) -> None:
    subject = f"data_request:{found.id}"
    purpose = Purpose.PERSON_ASKED
    audit.append(actor, f"data_request.{what}", at=at, subject=subject, details=details, purpose=purpose)


def _place(name: str) -> str:
    return f"data_request:{name}"

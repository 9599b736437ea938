"""Filing: a petition comes in and becomes a case at the desk that looks at it first (LKN Đ8, LTC Đ22–23, LTCD Đ25)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from app.domain import access, tracking_codes, workflow
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import CaseKind, Channel, PartyRole, Procedure, State
from app.persistence import envelopes, newrows
from app.persistence.db import store
from app.persistence.models import Case, CaseEvent, Party, Petition
from app.persistence.personal import Contact
from app.persistence.queries import bodies, cases, units
from app.persistence.queries.reception import petition_register
from app.persistence.transaction import in_transaction
from app.services import clocks, steps
from app.services.intake import conflicts, drafts, papers, routing
from app.services.intake.petition_input import FileInput, PetitionInput, problems
from app.services.law import law_in_force
from app.services.sealing import case_keys, readers, register
from app.services.sealing.migration import seal_context


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen takes away. The code is shown here and kept nowhere."""

    case_id: int
    petition_id: int
    tracking_code: str
    is_new: bool


def file(actor: Actor, petition: PetitionInput, submission_token: str, *, at: datetime) -> Receipt:
    """File a petition (nộp đơn). The same submission sent again gets the same receipt and files nothing.

    Raises BadInput with `problems` when something is missing.
    """
    return in_transaction(lambda: filed(actor, petition, submission_token, at))


def filed(actor: Actor, petition: PetitionInput, submission_token: str, at: datetime) -> Receipt:
    """The same inside the caller's transaction."""
    earlier = find_receipt(submission_token)
    if earlier is not None:
        return earlier
    petition = register.taken(petition)
    found = problems(petition, local_date(at))
    if found:
        raise BadInput("petition_incomplete", problems=found)
    _may_file(actor, petition)
    drafts.consume(submission_token)
    return admit(actor, petition, submission_token, petition.goes_by, at=at)


def find_receipt(submission_token: str) -> Receipt | None:
    """The receipt of a submission already filed."""
    found = cases.filed_under(tracking_codes.fingerprint(submission_token))
    if found is None:
        return None
    case_id, petition_id = found
    return Receipt(case_id, petition_id, _code(submission_token), is_new=False)


def admit(
    actor: Actor,
    petition: PetitionInput,
    submission_token: str,
    procedure: Procedure,
    *,
    at: datetime,
    first_case: Case | None = None,
    part_of: Case | None = None,
) -> Receipt:
    """Make case, petition, parties, clocks, event, audit and outbox rows; inside the caller's transaction. `part_of`:
    the letter that this was cut out of; whoever wrote it holds its code, and none of this part."""
    today = received_on(petition, at)
    route = routing.route(procedure, petition, today, first_case)
    case = _new_case(petition, procedure, route, at)
    case.body_id = case.intake_body_id = _desk(actor, petition, route, today)
    case.first_case_id = first_case.id if first_case else None
    receive = workflow.opening(procedure, law_in_force(), today)
    event = steps.turned(actor, case, receive, at=at, on=today)
    for clock in clocks.of_channel(petition.channel, procedure):
        clocks.start(case, clock, today)
        clocks.refresh_next_due(case)
    code = _code(submission_token)
    newrows.insert(case)
    conflicts.note(case, route.excluded, at=at, first_case=first_case)
    if case.is_sealed:
        cases.entitle(case.id, case.number)
        reader = readers.of_case(part_of.id) if part_of else readers.public_of(code)
        wishes = petition.wants_protection
        case_keys.seal_case(case.id, case.body_id, at=at, reader=reader, protection=wishes)
    row = _new_petition(case, petition, submission_token, code, at, actor)  # its seal is bound to the case's number
    _write(case, row, event, petition.files, at)
    steps.announce(actor, case, receive, at=at)
    petition_register.enter(case.body_id, row.id, today)
    return Receipt(case.id, row.id, code, is_new=True)


def received_on(petition: PetitionInput, at: datetime) -> date:
    """The day that starts the clocks: a paper counts from the day it reached the desk, not from its entry."""
    return petition.received_on or local_date(at)


def _desk(actor: Actor, petition: PetitionInput, route: routing.Route, today: date) -> int:
    """Where the petition is put: a denunciation only where somebody can open it, and nowhere that it is kept from."""
    desk = _usual_desk(actor, petition, route, today)
    if petition.kind is not CaseKind.DENUNCIATION:
        return desk
    board = bodies.directory().reception_board(today)
    instead = conflicts.desk([board.id], route.excluded, today) if board else None
    return case_keys.desk_for(desk, instead, today)


def _usual_desk(actor: Actor, petition: PetitionInput, route: routing.Route, today: date) -> int:
    """Who fears the body he denounces a member of may have the reception board pass it on; the
    ruling on competence stays what it is (LTCD Đ26, LTC Đ24). What staff enter stays at their own desk, competent
    or not: that body screens it and passes it on (LTCD Đ26). But nobody keeps a denunciation of himself: it goes
    straight to the competent body, or where that is unsure to the reception board (LTC Đ12), and never to a body that
    the case is kept from."""
    if petition.channel is Channel.WEB or actor.body_id is None:
        fears = petition.via_board and petition.kind is CaseKind.DENUNCIATION
        wanted = routing.reception_board(bodies.directory(), today).id if fears else route.body_id
    else:
        is_about_us = petition.kind is CaseKind.DENUNCIATION and petition.respondent_body_id == actor.body_id
        wanted = route.body_id if is_about_us else actor.body_id
    return conflicts.desk([wanted, route.body_id], route.excluded, today)


def _may_file(actor: Actor, petition: PetitionInput) -> None:
    access.require_role(actor, Action.PUBLIC if petition.channel is Channel.WEB else Action.PETITION_LOG)


def _new_case(petition: PetitionInput, procedure: Procedure, route: routing.Route, at: datetime) -> Case:
    today = received_on(petition, at)
    sealed = petition.kind is CaseKind.DENUNCIATION
    return Case(
        procedure=procedure,
        state=State.RECEIVED,
        body_id=route.body_id,
        intake_body_id=route.body_id,
        respondent_body_id=None if sealed else petition.respondent_body_id,
        title="" if sealed else _title(petition),
        lead_name="" if sealed else next((p.name for p in petition.parties), ""),
        people_count=max(1, sum(p.role is not PartyRole.AUTHORIZED_AGENT for p in petition.parties)),
        category_code=None if sealed else petition.category_code,
        unit_code=None if sealed else petition.unit_code,
        received_at=at,
        received_on=today,
        is_sealed=sealed,
        is_dismissal=petition.is_dismissal,
        is_about_delay=petition.is_about_delay,
        is_anonymous=register.is_nameless(petition),
        in_remote_area=bool(petition.unit_code and units.in_remote_area(petition.unit_code, today)),
        competence=routing.kept(route.ruling),
    )


def _title(petition: PetitionInput) -> str:
    """First sentence or 120 characters: what the queue shows."""
    text = " ".join((petition.request or petition.content).split())
    end = text.find(". ")
    text = text[:end] if 20 <= end <= 120 else text
    return text if len(text) <= 120 else text[:119].rsplit(" ", 1)[0] + "…"


_OPEN_FIELDS = (
    "content",
    "request",
    "respondent_body_id",
    "respondent_name",
    "respondent_position",
    "act_on",
    "decision_number",
    "known_on",
    "late_reason",
    "unit_code",
    "hamlet",
    "place_detail",
    "category_code",
    "prior_handling",
    "in_court",
    "forwarded_by",
    "forwarded_number",
)


def _new_petition(case: Case, petition: PetitionInput, token: str, code: str, at: datetime, actor: Actor) -> Petition:
    row = Petition(
        case_id=case.id,
        kind=petition.kind,
        channel=petition.channel,
        language=petition.language,
        submission_hash=tracking_codes.fingerprint(token),
        tracking_hash=tracking_codes.fingerprint(code),
        written_on=petition.written_on,
        postmarked_on=petition.postmarked_on,
        received_at=at,
        logged_by_id=actor.user_id,
        addressed_to_many=petition.addressed_to_many,
        is_signed=petition.is_signed,
    )
    if case.is_sealed:
        plain = envelopes.padded(as_json(petition))
        row.sealed = envelopes.put(case_keys.public_of(case.id), plain, seal_context(case.id))
        return row
    for name in _OPEN_FIELDS:
        setattr(row, name, getattr(petition, name))
    for party in petition.parties:
        row.parties.append(
            Party(
                role=party.role,
                name=party.name,
                contact=Contact(party.identity_number, party.phone, party.email, party.address),
                organisation_position=party.organisation_position,
                is_representative=party.is_representative,
            )
        )
    return row


def _write(case: Case, row: Petition, event: CaseEvent, files: Sequence[FileInput], at: datetime) -> None:
    """Everything that hangs on a case just written."""
    newrows.insert(row)
    for party in row.parties:
        party.petition_id = row.id
        party.lock()
    for clock in case.deadlines:
        clock.case_id = case.id
    event.case_id = case.id
    newrows.insert(*row.parties)
    newrows.insert(*case.deadlines)
    newrows.insert(event)
    newrows.insert(*[papers.attachment(case, file, at, petition_id=row.id) for file in files])


def as_json(petition: PetitionInput) -> bytes:
    """The petition as it is sealed."""

    def plain(value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    return json.dumps(asdict(petition), ensure_ascii=False, default=plain).encode()


def _code(submission_token: str) -> str:
    _, key = store().keys.newest("tracking")
    return tracking_codes.derive(key, submission_token)

"""Changing what a petition is: other clocks, another ruling on competence, and the seal of a denunciation."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from app.domain import workflow
from app.domain.calendars import local_date
from app.domain.refusals import WrongState
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence import envelopes
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Petition
from app.persistence.queries import cases
from app.persistence.queries.escalation import reminders
from app.persistence.queries.finding import questions
from app.persistence.queries.likeness import apart
from app.persistence.queries.oversight.audit import findings
from app.services import clocks, steps
from app.services.intake import conflicts, papers, routing
from app.services.intake.filing import as_json
from app.services.intake.petition_input import FileInput, PartyInput, PetitionInput
from app.services.law import law_in_force
from app.services.reception import sealing_later
from app.services.sealing import case_keys, migration
from app.services.sealing.migration import seal_context

NOT_KEPT = {
    *("kind", "procedure", "parties", "files", "received_on", "via_board", "is_dismissal", "is_about_delay"),
    *("respondent_is_head", "is_anonymous", "wants_protection"),
}
"""Fields of the input that have no column of the petition."""


def change(case: Case, procedure: Procedure, *, at: datetime) -> None:
    """Make the case one of another procedure. A denunciation is never unsealed this way; what turns out to be one is
    sealed at once (LTC Đ8, Đ56). What was promised to a visitor is owed whatever the kind (LTCD Đ28.1)."""
    kind = procedure.kind
    if case.is_sealed and kind is not CaseKind.DENUNCIATION:
        raise WrongState("sealed_stays_sealed")
    place = _routed(case, procedure, at)
    for row in case.deadlines:
        if row.ended_on is None and row.clock != clocks.VISITOR:
            row.ended_on = case.received_on  # it never ran: another law applies from the first day
            row.met = None
    case.procedure = procedure
    if kind is CaseKind.DENUNCIATION and not case.is_sealed:
        seal_up(case, at, place)
    opening = workflow.opening(procedure, law_in_force(), case.received_on)
    for clock in (*opening.starts, *clocks.of_channel(case.lead_petition.channel, procedure)):
        clocks.start(case, clock, case.received_on)
    if place != case.body_id:
        steps.move(case, place, on=local_date(at))


def _routed(case: Case, procedure: Procedure, at: datetime) -> int:
    """Rule anew on competence and on whom the case is kept from; where it lies then: what turns out to be about the
    head, or about the body itself, does not stay with it (LTC Đ12, Đ56)."""
    if case.is_sealed:  # the rules are not told whom it is about: a person says whose it is
        case.competence = {**(case.competence or {}), "sure": False, "needs_human": True}
        return case.body_id
    route = routing.route(procedure, as_input(case.lead_petition, procedure.kind), case.received_on)
    case.competence = routing.kept(route.ruling)
    for each in (*cases.merged_into(case.id), case):
        conflicts.correct(each, route.excluded, at=at)
    return conflicts.desk([case.body_id, route.body_id], route.excluded, case.received_on)


def seal_up(case: Case, at: datetime, body_id: int) -> None:
    """Everything personal goes under the seal: what was filed, what was said since, and what was joined to it; it opens
    to the keepers of the body where the case will lie. What lay open is removed by the worker, which then also cuts the
    database's log of changes."""
    merged = cases.merged_into(case.id)
    said = [line for each in (*merged, case) for line in _take_words(each)]
    names = {attachment.file_id: attachment.name for attachment in cases.attachments(case.id)}
    public = case_keys.seal_case(case.id, body_id, at=at)
    for row in case.petitions:
        _seal_petition(row, case, said if row is case.lead_petition else [], public)
    for each in (*merged, case):
        each.is_sealed = True
        each.title, each.lead_name = each.number, ""
        each.category_code = each.unit_code = each.respondent_body_id = None
        each.proposed = each.proposal = None
    sealing_later.of_cases([each.id for each in (*merged, case)], body_id, at=at)
    reminders.forget_words(each.id for each in (*merged, case))
    findings.forget_words(each.id for each in (*merged, case))
    apart.forget([each.id for each in (*merged, case)])
    questions.forget_cases([each.id for each in (*merged, case)])
    migration.reseal_files(case, names, at=at)


def _seal_petition(row: Petition, case: Case, said: Sequence[dict[str, Any]], public: bytes) -> None:
    kept = json.loads(as_json(as_input(row, CaseKind.DENUNCIATION, files_of(row, case)))) | {"said": said}
    plain = envelopes.padded(json.dumps(kept, ensure_ascii=False).encode())
    row.sealed = envelopes.put(public, plain, seal_context(case.id))
    for name in ("content", "request", "respondent_name", "respondent_position", "late_reason", "hamlet"):
        setattr(row, name, "")
    for name in ("place_detail", "prior_handling", "decision_number", "forwarded_by", "forwarded_number"):
        setattr(row, name, "")
    row.unit_code = row.category_code = row.respondent_body_id = row.act_on = row.known_on = row.extra = None
    for party in list(row.parties):
        row.parties.remove(party)
        db.session.delete(party)


def files_of(row: Petition, case: Case) -> tuple[FileInput, ...]:
    """The files under their names; those sent later stand with the first petition."""
    first = row is case.lead_petition
    found = [a for a in cases.attachments(case.id) if a.petition_id == row.id or (first and a.petition_id is None)]
    return tuple(
        FileInput(a.file_id, a.name, a.size, a.media_type, a.digest, a.is_scanned, papers.key_of(a)) for a in found
    )


def _take_words(case: Case) -> list[dict[str, Any]]:
    """What was written in the clear since the filing, in its order: taken out of its rows, to go under the seal."""
    found: list[dict[str, Any]] = []
    for message in cases.messages(case.id):
        found.append({"at": message.at, "from_citizen": message.from_citizen, "text": message.text})
        message.text = ""
    for event in case.events:
        for name in ("reason", "note"):
            if getattr(event, name):
                found.append({"at": event.at, "from_citizen": False, "text": getattr(event, name)})
                setattr(event, name, "")
    return [line | {"at": line["at"].isoformat()} for line in sorted(found, key=lambda line: line["at"])]


def as_input(row: Petition, kind: CaseKind, files: tuple[FileInput, ...] = ()) -> PetitionInput:
    """The filed petition as input again."""
    names = {f.name for f in fields(PetitionInput)} - NOT_KEPT
    party_names = [f.name for f in fields(PartyInput)]
    parties = tuple(PartyInput(**{name: getattr(p, name) for name in party_names}) for p in row.parties)
    return PetitionInput(kind=kind, parties=parties, files=files, **{name: getattr(row, name) for name in names})

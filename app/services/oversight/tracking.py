"""Following a petition by its code (LTCD Đ28, LKN Đ12): what the citizen may know of his case, and may do."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.domain import access, tracking_codes, workflow
from app.domain.access import OFFICES_OF, STEP_ACTION, Action
from app.domain.calendars import local_date
from app.domain.citations import Citation
from app.domain.facts import Actor
from app.domain.refusals import NotFound
from app.domain.vocabulary import Confidence, Step
from app.persistence.models.case import Case, Decision
from app.persistence.models.petition import Attachment, Petition
from app.persistence.queries import cases
from app.services.law import law_in_force, regime_on
from app.services.oversight.timeline import story
from app.services.oversight.timeline_deadlines import clock_lines
from app.services.oversight.tracking_parts import parts
from app.services.oversight.tracking_rights import rights
from app.services.oversight.tracking_views import (
    CompetenceView,
    DecisionView,
    FileView,
    MessageView,
    Opened,
    OwnPetition,
    TrackedCase,
)
from app.services.sealing import readers
from app.services.settlement import answering

CITIZEN_STEPS = frozenset({Step.REPLY, Step.WITHDRAW, Step.APPEAL, Step.REOPEN, Step.DENOUNCE_AGAIN})
SEALED_STEPS = frozenset({Step.REPLY, Step.WITHDRAW, Step.DENOUNCE_AGAIN})
"""What a denouncer does through the sealed channel, and what needs nothing that lies under the seal."""


def open_by_code(typed: str, *, at: datetime) -> Opened | None:
    """The case a typed code opens. A code that cannot be one is looked up all the same: both take as long."""
    code = tracking_codes.normalise(typed)
    petition = cases.petition_of_code(tracking_codes.fingerprint(code or "-"))
    if petition is None or not code:
        return None
    case = cases.known(petition.case_id)
    reader = readers.opened(case.id, code, at=at) if case is not None and case.is_sealed else b""
    return Opened(petition.case_id, petition.id, reader)


def tracked(actor: Actor, case_id: int, *, at: datetime, petition_id: int | None = None) -> TrackedCase:
    """The citizen's page. `petition_id`: the petition whose code was proven; where several were joined to one case,
    each citizen sees his own alone. Raises NotFound for whoever has not proven the code."""
    case = _own_case(actor, case_id)
    own, leads = _own_petition(case, petition_id)
    today, law = local_date(at), law_in_force()
    lines = clock_lines(case, today)
    files = cases.attachments_for_citizen(case.id)
    is_open_to_him = leads and not case.is_sealed
    rating = cases.rating(case.id)
    return TrackedCase(
        case_id=case.id,
        number=case.number,
        kind=case.procedure.kind,
        procedure=case.procedure,
        state=case.state,
        is_sealed=case.is_sealed,
        is_shared=len(case.petitions) > 1,
        received_at=own.received_at if own else case.received_at,
        holder_name="" if case.is_sealed else case.body.name,
        holder_office="" if case.is_sealed else case.body.head_title,
        suspended_from=case.suspended_from,
        effective_from=workflow.effective_from(case.facts(), law),
        lines=lines,
        story=story(case.events, law, is_sealed=case.is_sealed),
        competence=None if case.is_sealed else _competence(case.competence, case.received_on),
        petition=_petition(own, files) if own and not case.is_sealed else None,
        messages=_messages(actor, case, files) if leads else (),
        decisions=() if case.is_sealed else tuple(_decision(row, case) for row in cases.decisions(case.id)),
        rights=rights(case.facts(), lines, law, today),
        actions=_actions(actor, case, today) if leads else frozenset(),
        can_rate=is_open_to_him and answering.may_rate(case),
        score=rating.score if rating and is_open_to_him else None,
        first_case_id=case.first_case_id if case.first_case_id in actor.case_ids else None,
        first_decision=_first_decision(case) if is_open_to_him else None,
        is_about_delay=case.decided_on is None,
        parts=parts(case) if leads else (),
        letter_id=case.split_from_id if case.split_from_id in actor.case_ids else None,
        second_case_ids=tuple(c.id for c in cases.second_instance_of(case.id) if c.id in actor.case_ids),
    )


def own_file(actor: Actor, case_id: int, attachment_id: int, *, petition_id: int | None = None) -> Attachment:
    """A file of the citizen's own, or one the authority gave him; of others in the same case there is none for him."""
    case = _own_case(actor, case_id)
    own, leads = _own_petition(case, petition_id)
    for found in cases.attachments_for_citizen(case.id):
        if found.id == attachment_id and (leads or found.event_id or (own and found.petition_id == own.id)):
            return found
    raise NotFound("attachment_not_found")


def _own_case(actor: Actor, case_id: int) -> Case:
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.PETITION_TRACK, case.facts())
    return case


def _own_petition(case: Case, petition_id: int | None) -> tuple[Petition | None, bool]:
    """The citizen's own petition in the case, and whether it is the one that opened it."""
    if petition_id is None and len(case.petitions) == 1:
        return case.petitions[0], True
    own = next((petition for petition in case.petitions if petition.id == petition_id), None)
    return own, own is not None and own is case.lead_petition


def _actions(actor: Actor, case: Case, today: date) -> frozenset[Step]:
    facts = case.facts()
    open_now = {
        row.step
        for row in workflow.open_steps(facts, law_in_force(), today)
        if row.step in CITIZEN_STEPS
        and row.offices & OFFICES_OF[actor.role]
        and access.may(actor, STEP_ACTION[row.step], facts)
    }
    if len(case.petitions) > 1:
        open_now.discard(Step.WITHDRAW)
    if not answering.may_reopen(case, today):
        open_now.discard(Step.REOPEN)
    return frozenset(open_now & SEALED_STEPS if case.is_sealed else open_now)


def _competence(kept: dict[str, Any] | None, filed_on: date) -> CompetenceView | None:
    if not kept or not kept.get("settler_name"):
        return None
    return CompetenceView(
        settler_name=kept["settler_name"],
        office=kept["office"],
        reason=kept["reason"],
        citation=Citation(*kept["citation"]),
        confidence=Confidence(kept["confidence"]),
        sure=bool(kept["sure"]),
        needs_human=bool(kept["needs_human"]),
        rule_id=kept["rule_id"],
        regime=regime_on(filed_on),
    )


def _petition(own: Petition, files: Sequence[Attachment]) -> OwnPetition:
    return OwnPetition(
        content=own.content,
        request=own.request,
        respondent=own.respondent_name or (own.respondent_body.name if own.respondent_body else ""),
        received_at=own.received_at,
        files=tuple(_file(file) for file in files if file.petition_id == own.id),
    )


def _first_decision(case: Case) -> DecisionView | None:
    """What a second complaint is about; None where the first instance ran out of time without a decision."""
    rows = cases.decisions(case.first_case_id) if case.first_case_id is not None else []
    sent = [row for row in rows if row.sent_on is not None]
    return _decision(sent[-1], case.first_case) if sent and case.first_case else None


def _messages(actor: Actor, case: Case, files: Sequence[Attachment]) -> tuple[MessageView, ...]:
    letters = readers.letters(actor, case.id) if case.is_sealed else {}
    return tuple(
        MessageView(
            from_citizen=row.from_citizen,
            text=letters.get(row.id, row.text),
            is_closed=case.is_sealed and row.id not in letters,
            at=row.at,
            reply_by=row.reply_by,
            is_open=not row.from_citizen and row.answered_at is None,
            files=tuple(_file(file) for file in files if file.message_id == row.id),
        )
        for row in cases.messages(case.id)
    )


def _file(row: Attachment) -> FileView:
    return FileView(row.id, row.name, row.size, row.message_id, from_authority=row.event_id is not None)


def _decision(row: Decision, case: Case) -> DecisionView:
    sent = row.sent_on is not None
    return DecisionView(
        kind=row.kind,
        number=row.number,
        signed_on=row.signed_on,
        office=case.body.head_title,
        outcome=row.outcome if sent else None,
        content=row.content if sent else "",
        remedy=row.remedy if sent else "",
        sent_on=row.sent_on,
        served_on=row.served_on,
        published_on=row.published_on,
    )

"""Screening a petition (phân loại, xử lý đơn; TT 05/2021, LTCD Đ25–26): the officer looks, corrects and proposes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain import access, triage, workflow
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, Conflict, NotFound, WrongState
from app.domain.triage import TriageFacts, TriageRuling
from app.domain.vocabulary import Disposition, Procedure, State, Step
from app.persistence.models.case import Case
from app.persistence.queries import bodies, cases
from app.persistence.transaction import transaction
from app.services import clocks, steps
from app.services.intake import conflicts, reclassify
from app.services.law import law_in_force
from app.services.sealing import granting


def register(actor: Actor, case_id: int, *, at: datetime, about_delay: bool | None = None) -> Case:
    """Enter the petition in the register (vào sổ; LTCD Đ25). `about_delay`, of a repeated denunciation: made because
    the lower level is overdue, which goes another way (LTC Đ38); None: as it was filed."""
    with transaction():
        case = steps.open_case(case_id)
        if about_delay is not None and case.procedure is Procedure.REPEAT_DENUNCIATION:
            case.is_about_delay = about_delay
        steps.take(actor, case, Step.REGISTER, at=at)
    return case


def assign(actor: Actor, case_id: int, officer_id: int, *, at: datetime) -> Case:
    """Give the case to an officer of the body."""
    with transaction():
        return _assign(actor, steps.open_case(case_id), officer_id, at)


def _assign(actor: Actor, case: Case, officer_id: int, at: datetime) -> Case:
    transition, on = steps.check(actor, case, Step.ASSIGN, at=at)
    officer = steps.officer_of(case, officer_id, at)
    steps.record(actor, case, transition, at=at, on=on, details={"officer_id": officer.id})
    case.officer_id = officer.id
    granting.take_back_from_others(actor, case, at=at)
    return case


def take_up(actor: Actor, case_ids: Iterable[int], *, at: datetime) -> list[Case]:
    """Take up cases that nobody has yet. Who was a moment late hears it, and takes none of them."""
    with transaction():
        return [_take_up(actor, case, at) for case in _open_in_order(case_ids).values()]


def _take_up(actor: Actor, case: Case, at: datetime) -> Case:
    facts = case.facts()
    access.require(actor, Action.CASE_TRIAGE, facts)
    if case.officer_id not in (None, actor.user_id):
        raise Conflict("taken_by_another")
    transition = workflow.take(Step.ASSIGN, facts, law_in_force(), local_date(at))
    details = {"officer_id": actor.user_id}
    steps.record(actor, case, transition, at=at, on=local_date(at), details=details)
    case.officer_id = actor.user_id
    return case


def hand_out(actor: Actor, case_ids: Iterable[int], officer_id: int, *, at: datetime) -> list[Case]:
    """Give several cases to one officer: all of them, or none."""
    with transaction():
        return [_assign(actor, case, officer_id, at) for case in _open_in_order(case_ids).values()]


def _open_in_order(case_ids: Iterable[int]) -> dict[int, Case]:
    """Several cases, locked by rising number: two who want the same ones then wait for each other, never both."""
    return {case_id: steps.open_case(case_id) for case_id in sorted(set(case_ids))}


def classify(actor: Actor, case_id: int, procedure: Procedure, reason: str, *, at: datetime) -> Case:
    """Correct what the petition is: content decides, not the title. The clocks of the right procedure run from
    receipt. The register of repeated denunciations parts at its entry (LTC Đ37, Đ38): there it is entered anew."""
    with transaction():
        case = steps.open_case(case_id)
        if case.procedure is procedure:
            raise BadInput("same_kind", field="procedure")
        transition, on = steps.check(actor, case, Step.CLASSIFY, at=at)
        if Procedure.REPEAT_DENUNCIATION in (case.procedure, procedure):
            transition = replace(transition, to_state=State.RECEIVED)
        reclassify.change(case, procedure, at=at)
        details = {"kind": str(procedure.kind), "procedure": str(procedure)}
        reason = "" if case.is_sealed else reason
        steps.record(actor, case, transition, at=at, on=on, reason=reason, details=details)
        clocks.refresh_next_due(case)
    return case


def join(actor: Actor, case_id: int, into_id: int, reason: str, *, at: datetime) -> Case:
    """Put the petitions of this case with another: same petitioner and matter (đơn trùng), or the matter of others.

    The older case keeps its clocks; no new clock starts (procedure.md 3.3 row 8).
    """
    with transaction():
        locked = _open_in_order((case_id, into_id))
        case, target = locked[case_id], locked[into_id]
        access.require(actor, Action.CASE_TRIAGE, target.facts())
        if case.id == target.id or target.state.is_final:
            raise WrongState("cannot_join")
        if case.is_sealed or target.is_sealed or case.procedure.kind is not target.procedure.kind:
            raise WrongState("cannot_join_kinds")
        steps.take(actor, case, Step.JOIN, at=at, reason=reason, details={"into": target.id})
        for petition in list(case.petitions):
            petition.case_id = target.id
        for attachment in cases.attachments(case.id):
            attachment.case_id = target.id
        conflicts.unite(case, target, at=at)
        case.merged_into_id = target.id
        target.people_count += case.people_count
    return target


def appraise(actor: Actor, case_id: int, answers: TriageFacts, *, at: datetime) -> tuple[TriageRuling, ...]:
    """Every ground of the law that applies to what the officer has found, in order; nothing is changed."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_TRIAGE, case.facts())
    return triage.propose(answers, law_in_force(), local_date(at))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the officer proposes to the head (phiếu đề xuất)."""

    disposition: Disposition
    reason: str
    target_body_id: int | None = None  # for a transfer inside this system
    target_name: str = ""  # body or court to which the citizen is guided or the petition goes outside
    grounds: tuple[str, ...] = ()  # rule ids of the triage rulings
    is_anonymous: bool | None = None  # of a denunciation, as the officer found it; None: as it was filed


def propose(actor: Actor, case_id: int, proposal: Proposal, *, at: datetime) -> Case:
    """Put the proposed disposition before the head (TT 05/2021)."""
    if not proposal.reason.strip():
        raise BadInput("reason_missing", field="reason")
    with transaction():
        case = steps.open_case(case_id)
        _check_target(proposal, at)
        steps.take(actor, case, Step.PROPOSE, at=at, note=proposal.reason)
        if proposal.is_anonymous is not None and case.procedure is Procedure.DENUNCIATION:
            case.is_anonymous = proposal.is_anonymous
        case.proposed = proposal.disposition
        case.proposal = {
            "reason": "" if case.is_sealed else proposal.reason,
            "target_body_id": proposal.target_body_id,
            "target_name": proposal.target_name,
            "grounds": list(proposal.grounds),
            "by": actor.user_id,
            "by_name": actor.name,
            "on": local_date(at).isoformat(),
        }
        if case.officer_id is None and actor.user_id is not None:
            case.officer_id = actor.user_id
    return case


def _check_target(proposal: Proposal, at: datetime) -> None:
    if proposal.disposition in (Disposition.TRANSFER, Disposition.GUIDE) and not (
        proposal.target_body_id or proposal.target_name
    ):
        raise BadInput("target_missing", field="target_body_id")
    if proposal.target_body_id is not None:
        body = bodies.by_id(proposal.target_body_id)
        if body is None or not body.facts().exists_on(local_date(at)):
            raise BadInput("target_unknown", field="target_body_id")

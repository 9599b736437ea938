"""The head disposes of a petition: accepts, declines, guides, transfers, returns, files (LKN Đ27, 36; LTCD Đ26)."""

from datetime import datetime
from typing import Any

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import Disposition, Step
from app.persistence.models.case import Case
from app.persistence.queries import bodies, cases
from app.persistence.transaction import transaction
from app.services import steps
from app.services.intake import conflicts
from app.services.sealing import case_keys, migration
from app.services.steps import NO_PAPER, Paper

STEP_OF = {
    Disposition.ACCEPT: Step.ACCEPT,
    Disposition.DECLINE: Step.DECLINE,
    Disposition.GUIDE: Step.GUIDE,
    Disposition.SEND_BACK: Step.SEND_BACK,
    Disposition.FILE_AWAY: Step.FILE_AWAY,
}

AS_PROPOSED = "Theo đề xuất."
"""The reason of a sealed case that is disposed of as proposed: the proposal itself lies under the seal."""

NEEDS_NO_REASON = frozenset({Disposition.ACCEPT})


def dispose(
    actor: Actor,
    case_id: int,
    disposition: Disposition,
    *,
    at: datetime,
    paper: Paper = NO_PAPER,
    reason: str = "",
    target_body_id: int | None = None,
    target_name: str = "",
) -> Case:
    """Dispose of the petition, as proposed or not. The reason is told to the citizen; only acceptance needs none."""
    if disposition not in NEEDS_NO_REASON and not reason.strip():
        raise BadInput("reason_missing", field="reason")
    with transaction():
        case = steps.open_case(case_id)
        if disposition is Disposition.TRANSFER:
            _transfer(actor, case, paper, reason, target_body_id, target_name, at)
        else:
            details = {"target_name": target_name} if target_name else None
            event = steps.take(actor, case, STEP_OF[disposition], at=at, paper=paper, reason=reason, details=details)
            if disposition is Disposition.ACCEPT:
                case.accepted_on = event.document_on
        case.proposed = None
    return case


def approve(actor: Actor, case_id: int, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Dispose of the petition exactly as the officer proposed; the reason of the proposal is the one given."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    if case.proposed is None:
        raise WrongState("nothing_proposed")
    kept = case.proposal or {}
    accepts = case.proposed is Disposition.ACCEPT
    return dispose(
        actor,
        case_id,
        case.proposed,
        at=at,
        paper=paper,
        reason="" if accepts else kept.get("reason", "") or AS_PROPOSED,
        target_body_id=kept.get("target_body_id") if case.proposed is Disposition.TRANSFER else None,
        target_name=kept.get("target_name", ""),
    )


def return_proposal(actor: Actor, case_id: int, note: str, *, at: datetime) -> Case:
    """The head wants another proposal; the note goes to the officer, not to the citizen."""
    if not note.strip():
        raise BadInput("reason_missing", field="note")
    with transaction():
        case = steps.open_case(case_id)
        steps.take(actor, case, Step.RETURN_PROPOSAL, at=at, note=note)
        case.proposed = None
    return case


def _transfer(
    actor: Actor, case: Case, paper: Paper, reason: str, target_id: int | None, target_name: str, at: datetime
) -> None:
    """To a body of this system the case itself goes, with a fresh screening clock there; to any other, it ends here."""
    if target_id is None:
        if not target_name.strip():
            raise BadInput("target_missing", field="target_body_id")
        outside: dict[str, Any] = {"target_name": target_name}
        steps.take(actor, case, Step.TRANSFER_OUT, at=at, paper=paper, reason=reason, details=outside)
        return
    target = bodies.by_id(target_id)
    if target is None or target.id == case.body_id or not target.facts().exists_on(local_date(at)):
        raise BadInput("target_unknown", field="target_body_id")
    if not conflicts.may_lie_with(case, target.facts()):
        raise BadInput("target_is_party", field="target_body_id")
    _refuse_ping_pong(case, target.id)
    if case.is_sealed:
        migration.ensure(case, at=at)
        case_keys.hand_on(actor, case, target.id, at=at)
    details = {"from": case.body_id, "to": target.id, "target_name": target.name}
    steps.take(actor, case, Step.TRANSFER, at=at, paper=paper, reason=reason, details=details)
    steps.move(case, target.id, on=local_date(at))


def _refuse_ping_pong(case: Case, target_id: int) -> None:
    """The same petition does not go back and forth between two bodies: the common superior decides (LKN Đ21)."""
    sent = [e.details for e in case.events if e.step is Step.TRANSFER and e.details]
    if any(d.get("from") == target_id and d.get("to") == case.body_id for d in sent):
        raise BadInput("transfer_back_and_forth", field="target_body_id")

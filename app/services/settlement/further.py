"""The rarer steps: each only a document with its date, a word why, and a fact or two that later steps ask for."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import Step
from app.persistence.models.case import Case
from app.persistence.transaction import transaction
from app.services import records, steps
from app.services.steps import NO_PAPER, Paper

OWN_SERVICE = frozenset({Step.SPLIT, Step.DENOUNCE_AGAIN, Step.TAKE_OVER})
"""Rarer steps that touch another case too."""

FURTHER = frozenset(list(Step)[list(Step).index(Step.SPLIT) :]) - OWN_SERVICE
"""The steps that are taken here; those before them in the vocabulary have services of their own."""

NEEDS_REASON = frozenset({Step.SUSPEND_EXECUTION, Step.WITHDRAW_PART, Step.REVIEW, Step.REVOKE})
"""The citizen reads why, or which part."""

NEEDS_NUMBER = frozenset({Step.CONCLUDE, Step.ENFORCE, Step.REVOKE, Step.SUSPEND_EXECUTION})
"""Without its number the document cannot be found again."""

MAX_WORDS = 20_000  # characters


def further(
    actor: Actor,
    case_id: int,
    step: Step,
    *,
    at: datetime,
    paper: Paper = NO_PAPER,
    reason: str = "",
    note: str = "",
    stated: bool = False,
) -> Case:
    """Take one of these steps. `stated`: the actor declares with it the fact that the law asks for
    (`records.stated_with`)."""
    if step not in FURTHER:
        raise NotFound("case_not_found")
    if max(len(reason), len(note)) > MAX_WORDS:
        raise BadInput("content_too_long", field="reason" if len(reason) > MAX_WORDS else "note")
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, step, case)
        _need(case, step, paper, reason, note)
        fact = records.stated_with(step, case.facts()) if stated else None
        transition, on = steps.check(actor, case, step, at=at, paper=paper, stated=fact)
        if fact is not None:
            setattr(case, fact, True)
        steps.put_on_record(case, step, on)
        if step is Step.CONFIRM_COMPETENCE:
            _settle_competence(case)
        details = {"stated": fact} if fact else None
        steps.record(actor, case, transition, at=at, on=on, paper=paper, reason=reason, note=note, details=details)
    return case


def _need(case: Case, step: Step, paper: Paper, reason: str, note: str) -> None:
    if step in NEEDS_NUMBER and not paper.number.strip():
        raise BadInput("number_missing", field="document_number")
    if step in NEEDS_REASON and not reason.strip():
        raise BadInput("reason_missing", field="reason")


def _settle_competence(case: Case) -> None:
    """A person has said that the case belongs here; the ruling is kept as his word."""
    case.competence = {
        **(case.competence or {}),
        "settler_code": case.body.code,
        "settler_name": case.body.name,
        "sure": True,
        "needs_human": False,
        "confirmed": True,
    }

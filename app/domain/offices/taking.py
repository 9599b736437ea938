"""In which office, and by which paper of the head, somebody takes a step (procedure.md 4: record the capacity)."""

from dataclasses import replace
from datetime import date

from app.domain import access
from app.domain.access import OFFICES_OF, STEP_ACTION
from app.domain.facts import Actor, CaseFacts
from app.domain.offices import delegable
from app.domain.refusals import NotAllowed
from app.domain.rules import LawBook
from app.domain.vocabulary import Office
from app.domain.workflow import Transition


def taken_by(actor: Actor, row: Transition, case: CaseFacts, law: LawBook, *, body_type: str, on: date) -> Transition:
    """The step as this actor takes it: in his own right, or naming the paper of the head that lets him; NotAllowed with
    the article where neither does, or where the head must do it himself."""
    own = replace(actor, delegations=())
    if access.may(own, STEP_ACTION[row.step], case) and row.offices & OFFICES_OF.get(actor.role, frozenset()):
        return row
    refusal = NotAllowed("office_not_yours", row.citation)
    for one in actor.delegations:
        if Office.HEAD not in row.offices or not one.covers(case.body_id, case.kind, case.category):
            continue
        try:
            delegable.require(law.delegations, one.capacity, row.step, row.procedure, body_type, on)
        except NotAllowed as why:
            refusal = why
        else:
            return replace(row, delegated=one)
    raise refusal


def can_take(actor: Actor, row: Transition, case: CaseFacts, law: LawBook, *, body_type: str, on: date) -> bool:
    """The same as a question."""
    try:
        taken_by(actor, row, case, law, body_type=body_type, on=on)
    except NotAllowed:
        return False
    return True

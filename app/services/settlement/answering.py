"""Recommendation and feedback: the written answer, and what the citizen makes of it (LTCD Đ28)."""

from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import DocumentKind, State, Step
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.case import Case, Decision, Rating
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services import clocks, records, steps
from app.services.settlement import decision
from app.services.settlement.take_over import open_with_first
from app.services.steps import NO_PAPER, Paper

REOPENING_CLOCK = "DL-NP-06"
MAX_COMMENT = 5_000  # characters


def answer(actor: Actor, case_id: int, content: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Answer in writing; the citizen reads it at once by his code."""
    if not content.strip():
        raise BadInput("content_missing", field="content")
    with transaction():
        case = steps.open_case(case_id)
        event = steps.take(actor, case, Step.ANSWER, at=at, paper=paper)
        case.decided_on = event.document_on
        row = Decision(
            case_id=case.id,
            kind=DocumentKind.ANSWER,
            number=paper.number,
            signed_on=event.document_on,
            signer_id=actor.user_id,
            sent_on=event.document_on,
        )
        decision.write(case, row, content, at=at)
    return case


def may_rate(case: Case) -> bool:
    """Once there is a decision or an answer, and nothing sealed: a comment would stand in the clear."""
    return case.decided_on is not None and not case.is_sealed


def may_reopen(case: Case, today: date) -> bool:
    """Whoever finds the answer wanting may have it looked at once more, while his time runs (DL-NP-06)."""
    running = clocks.find(case, REOPENING_CLOCK)
    again = any(event.step is Step.REOPEN for event in case.events)
    return case.state is State.ANSWERED and not again and running is not None and today <= running.due_on


def rate(actor: Actor, case_id: int, score: int, comment: str, *, reopen: bool = False, at: datetime) -> Case:
    """The citizen says whether he is satisfied; a later word replaces the earlier. Who is not may have an answered
    recommendation looked at again. The same word sent twice is taken once."""
    if not 1 <= score <= 5:
        raise BadInput("score_unknown", field="score")
    if len(comment) > MAX_COMMENT:
        raise BadInput("content_too_long", field="comment")
    if reopen and not comment.strip():
        raise BadInput("reason_missing", field="comment")
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.REOPEN, case)
        rating = cases.rating(case.id)
        if rating is not None and (rating.score, rating.comment) == (score, comment) and _was_reopened(case):
            return case
        if not may_rate(case):
            raise BadInput("nothing_to_rate", field="score")
        if reopen:
            _reopen(actor, case, comment, at)
        _keep(case, rating, score, comment, at)
        audit.append(actor, "case.rate", case_id=case.id, at=at)
    return case


def _was_reopened(case: Case) -> bool:
    return case.decided_on is None and any(event.step is Step.REOPEN for event in case.events)


def _reopen(actor: Actor, case: Case, reason: str, at: datetime) -> None:
    if not may_reopen(case, local_date(at)):
        raise WrongState("reopening_over")
    steps.take(actor, case, Step.REOPEN, at=at, reason=reason)
    case.decided_on = None


def _keep(case: Case, rating: Rating | None, score: int, comment: str, at: datetime) -> None:
    if rating is None:
        db.session.add(Rating(case_id=case.id, score=score, comment=comment, at=at))
        return
    rating.score, rating.comment, rating.at = score, comment, at


def close(
    actor: Actor, case_id: int, *, at: datetime, paper: Paper = NO_PAPER, note: str = "", evident: bool = False
) -> Case:
    """Close the file: answered, or executed; `evident`: a denunciation so plain that it was acted on at once (LTC
    Đ43)."""
    with transaction():
        case, first = open_with_first(case_id)
        stated = records.stated_with(Step.CLOSE, case.facts()) if evident else None
        transition, on = steps.check(actor, case, Step.CLOSE, at=at, paper=paper, stated=stated)
        case.is_evident = case.is_evident or stated is not None
        steps.record(actor, case, transition, at=at, on=on, paper=paper, note=note)
        if first is not None and case.is_about_delay:
            first.has_second_instance = False  # below it is settled now: that may be denounced again too (LTC Đ37)
    return case

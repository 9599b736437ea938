"""Recommendation and feedback: the written answer, and what the citizen makes of it (LTCD Đ28)."""

from datetime import datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import DocumentKind, Step
from app.persistence.db import db
from app.persistence.models.case import Case, Decision, Rating
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services import steps
from app.services.steps import NO_PAPER, Paper


def answer(actor: Actor, case_id: int, content: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Answer in writing; the citizen reads it at once by his code."""
    if not content.strip():
        raise BadInput("content_missing", field="content")
    with transaction():
        case = steps.open_case(case_id)
        event = steps.take(actor, case, Step.ANSWER, at=at, paper=paper)
        case.decided_on = event.document_on
        db.session.add(
            Decision(
                case_id=case.id,
                kind=DocumentKind.ANSWER,
                number=paper.number,
                signed_on=event.document_on,
                signer_id=actor.user_id,
                content=content,
                sent_on=event.document_on,
            )
        )
    return case


def rate(actor: Actor, case_id: int, score: int, comment: str, *, reopen: bool = False, at: datetime) -> Case:
    """The citizen says whether he is satisfied; who is not may have an answered recommendation looked at again."""
    if not 1 <= score <= 5:
        raise BadInput("score_unknown", field="score")
    with transaction():
        case = steps.open_case(case_id)
        steps.require(actor, Step.REOPEN, case)
        if case.decided_on is None:
            raise BadInput("nothing_to_rate", field="score")
        rating = cases.rating(case.id) or Rating(case_id=case.id)
        rating.score, rating.comment, rating.at = score, comment, at
        db.session.add(rating)
        if reopen:
            steps.take(actor, case, Step.REOPEN, at=at, reason=comment)
            case.decided_on = None
    return case


def close(actor: Actor, case_id: int, *, at: datetime, paper: Paper = NO_PAPER, note: str = "") -> Case:
    """Close the file: answered, or executed."""
    with transaction():
        case = steps.open_case(case_id)
        steps.take(actor, case, Step.CLOSE, at=at, paper=paper, note=note)
    return case

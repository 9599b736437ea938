"""The settlement decision: signed, sent, served, published (LKN Đ31–32, 40–41)."""

from datetime import date, datetime

from app.domain.facts import Actor
from app.domain.refusals import BadInput
from app.domain.vocabulary import DocumentKind, Outcome, State, Step
from app.persistence.db import db
from app.persistence.models.case import Case, Decision
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services import steps
from app.services.sealing import migration, words
from app.services.steps import NO_PAPER, Paper


def decide(
    actor: Actor, case_id: int, outcome: Outcome, content: str, *, remedy: str = "", at: datetime, paper: Paper
) -> Case:
    """Sign the settlement decision. Its date ends the clock of settlement and starts sending and effect."""
    if not paper.number.strip():
        raise BadInput("number_missing", field="document_number")
    if not content.strip():
        raise BadInput("content_missing", field="content")
    with transaction():
        case = steps.open_case(case_id)
        event = steps.take(actor, case, Step.DECIDE, at=at, paper=paper, details={"outcome": str(outcome)})
        case.decided_on = event.document_on
        row = Decision(
            case_id=case.id,
            kind=DocumentKind.SETTLEMENT_DECISION,
            number=paper.number,
            signed_on=event.document_on,
            signer_id=actor.user_id,
            outcome=outcome,
        )
        write(case, row, content, remedy, at=at)
    return case


def write(case: Case, row: Decision, content: str, remedy: str = "", *, at: datetime) -> None:
    """Keep a decision or an answer; of a sealed case its words lie under the seal (LTC Đ56)."""
    row.content, row.remedy = ("", "") if case.is_sealed else (content, remedy)
    db.session.add(row)
    if case.is_sealed:
        migration.ensure(case, at=at)
        db.session.flush()
        said = {"content": content, "remedy": remedy}
        words.keep(case.id, words.DECISION, row.id, said, at=at, by=row.signer_id)


def send(actor: Actor, case_id: int, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Send the decision to the complainant, the superior and those concerned; or, before there is one, the order to
    suspend or to go on."""
    with transaction():
        case = steps.open_case(case_id)
        event = steps.take(actor, case, Step.SEND, at=at, paper=paper)
        if event.from_state is State.ISSUED:
            latest(case.id).sent_on = event.document_on
    return case


def serve(actor: Actor, case_id: int, served_on: date, *, at: datetime) -> Case:
    """Record the day the complainant received the decision: his own time limits run from it (LKN Đ33)."""
    with transaction():
        case = steps.open_case(case_id)
        if case.decided_on is not None and served_on < case.decided_on:
            raise BadInput("served_before_decision", field="served_on")
        steps.take(actor, case, Step.SERVE, at=at, paper=Paper(on=served_on))
        case.decision_served_on = served_on
        latest(case.id).served_on = served_on
    return case


def publish(actor: Actor, case_id: int, where: str, *, at: datetime, paper: Paper = NO_PAPER) -> Case:
    """Make the decision public (LKN Đ41.2): a duty in the second instance, a choice in the first."""
    if not where.strip():
        raise BadInput("place_missing", field="where")
    with transaction():
        case = steps.open_case(case_id)
        event = steps.take(actor, case, Step.PUBLISH, at=at, paper=paper, details={"where": where})
        case.published_on = event.document_on
        for decision in cases.decisions(case.id)[-1:]:  # the conclusion of a denunciation is not kept in words
            decision.published_on = event.document_on
    return case


def latest(case_id: int) -> Decision:
    """The decision or answer in force."""
    found = cases.decisions(case_id)
    if not found:
        raise BadInput("no_decision")
    return found[-1]

"""How every step is taken: allowed by the access table, open in the transition table, then recorded with its clocks,
event, audit row and outbox row. The services of each chapter add what is special to a step."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.domain import access, workflow
from app.domain.access import STEP_ACTION
from app.domain.calendars import local_date
from app.domain.confidentiality import conflicts
from app.domain.facts import Actor
from app.domain.offices.taking import taken_by
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import Role, State, Step
from app.domain.workflow import Transition
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.event import CaseEvent
from app.persistence.models.user import User
from app.persistence.queries import cases, users
from app.persistence.queries.conflicts import ties
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import petition_register
from app.services import clocks, records
from app.services.law import law_in_force
from app.services.sealing import migration, words


@dataclass(frozen=True, slots=True)
class Paper:
    """The document a step rests on. Its date, not the click, starts and ends clocks; without one, today counts."""

    number: str = ""
    on: date | None = None


NO_PAPER = Paper()


def open_case(case_id: int) -> Case:
    """The case, locked for this transaction."""
    case = cases.locked(case_id)
    if case is None:
        raise NotFound("case_not_found")
    return case


def take(
    actor: Actor,
    case: Case,
    step: Step,
    *,
    at: datetime,
    paper: Paper = NO_PAPER,
    reason: str = "",
    note: str = "",
    details: dict[str, Any] | None = None,
) -> CaseEvent:
    """Take one step of the procedure, or refuse with the article that stands against it."""
    transition, on = check(actor, case, step, at=at, paper=paper)
    return record(actor, case, transition, at=at, on=on, paper=paper, reason=reason, note=note, details=details)


def check(
    actor: Actor, case: Case, step: Step, *, at: datetime, paper: Paper = NO_PAPER, stated: str | None = None
) -> tuple[Transition, date]:
    """The transition the step would make and the date that counts; for steps that change the case before recording.
    `stated`: the fact that is declared with the step (services/records.py)."""
    facts = case.facts()
    if stated is not None:
        facts = replace(facts, **{stated: True})  # type: ignore[arg-type]
    access.require(actor, STEP_ACTION[step], facts)
    on = document_date(case, paper, at)
    law = law_in_force()
    transition = workflow.take(step, facts, law, on)
    return taken_by(actor, transition, facts, law, body_type=case.body.type, on=on), on


def record(
    actor: Actor,
    case: Case,
    transition: Transition,
    *,
    at: datetime,
    on: date,
    paper: Paper = NO_PAPER,
    reason: str = "",
    note: str = "",
    details: dict[str, Any] | None = None,
) -> CaseEvent:
    """Write down a step that the rules have allowed. Of a sealed case the words go under its seal (LTC Đ56)."""
    is_closed = case.is_sealed and actor.role is not Role.SYSTEM  # its own sentences tell nothing
    told = {} if is_closed else {"reason": reason, "note": note}
    event = turned(actor, case, transition, at=at, on=on, paper=paper, details=details, **told)
    db.session.add(event)  # not through case.events: that would read the whole story first
    if is_closed and (reason or note):
        migration.ensure(case, at=at)
        db.session.flush()
        words.keep(case.id, words.EVENT, event.id, {"reason": reason, "note": note}, at=at, by=actor.user_id)
    db.session.expire(case, ["events"])
    announce(actor, case, transition, at=at, from_state=event.from_state)
    return event


def turned(
    actor: Actor,
    case: Case,
    transition: Transition,
    *,
    at: datetime,
    on: date,
    paper: Paper = NO_PAPER,
    reason: str = "",
    note: str = "",
    details: dict[str, Any] | None = None,
) -> CaseEvent:
    """The case and its clocks as the step leaves them, and the line it adds to the story; nothing is written yet."""
    actor, before = actor.under(transition.delegated), case.state
    case.state = transition.to_state or before
    _turn_clocks(case, transition, on, at)
    return CaseEvent(
        case_id=case.id,
        at=at,
        step=transition.step,
        from_state=before,
        to_state=case.state,
        actor_id=actor.user_id,
        actor_role=actor.role,
        office_id=actor.office_id,
        capacity=actor.capacity if actor.is_staff else None,
        delegation_id=actor.delegation_id,
        body_id=case.body_id,
        rule_id=transition.rule_id,
        document=transition.document,
        document_number=paper.number,
        document_on=on,
        reason=reason,
        note=note,
        details=details,
    )


def announce(
    actor: Actor, case: Case, transition: Transition, *, at: datetime, from_state: State | None = None
) -> None:
    """The audit row and the outbox row of a step."""
    ground, actor = transition.rule_id, actor.under(transition.delegated)
    audit.append(actor, f"case.{transition.step}", case_id=case.id, at=at, from_state=from_state, ground=ground)
    outbox.post(f"case.{transition.step}", at=at, case_id=case.id)


def _turn_clocks(case: Case, transition: Transition, on: date, at: datetime) -> None:
    for clock in transition.ends:
        clocks.end(case, clock, on)
    for clock in transition.pauses:
        clocks.pause(case, clock, on)
    for clock in transition.resumes:
        clocks.resume(case, clock, on)
    for clock in transition.extends:
        clocks.extend(case, clock)
    for clock in transition.starts:
        clocks.start(case, clock, on)
    if case.state.is_final:
        clocks.end_all(case, on)
        case.closed_at = at
    elif case.closed_at is not None:
        case.closed_at = None
    clocks.refresh_next_due(case)


def move(case: Case, body_id: int, *, on: date) -> None:
    """The file goes to another body with its running clocks; nobody there has taken it up yet. There its petitions are
    entered in the register (TT 05/2021)."""
    case.body_id = body_id
    case.officer_id = None
    clocks.move(case, body_id)
    for petition in case.petitions:
        petition_register.enter(body_id, petition.id, on)


def put_on_record(case: Case, step: Step, on: date) -> None:
    """The facts that a step changes besides state and clocks (services/records.py)."""
    for name, value in records.recorded(step, case.facts(), on).items():
        setattr(case, name, value)


def require(actor: Actor, step: Step, case: Case) -> None:
    """The access rule of a step alone, for acts beside it."""
    access.require(actor, STEP_ACTION[step], case.facts())


def officer_of(case: Case, officer_id: int, at: datetime) -> User:
    """The account that is to work on the case: active, in an office of the body that has it, not kept away from it."""
    officer = users.by_id(officer_id)
    if officer is None or not holding.works_at(officer_id, case.body_id, local_date(at)):
        raise BadInput("officer_not_here", field="officer_id")
    if not is_free(case, officer):
        raise BadInput("officer_not_here", field="officer_id")
    return officer


def is_free(case: Case, officer: User) -> bool:
    """Whether an account is not kept away from the case (conflict of interest)."""
    facts = case.facts()
    if not facts.exclusions:
        return True
    return not conflicts.is_excluded(Actor(Role.OFFICER, officer.id, case.body_id, ties=ties.of(officer)), facts)


def document_date(case: Case, paper: Paper, at: datetime) -> date:
    """The day that counts. A document cannot be of tomorrow, nor older than the petition."""
    today = local_date(at)
    on = paper.on or today
    if on > today:
        raise BadInput("document_in_future", field="document_on")
    if on < case.received_on:
        raise BadInput("document_before_petition", field="document_on")
    return on

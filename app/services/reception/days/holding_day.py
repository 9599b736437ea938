"""The day of the head's reception: who sits, who came, what is concluded, and how the day ends (LTCD Đ18, N154 Đ25)."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.offices.held import Standing
from app.domain.reception.session import require_open
from app.domain.reception.vocabulary import AppointmentState, SessionState, VisitOutcome
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import Role
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.office import HeldOffice
from app.persistence.models.reception import Appointment, ConclusionTask, ReceptionSession
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import appointments, tasks
from app.persistence.transaction import in_transaction, transaction
from app.services.intake.petition_input import Problem
from app.services.reception import receiving
from app.services.reception.days import planning
from app.services.reception.visit_input import PersonInput, VisitInput

MOST_TASKS = 12


@dataclass(frozen=True, slots=True)
class TaskInput:
    """One task of the conclusion."""

    what: str
    owner_body_id: int
    due_on: date
    owner_name: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionInput:
    """What was said and concluded with one visitor."""

    matter: str
    request: str = ""
    conclusion: str = ""
    guided_to: str = ""
    people_count: int = 1
    identity_number: str = ""
    address: str = ""
    tasks: tuple[TaskInput, ...] = ()


def hosts(session: ReceptionSession) -> list[HeldOffice]:
    """Who may sit: the head, and whom he may have sent."""
    return holding.at_body(session.body_id, session.day)


def is_head(office: HeldOffice) -> bool:
    """Only his own presence counts (LTCD: trực tiếp); who acts as head is one."""
    return office.role is Role.HEAD and office.standing is not Standing.DEPUTY


def begin(actor: Actor, session_id: int, office_id: int, *, at: datetime) -> None:
    """The reception begins; who sits is put on record."""
    with transaction():
        session = planning.own(actor, session_id)
        require_open(session.facts(), SessionState.POSTED)
        if local_date(at) < session.day:
            raise WrongState("session_is_later")
        session.held_by_id = _host(session, office_id).id
        session.began_at = session.began_at or at
        audit.append(actor, "session.begin", at=at, subject=f"session:{session.id}")


def _host(session: ReceptionSession, office_id: int) -> HeldOffice:
    office = next((one for one in hosts(session) if one.id == office_id), None)
    if office is None:
        raise BadInput("session_incomplete", problems=[Problem("office_id", "host_not_here")])
    return office


def note_presence(actor: Actor, appointment_id: int, state: AppointmentState, *, at: datetime) -> None:
    """Came, or did not come; may be set right until the visitor has been received."""
    with transaction():
        row, _session = own(actor, appointment_id)
        if row.state in (AppointmentState.RECEIVED, AppointmentState.CANCELLED):
            raise WrongState("appointment_not_open")
        if state is AppointmentState.RECEIVED and not row.is_sealed:
            raise WrongState("appointment_not_open")
        row.state = state
        row.arrived_at = None if state is AppointmentState.NO_SHOW else (row.arrived_at or at)
        audit.append(actor, "appointment.presence", at=at, subject=f"appointment:{row.id}", details={"state": state})


def own(actor: Actor, appointment_id: int) -> tuple[Appointment, ReceptionSession]:
    """An appointment of the own body with its reception, to be written; NotFound else."""
    if appointments.seen(actor, appointment_id) is None:
        raise NotFound("appointment_not_found")
    row = appointments.locked(appointment_id)
    if row is None:
        raise NotFound("appointment_not_found")
    return row, planning.own(actor, row.session_id)


def conclude(actor: Actor, appointment_id: int, said: ConclusionInput, *, at: datetime) -> int:
    """Write the visit into the register, with the head's conclusion and his tasks; the visitor's ten working days run
    from now (LTCD Đ28.1). Concluding again only adds tasks, none of them twice. The number of the visit.

    A denouncer's words go to the sealed page of the desk, never here. Raises BadInput with `problems`.
    """

    def work() -> int:
        row, session = own(actor, appointment_id)
        if row.is_sealed:
            raise WrongState("conclusion_sealed")
        if row.state is AppointmentState.CANCELLED:
            raise WrongState("appointment_not_open")
        _check(said, at)
        if row.visit_id is None:
            row.visit_id = _visit(actor, row, session, said, at)
            row.state, row.arrived_at = AppointmentState.RECEIVED, row.arrived_at or at
        _give(actor, row, session, said, at)
        return row.visit_id

    return in_transaction(work)


def _check(said: ConclusionInput, at: datetime) -> None:
    found: list[Problem] = []
    if len(said.tasks) > MOST_TASKS:
        found.append(Problem("tasks-0-what", "too_many_tasks"))
    for index, task in enumerate(said.tasks):
        if len(task.what.strip()) < 5:
            found.append(Problem(f"tasks-{index}-what", "task_words_missing"))
        if task.due_on < local_date(at):
            found.append(Problem(f"tasks-{index}-due_on", "task_due_odd"))
        if bodies.by_id(task.owner_body_id) is None:
            found.append(Problem(f"tasks-{index}-owner_body_id", "task_owner_missing"))
    if found:
        raise BadInput("conclusion_incomplete", problems=found)


def _visit(actor: Actor, row: Appointment, session: ReceptionSession, said: ConclusionInput, at: datetime) -> int:
    """The line of the register; who received is the one who sat there."""
    if session.began_at is None or session.held_by is None:
        raise WrongState("session_not_begun")
    contact = row.contact
    person = PersonInput(
        name=row.name,
        phone=contact.phone,
        identity_number=said.identity_number or contact.identity_number,
        address=said.address or contact.address,
    )
    visit = VisitInput(
        kind=row.kind,
        people=(person,),
        people_count=max(row.people_count, said.people_count),
        matter=said.matter,
        request=said.request,
        note=said.conclusion,
        outcomes=(VisitOutcome.GUIDED,) if said.guided_to else (VisitOutcome.HEARD,),
        guided_to=said.guided_to,
        started_at=min(at, max(session.began_at, row.arrived_at or session.began_at)),
        ended_at=at,
        mode=session.mode,
        form=session.form,
        session_id=session.id,
        received_by_id=session.held_by.user_id,
        is_answered_later=True,
        place=session.place,
        language=row.language,
        concerns_case_id=row.case_id,
    )
    return receiving.received(actor, visit, f"appointment:{row.id}:{row.submission_hash}", at=at).visit_id


def _give(actor: Actor, row: Appointment, session: ReceptionSession, said: ConclusionInput, at: datetime) -> None:
    known = {(one.what, one.owner_body_id, one.due_on) for one in tasks.of_visit(row.visit_id or 0)}
    for task in said.tasks:
        if (task.what.strip(), task.owner_body_id, task.due_on) in known:
            continue
        given = ConclusionTask(
            session_id=session.id,
            visit_id=row.visit_id,
            case_id=row.case_id,
            body_id=session.body_id,
            owner_body_id=task.owner_body_id,
            owner_name=task.owner_name,
            what=task.what.strip(),
            due_on=task.due_on,
            given_at=at,
            given_by_id=actor.user_id or 0,
        )
        db.session.add(given)
        db.session.flush()
        outbox.post("task.given", at=at, task_id=given.id)
        details = {"session": session.id, "owner": task.owner_body_id}
        audit.append(actor, "task.give", at=at, subject=f"task:{given.id}", details=details)


def close(actor: Actor, session_id: int, note: str, *, at: datetime) -> SessionState:
    """The day is over: held in person, or by a deputy (on record apart, not counted), or not at all. Where nobody came,
    the announced day counts all the same, with minutes of it."""
    with transaction():
        session = planning.own(actor, session_id)
        require_open(session.facts(), SessionState.POSTED)
        if at < session.starts_at and session.began_at is None:
            raise WrongState("session_is_later")
        came = _settle(session.id, at)
        session.note, session.closed_at = note.strip(), at
        if session.began_at is None or session.held_by is None:
            if not note.strip():
                raise BadInput("session_incomplete", problems=[Problem("note", "missed_reason_missing")])
            session.state = SessionState.MISSED
        else:
            session.state = SessionState.HELD if is_head(session.held_by) else SessionState.DELEGATED
            session.ended_at, session.is_empty = at, not came
        audit.append(actor, "session.close", at=at, subject=f"session:{session.id}", details={"as": session.state})
        return session.state


def _settle(session_id: int, at: datetime) -> bool:
    """Whoever never came did not come; whether anybody was received."""
    rows = appointments.all_of(session_id)
    for row in rows:
        if row.state is AppointmentState.BOOKED:
            row.state = AppointmentState.NO_SHOW
    return any(row.state in (AppointmentState.ARRIVED, AppointmentState.RECEIVED) for row in rows)


@dataclass(frozen=True, slots=True)
class OnlineNotes:
    """What was done for an on-line reception (N154 Đ20–24)."""

    invited_on: date | None
    tested_on: date | None
    connected_at: datetime | None
    recording: str


def note_online(actor: Actor, session_id: int, notes: OnlineNotes, *, at: datetime) -> None:
    """Notice, test of the line, connection, recording: as they happened."""
    with transaction():
        session = planning.own(actor, session_id)
        for name in ("invited_on", "tested_on", "connected_at", "recording"):
            setattr(session, name, getattr(notes, name))
        audit.append(actor, "session.online", at=at, subject=f"session:{session.id}")

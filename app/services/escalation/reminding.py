"""Reminders (đôn đốc) read, answered, and written again by hand; and what follows from a proposal to examine a head."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.escalation import access as rules
from app.domain.escalation.access import ReminderFacts
from app.domain.escalation.vocabulary import Reply, Verdict
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import Role
from app.persistence import audit
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.escalation import ClimbedRung, Reminder
from app.persistence.queries.escalation import reminders, rungs
from app.persistence.queries.escalation.climbing import Clock
from app.persistence.queries.escalation.reminders import Line
from app.persistence.transaction import transaction
from app.services import steps
from app.services.escalation import issuing, people
from app.services.escalation.issuing import NewReminder
from app.services.escalation.people import People
from app.services.law import law_in_force
from app.services.notices import telling

MONTHS = timedelta(days=180)  # over which what reminders have in common is told
LONGEST = 2000  # characters


def page(actor: Actor, *, unanswered: bool, before: int | None = None) -> list[Line]:
    """Reminders that the actor wrote or got, newest first."""
    access.require_role(actor, Action.REMINDERS_VIEW)
    return reminders.page(actor, unanswered=unanswered, before=before)


def together(actor: Actor, today: date) -> Mapping[str, list[tuple[Any, int]]]:
    """What they have in common in half a year; for who answers for several."""
    watches = actor.role in (Role.HEAD, Role.INSPECTORATE)
    return reminders.together(actor, today - MONTHS) if watches else {}


def read(actor: Actor, reminder_id: int) -> Line:
    """One reminder; NotFound also where it may not be seen."""
    found = reminders.seen(actor, reminder_id)
    if found is None:
        raise NotFound("reminder_not_found")
    return found


def facts(line: Line) -> ReminderFacts:
    """What the rules read of it."""
    return ReminderFacts(line.reminder.from_body_id, line.reminder.to_body_id, line.case.facts())


def answer(
    actor: Actor, reminder_id: int, reply: Reply, promised_on: date, words: str = "", *, at: datetime
) -> Reminder:
    """The late body says why and until when. Of a sealed case no words are kept: they would lie open."""
    if promised_on < local_date(at):
        raise BadInput("promise_in_past", field="promised_on")
    with transaction():
        line = read(actor, reminder_id)
        rules.require(rules.may_answer(actor, facts(line)))
        row = reminders.locked(reminder_id)
        if row is None or row.answered_at is not None:
            raise WrongState("reminder_answered")
        row.answered_at, row.answered_by_id = at, actor.user_id
        row.reply, row.promised_on = reply, promised_on
        row.answer = "" if line.case.is_sealed else words.strip()[:LONGEST]
        details = {"reminder": row.id, "reply": reply, "late": local_date(at) > row.answer_due_on}
        audit.append(actor, "reminder.answer", at=at, case_id=row.case_id, details=details)
        told = _writers(row, line.case, at)
        say = {"case": line.case.number, "body": row.to_body_id, "promised_on": promised_on.isoformat()}
        key = f"reminder:{row.id}:answered"
        telling.tell(told, "reminder.answered", key=key, at=at, facts=say | {"reminder": row.id}, case_id=row.case_id)
    return row


def _writers(row: Reminder, case: Case, at: datetime) -> list[int]:
    people = People(local_date(at))
    known = {person.user_id for person in people.leaders(row.from_body_id)}
    known |= {person.user_id for person in people.inspectors if person.body_id == row.from_body_id}
    known |= {row.issued_by_id} if row.issued_by_id else set()
    return [user_id for user_id in known if people.is_free(user_id, row.from_body_id, case.facts().exclusions)]


def again(actor: Actor, reminder_id: int, note: str = "", *, at: datetime) -> int:
    """Another reminder of the same clock, by hand; its number in the table."""
    on = local_date(at)
    with transaction():
        line = read(actor, reminder_id)
        rules.require(rules.may_remind(actor, facts(line)))
        if line.ended_on is not None or line.reminder.due_on >= on:
            raise WrongState("case_not_late")
        reminders.locked(reminder_id)  # a form sent twice waits for itself
        clock = _clock(line.reminder.deadline_id, line.reminder, line.case)
        return _write(actor, clock, line.case, note, on, at)


def remind(actor: Actor, case_id: int, note: str = "", *, at: datetime) -> int:
    """The inspectorate reminds of a case that it may see and that is late."""
    on = local_date(at)
    access.require_role(actor, Action.CASE_REMIND)
    with transaction():
        case = steps.open_case(case_id)
        access.require(actor, Action.CASE_VIEW, case.facts())
        late = [row for row in case.deadlines if row.ended_on is None and row.clock == case.next_clock]
        if not late or case.next_due_on >= on:
            raise WrongState("case_not_late")
        return _write(actor, _clock(late[0].id, late[0], case), case, note, on, at)


def _clock(deadline_id: int | None, row: Reminder | Deadline, case: Case) -> Clock:
    return Clock(
        deadline_id=deadline_id,
        case_id=case.id,
        body_id=case.body_id,
        clock=row.clock,
        starts_on=row.due_on,
        due_on=row.due_on,
        procedure=case.procedure,
        officer_id=case.officer_id,
        is_sealed=case.is_sealed,
        received_on=case.received_on,
    )


def _write(actor: Actor, clock: Clock, case: Case, note: str, on: date, at: datetime) -> int:
    words, own_id = "" if case.is_sealed else note.strip()[:LONGEST], actor.body_id or 0
    known = reminders.same(case.id, clock.clock, own_id, on, words)
    if known is not None:
        return known
    people = People(on)
    heads = people.leaders(clock.body_id)
    new = NewReminder(clock, own_id, heads[0].user_id if heads else None, by_id=actor.user_id, note=words)
    (reminder_id,) = issuing.issue([new], on=on, at=at, calendar=law_in_force().calendar)
    details = {"reminder": reminder_id, "clock": clock.clock, "delay_days": (on - clock.due_on).days}
    audit.append(actor, "reminder.write", at=at, case_id=case.id, details=details)
    exclusions = case.facts().exclusions
    told = {person.user_id for person in heads if people.is_free(person.user_id, person.body_id, exclusions)}
    if case.officer_id and people.is_free(case.officer_id, clock.body_id, exclusions):
        told.add(case.officer_id)
    say = {"case": case.number, "clock": clock.clock, "due_on": clock.due_on.isoformat(), "reminder": reminder_id}
    key = f"reminder:{reminder_id}"
    telling.tell(told, "reminder.written", key=key, at=at, facts=say, case_id=case.id, urgent=True)
    return reminder_id


def proposals(actor: Actor, today: date) -> list[tuple[ClimbedRung, Case]]:
    """What asks for a verdict: heads to be examined, red lines crossed; below the actor's body, or everywhere."""
    if actor.role not in (Role.HEAD, Role.INSPECTORATE):
        return []
    return rungs.waiting(actor, people.bodies_below(actor, today))


def decide(actor: Actor, rung_id: int, verdict: Verdict, note: str, *, at: datetime) -> None:
    """Say what follows from a proposal. It stays on record with the case."""
    access.require_role(actor, Action.CASE_REMIND)
    with transaction():
        rung = rungs.asked(actor, people.bodies_below(actor, local_date(at)), rung_id)
        if rung is None:
            raise NotFound("reminder_not_found")
        if rung.verdict is not None:
            raise WrongState("verdict_given")
        rung.verdict, rung.verdict_at, rung.verdict_by_id = verdict, at, actor.user_id
        rung.verdict_note = note.strip()[:LONGEST]
        details = {"rung": rung.id, "verdict": verdict}
        audit.append(actor, "escalation.verdict", at=at, case_id=rung.case_id, details=details)

"""The calendar of the head's receptions: proposed from the law, edited by the office, signed by the head, posted (LTCD
Đ24; N154 Đ29)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.citations import InForce
from app.domain.facts import Actor
from app.domain.reception import duty
from app.domain.reception.session import require_open, require_sight
from app.domain.reception.vocabulary import SessionState
from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.reception import ReceptionSession
from app.persistence.queries import bodies
from app.persistence.queries.reception import sessions
from app.persistence.transaction import transaction
from app.services.law import law_in_force
from app.services.reception.days.session_input import SessionInput, posting, problems


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the office likes its days: in a week this weekday (0 Monday), in a month these days."""

    weekday: int
    monthdays: tuple[int, ...]
    opens: time
    closes: time
    place: str


def seen(actor: Actor, session_id: int) -> ReceptionSession:
    """A reception for the staff of its body; NotFound else."""
    session = sessions.find(session_id)
    require_sight(actor, session.facts() if session else None)
    if session is None:
        raise NotFound("session_not_found")
    return session


def own(actor: Actor, session_id: int) -> ReceptionSession:
    """The same, to be written."""
    access.require_role(actor, Action.SESSION_PLAN)
    session = sessions.locked(session_id)
    require_sight(actor, session.facts() if session else None)
    if session is None:
        raise NotFound("session_not_found")
    return session


def plan(actor: Actor, wanted: SessionInput, *, at: datetime) -> int:
    """Put one reception into the calendar, as a draft. Raises BadInput with `problems`."""
    with transaction():
        return planned(actor, wanted, at=at).id


def planned(actor: Actor, wanted: SessionInput, *, at: datetime) -> ReceptionSession:
    """The same inside the caller's transaction."""
    access.require_role(actor, Action.SESSION_PLAN)
    if actor.body_id is None or actor.user_id is None:
        raise NotAllowed("action_not_yours")
    row = ReceptionSession(body_id=actor.body_id, created_at=at, created_by_id=actor.user_id)
    _fill(row, wanted, at)
    db.session.add(row)
    db.session.flush()
    audit.append(actor, "session.plan", at=at, subject=f"session:{row.id}", details={"day": str(row.day)})
    return row


def revise(actor: Actor, session_id: int, wanted: SessionInput, *, at: datetime) -> None:
    """Change what has not been posted; what the head had signed he signs again."""
    with transaction():
        row = own(actor, session_id)
        require_open(row.facts(), SessionState.DRAFT, SessionState.SIGNED)
        _fill(row, wanted, at)
        row.state, row.signed_at, row.signed_by_id = SessionState.DRAFT, None, None
        audit.append(actor, "session.revise", at=at, subject=f"session:{row.id}", details={"day": str(row.day)})


def _fill(row: ReceptionSession, wanted: SessionInput, at: datetime) -> None:
    law = law_in_force()
    found = problems(wanted, law, at)
    if found:
        raise BadInput("session_incomplete", problems=found)
    for name in "mode form day starts_at ends_at place slot_minutes unit_code topic participants points".split():
        setattr(row, name, getattr(wanted, name))
    row.ground = wanted.ground if wanted.mode.value == "ad_hoc" else ""
    row.posting_due_on, row.posting_rule_id = posting(wanted, law)


def drop(actor: Actor, session_id: int, *, at: datetime) -> None:
    """Take a draft out again."""
    with transaction():
        row = own(actor, session_id)
        require_open(row.facts(), SessionState.DRAFT)
        audit.append(actor, "session.drop", at=at, subject=f"session:{row.id}", details={"day": str(row.day)})
        sessions.drop(row)


def propose(actor: Actor, since: date, until: date, pattern: Pattern, *, at: datetime) -> int:
    """Drafts for every week or month of duty that has too few days yet; how many. Days that could no longer be posted
    in time are left out."""
    wanted = [
        replace(SessionInput(day), opens=pattern.opens, closes=pattern.closes, place=pattern.place)
        for day in proposal(actor, since, until, pattern)
    ]
    law, today = law_in_force(), local_date(at)
    fitting = [one for one in wanted if one.day > today and posting(one, law)[0] >= today]
    with transaction():
        for one in fitting:
            planned(actor, one, at=at)
    return len(fitting)


def proposal(actor: Actor, since: date, until: date, pattern: Pattern) -> list[date]:
    """The days themselves."""
    body = bodies.by_id(actor.body_id or 0)
    if body is None:
        raise NotAllowed("action_not_yours")
    law = law_in_force()
    stands = InForce(body.valid_from, body.valid_to)
    spans = duty.spans(duty.rows_of(law.duties, body.facts()), since, until, law.calendar, office=stands)
    taken = sessions.days_taken(body.id, since, until)
    days = duty.proposed(
        spans, law.calendar, weekday=pattern.weekday, monthdays=pattern.monthdays, taken=frozenset(taken)
    )
    return [day for day in days if since <= day <= until]


def sign(actor: Actor, since: date, until: date, *, at: datetime) -> int:
    """The head approves every draft of his calendar in a span; how many."""
    access.require_role(actor, Action.SESSION_SIGN)
    with transaction():
        rows = sessions.in_states(actor.body_id or 0, {SessionState.DRAFT}, since, until)
        for row in rows:
            row.state, row.signed_at, row.signed_by_id = SessionState.SIGNED, at, actor.user_id
        _note(actor, "session.sign", rows, at)
    return len(rows)


def post(actor: Actor, since: date, until: date, *, at: datetime) -> int:
    """Put what is signed on the public page; how many. One posted later than five working days before is marked so."""
    access.require_role(actor, Action.SESSION_PLAN)
    with transaction():
        rows = sessions.in_states(actor.body_id or 0, {SessionState.SIGNED}, since, until)
        for row in rows:
            row.state, row.posted_at = SessionState.POSTED, at
        _note(actor, "session.post", rows, at)
        if rows:
            outbox.post("session.posted", at=at, body_id=actor.body_id, many=len(rows))
    return len(rows)


def _note(actor: Actor, what: str, rows: Iterable[ReceptionSession], at: datetime) -> None:
    for row in rows:
        details = {"day": str(row.day), "due": str(row.posting_due_on)}
        audit.append(actor, what, at=at, subject=f"session:{row.id}", details=details, ground=row.posting_rule_id)

"""An announced reception is put off to another day or cancelled, with its reason where everybody reads it (LTCD
Đ24.4); its visitors are told."""

from dataclasses import replace
from datetime import date, datetime, time

from app.domain.calendars import LAW_ZONE
from app.domain.facts import Actor
from app.domain.reception.session import require_open
from app.domain.reception.vocabulary import AppointmentState, SessionState
from app.domain.refusals import BadInput
from app.persistence import audit, outbox
from app.persistence.models.reception import ReceptionSession
from app.persistence.queries.reception import appointments
from app.persistence.transaction import transaction
from app.services.intake.petition_input import Problem
from app.services.reception.days import planning
from app.services.reception.days.session_input import SessionInput

LONGEST_REASON = 500


def postpone(
    actor: Actor, session_id: int, day: date, opens: time, reason: str, *, place: str = "", at: datetime
) -> int:
    """Give a posted reception a new date: the notice stands on the page from now on, the visitors' places go along. The
    number of the new reception."""
    with transaction():
        old = planning.own(actor, session_id)
        _may_change(old, reason)
        if day == old.day:
            raise BadInput("session_incomplete", problems=[Problem("day", "same_day")])
        new = planning.planned(actor, _moved(old, day, opens, place), at=at)
        new.state, new.moved_from_id = SessionState.POSTED, old.id
        new.signed_at, new.signed_by_id, new.posted_at = old.signed_at, old.signed_by_id, at
        old.state, old.change_reason, old.changed_at = SessionState.POSTPONED, reason.strip(), at
        for row in appointments.all_of(old.id):
            row.session_id = new.id
            row.starts_at = row.starts_at - old.starts_at + new.starts_at
            outbox.post("appointment.moved", at=at, appointment_id=row.id, session_id=new.id)
        audit.append(actor, "session.postpone", at=at, subject=f"session:{old.id}", details={"to": str(day)})
        return new.id


def cancel(actor: Actor, session_id: int, reason: str, *, at: datetime) -> None:
    """A posted reception does not take place and has no new date; its visitors are told."""
    with transaction():
        row = planning.own(actor, session_id)
        _may_change(row, reason)
        row.state, row.change_reason, row.changed_at = SessionState.CANCELLED, reason.strip(), at
        for appointment in appointments.all_of(row.id):
            appointment.state, appointment.cancelled_at = AppointmentState.CANCELLED, at
            outbox.post("appointment.cancelled", at=at, appointment_id=appointment.id, session_id=row.id)
        audit.append(actor, "session.cancel", at=at, subject=f"session:{row.id}")


def _may_change(row: ReceptionSession, reason: str) -> None:
    require_open(row.facts(), SessionState.POSTED)
    if not 5 <= len(reason.strip()) <= LONGEST_REASON:
        raise BadInput("session_incomplete", problems=[Problem("reason", "change_reason_missing")])


def _moved(old: ReceptionSession, day: date, opens: time, place: str) -> SessionInput:
    length = old.ends_at - old.starts_at
    closes = (datetime.combine(day, opens, LAW_ZONE) + length).time()
    same = SessionInput(
        old.day,
        place=place.strip() or old.place,
        mode=old.mode,
        form=old.form,
        slot_minutes=old.slot_minutes,
        unit_code=old.unit_code,
        topic=old.topic,
        participants=old.participants,
        ground=old.ground,
        points=old.points,
    )
    return replace(same, day=day, opens=opens, closes=closes)

"""Appointments with heads: of a reception, of a code, of a person."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import joinedload

from app.domain.facts import Actor
from app.domain.reception.vocabulary import AppointmentState
from app.domain.vocabulary import CaseKind
from app.persistence.db import db
from app.persistence.models.reception import Appointment, ReceptionSession
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.reception import sessions
from app.persistence.types import LARGEST_ID

KEPT = Appointment.state != AppointmentState.CANCELLED


def sees(actor: Actor) -> ColumnElement[bool]:
    """Of the own body's receptions, but for whom the case it is about is kept from."""
    return and_(sessions.sees(actor), or_(Appointment.case_id.is_(None), keeps_from(actor, Appointment.case_id)))


def of_session(actor: Actor, session_id: int) -> Sequence[Appointment]:
    """In the order of their time; cancelled ones are not shown."""
    query = (
        select(Appointment)
        .join(Appointment.session)
        .where(sees(actor), Appointment.session_id == session_id, KEPT)
        .order_by(Appointment.slot)
    )
    return db.session.scalars(query).all()


def seen(actor: Actor, appointment_id: int) -> Appointment | None:
    if appointment_id > LARGEST_ID:
        return None
    query = select(Appointment).join(Appointment.session).where(sees(actor), Appointment.id == appointment_id)
    return db.session.scalar(query.options(joinedload(Appointment.session)))


def locked(appointment_id: int) -> Appointment | None:
    query = select(Appointment).where(Appointment.id == appointment_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def of_code(code_hash: str) -> Appointment | None:
    query = select(Appointment).where(Appointment.code_hash == code_hash)
    return db.session.scalar(query.options(joinedload(Appointment.session).joinedload(ReceptionSession.body)))


def known(appointment_id: int) -> Appointment | None:
    """An appointment by its number, whoever asks: for what the asker has proven otherwise."""
    query = select(Appointment).where(Appointment.id == appointment_id)
    return db.session.scalar(query.options(joinedload(Appointment.session).joinedload(ReceptionSession.body)))


def filed_under(submission_hash: str) -> Appointment | None:
    """What a submission already became."""
    return db.session.scalar(select(Appointment).where(Appointment.submission_hash == submission_hash))


def all_of(session_id: int) -> Sequence[Appointment]:
    """Every one that is kept, whoever asks: to move or tell them."""
    return db.session.scalars(
        select(Appointment).where(Appointment.session_id == session_id, KEPT).order_by(Appointment.slot)
    ).all()


def slots_taken(session_id: int) -> frozenset[int]:
    return frozenset(db.session.scalars(select(Appointment.slot).where(Appointment.session_id == session_id, KEPT)))


def taken(session_ids: Iterable[int]) -> dict[int, int]:
    """How many places of these receptions are given."""
    wanted = sorted(set(session_ids))
    query = select(Appointment.session_id, func.count()).where(Appointment.session_id.in_(wanted), KEPT)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Appointment.session_id))}


def forget(*, visit_ids: Iterable[int] = (), case_ids: Iterable[int] = ()) -> None:
    """What turned out to be about a denunciation keeps its time alone; inside the caller's transaction."""
    about = or_(Appointment.visit_id.in_(list(visit_ids)), Appointment.case_id.in_(list(case_ids)))
    empty: dict[str, Any] = dict.fromkeys(("name", "matter", "documents", "needs"), "")
    empty |= dict.fromkeys(("personal", "key_number", "blind_number", "identity_blind", "phone_blind", "case_id"))
    db.session.execute(update(Appointment).where(about).values(is_sealed=True, kind=CaseKind.DENUNCIATION, **empty))

"""A citizen books a place with the head, on line or at the desk; moves or cancels it by its code (LTCD Đ7, Đ24)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import tracking_codes
from app.domain.facts import Actor
from app.domain.keeping.personal import is_phone
from app.domain.reception.session import require_open
from app.domain.reception.vocabulary import AppointmentState, ReceptionForm, SessionState
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import CaseKind
from app.persistence import audit, outbox
from app.persistence.db import db, store
from app.persistence.models.reception import Appointment, ReceptionSession
from app.persistence.personal import Contact
from app.persistence.queries import cases
from app.persistence.queries.reception import appointments, sessions
from app.persistence.transaction import in_transaction, transaction
from app.services.intake.petition_input import Problem
from app.services.reception.days import planning

HORIZON = timedelta(days=90)
REMIND_BEFORE = timedelta(days=1)
LONGEST_MATTER = 2000


@dataclass(frozen=True, slots=True)
class BookingInput:
    """What the visitor leaves. Of a denunciation only the time is kept, whatever stands here."""

    kind: CaseKind | None
    name: str = ""
    phone: str = ""
    identity_number: str = ""
    address: str = ""
    matter: str = ""
    documents: str = ""
    needs: str = ""
    people_count: int = 1
    case_code: str = ""
    language: str = "vi"
    waives_secrecy: bool = False  # asks for no secrecy: the condition of an on-line reception (N154 Đ17)

    @property
    def is_sealed(self) -> bool:
        return self.kind is CaseKind.DENUNCIATION


@dataclass(frozen=True, slots=True)
class Booked:
    """What the visitor takes away. The code is shown here and kept nowhere."""

    appointment_id: int
    code: str
    is_new: bool


def slots(session: ReceptionSession) -> int:
    """How many visitors fit in."""
    return max(1, int((session.ends_at - session.starts_at) / timedelta(minutes=session.slot_minutes)))


def open_slots(session: ReceptionSession) -> list[tuple[int, datetime]]:
    """Places that are free, with their time."""
    taken = appointments.slots_taken(session.id)
    return [(slot, time_of(session, slot)) for slot in range(slots(session)) if slot not in taken]


def time_of(session: ReceptionSession, slot: int) -> datetime:
    """When a place begins; places added beyond the last share its time."""
    return session.starts_at + timedelta(minutes=session.slot_minutes) * min(slot, slots(session) - 1)


def book(actor: Actor, session_id: int, slot: int | None, wanted: BookingInput, token: str, *, at: datetime) -> Booked:
    """Give somebody a place; `slot` None: the first that is free. The same submission sent again is the same
    appointment. Raises BadInput with `problems`, WrongState when the place is gone."""
    return in_transaction(lambda: _booked(actor, session_id, slot, wanted, token, at))


def _booked(actor: Actor, session_id: int, slot: int | None, wanted: BookingInput, token: str, at: datetime) -> Booked:
    name = tracking_codes.fingerprint(token)
    earlier = appointments.filed_under(name)
    if earlier is not None:
        return Booked(earlier.id, code_of(token), is_new=False)
    session = planning.own(actor, session_id) if actor.is_staff else sessions.locked(session_id)
    if session is None:
        raise NotFound("session_not_found")
    _takes_bookings(actor, session, at)
    case_id, found = _case(wanted)
    found += list(problems(wanted, session))
    if found:
        raise BadInput("booking_incomplete", problems=found)
    row = Appointment(
        session_id=session.id, slot=_place(actor, session, slot), booked_at=at, booked_by_id=actor.user_id
    )
    row.code_hash, row.submission_hash = tracking_codes.fingerprint(code_of(token)), name
    _fill(row, wanted, session, case_id)
    db.session.add(row)
    db.session.flush()
    if not wanted.is_sealed:
        row.lock(Contact(wanted.identity_number, wanted.phone, "", wanted.address))
    _promise(row, at)
    audit.append(actor, "appointment.book", at=at, subject=f"appointment:{row.id}", details={"session": session.id})
    return Booked(row.id, code_of(token), is_new=True)


def _fill(row: Appointment, wanted: BookingInput, session: ReceptionSession, case_id: int | None) -> None:
    row.starts_at, row.language = time_of(session, row.slot), wanted.language
    row.is_sealed, row.kind = wanted.is_sealed, wanted.kind
    if wanted.is_sealed:
        row.name = row.matter = row.documents = row.needs = ""
        return
    row.name, row.matter, row.documents = wanted.name, wanted.matter, wanted.documents
    row.needs, row.people_count, row.case_id = wanted.needs, wanted.people_count, case_id


def problems(wanted: BookingInput, session: ReceptionSession) -> Iterator[Problem]:
    """What is missing; of a denunciation nothing is asked, but that an on-line one asks for no secrecy."""
    if wanted.kind is None:
        yield Problem("kind", "visit_kind_missing")
    if wanted.is_sealed:
        if session.form is ReceptionForm.ONLINE and not wanted.waives_secrecy:
            yield Problem("waives_secrecy", "online_is_not_secret")
        return
    yield from _of_visitor(wanted)


def _of_visitor(wanted: BookingInput) -> Iterator[Problem]:
    if not wanted.name.strip():
        yield Problem("name", "name_missing")
    if not is_phone(wanted.phone):
        yield Problem("phone", "booking_phone_missing")
    if len(wanted.matter.strip()) < 10:
        yield Problem("matter", "booking_matter_missing")
    if len(wanted.matter) > LONGEST_MATTER or len(wanted.documents) > LONGEST_MATTER:
        yield Problem("matter", "booking_too_long")
    if not 1 <= wanted.people_count <= 500:
        yield Problem("people_count", "people_count_odd")


def _case(wanted: BookingInput) -> tuple[int | None, list[Problem]]:
    """The case whose code was typed; never that of a denunciation."""
    if wanted.is_sealed or not wanted.case_code.strip():
        return None, []
    code = tracking_codes.normalise(wanted.case_code)
    petition = cases.petition_of_code(tracking_codes.fingerprint(code or "-"))
    case = cases.known(petition.case_id) if petition is not None and code else None
    if case is None:
        return None, [Problem("case_code", "booking_code_unknown")]
    if case.is_sealed:
        return None, [Problem("case_code", "booking_code_sealed")]
    return case.id, []


def _takes_bookings(actor: Actor, session: ReceptionSession, at: datetime) -> None:
    """On line until it begins; at the desk as long as it goes on."""
    require_open(session.facts(), SessionState.POSTED)
    if not actor.is_staff and (session.starts_at <= at or session.began_at is not None):
        raise WrongState("session_has_begun")


def _place(actor: Actor, session: ReceptionSession, slot: int | None) -> int:
    taken = appointments.slots_taken(session.id)
    free = [one for one in range(slots(session)) if one not in taken]
    if slot is None and free:
        return free[0]
    if slot is None and actor.is_staff:
        return max(taken, default=-1) + 1
    if slot not in free:
        raise WrongState("slot_taken" if free else "session_full")
    return slot if slot is not None else free[0]


def _promise(row: Appointment, at: datetime) -> None:
    """The confirmation now, the reminder on the day before."""
    outbox.post("appointment.booked", at=at, appointment_id=row.id)
    if row.starts_at - REMIND_BEFORE > at:
        outbox.post("appointment.remind", at=at, after=row.starts_at - REMIND_BEFORE - at, appointment_id=row.id)


def code_of(token: str) -> str:
    """The code of one submission; sent again it is the same."""
    return tracking_codes.derive(store().keys.newest("tracking")[1], f"booking:{token}")


def opened(typed: str) -> Appointment | None:
    """The appointment a typed code opens. One that cannot be a code is looked up all the same."""
    code = tracking_codes.normalise(typed)
    found = appointments.of_code(tracking_codes.fingerprint(code or "-"))
    return found if code else None


def proven(appointment_id: int) -> Appointment | None:
    """The same again, for a browser that has shown the code before."""
    return appointments.known(appointment_id)


def cancel(appointment_id: int, *, at: datetime, actor: Actor) -> None:
    """The visitor gives the place back; who has proven the code, or the desk for him."""
    with transaction():
        row = _kept(appointment_id)
        row.state, row.cancelled_at = AppointmentState.CANCELLED, at
        outbox.post("appointment.cancelled", at=at, appointment_id=row.id, session_id=row.session_id)
        audit.append(actor, "appointment.cancel", at=at, subject=f"appointment:{row.id}")


def move(appointment_id: int, session_id: int, slot: int | None, *, at: datetime, actor: Actor) -> None:
    """To another place, of the same head."""

    def work() -> None:
        row = _kept(appointment_id)
        old, new = sessions.find(row.session_id), sessions.locked(session_id)
        if new is None or old is None or new.body_id != old.body_id:
            raise NotFound("session_not_found")
        _takes_bookings(actor, new, at)
        row.slot = _place(actor, new, slot)
        row.session_id, row.starts_at = new.id, time_of(new, row.slot)
        outbox.post("appointment.moved", at=at, appointment_id=row.id, session_id=new.id)
        audit.append(actor, "appointment.move", at=at, subject=f"appointment:{row.id}", details={"session": new.id})

    in_transaction(work)


def _kept(appointment_id: int) -> Appointment:
    row = appointments.locked(appointment_id)
    if row is None:
        raise NotFound("appointment_not_found")
    if row.state is not AppointmentState.BOOKED:
        raise WrongState("appointment_not_open")
    return row


def open_sessions(at: datetime, until: datetime) -> Sequence[tuple[ReceptionSession, int]]:
    """Receptions that take bookings, with the number of places left."""
    found = sessions.bookable(at, until.date())
    taken = appointments.taken(session.id for session in found)
    return [(session, max(0, slots(session) - taken.get(session.id, 0))) for session in found]

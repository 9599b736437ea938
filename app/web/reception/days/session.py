"""One reception of the head: its page, putting it off, the notes of an on-line one, its visitors, the paper for the
head."""

import secrets

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain import tracking_codes
from app.domain.calendars import LAW_ZONE
from app.domain.reception.session import CLOSED, online_need
from app.domain.reception.vocabulary import ReceptionForm, SessionState
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import CaseKind
from app.i18n import formats, labels, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import ReceptionSession
from app.persistence.queries.reception import tasks
from app.services.law import law_in_force
from app.services.reception.days import booking, changing, holding_day, planning, preparing
from app.services.reception.days.booking import BookingInput
from app.web import sessions
from app.web.clock import now, today
from app.web.faults import Faults, placed, typed_wrong
from app.web.forms import one_spelling, read_day
from app.web.reception.days.forms import ChangeForm, VisitorForm, kinds, read_clock

OPEN_AT_ONCE = 10
SESSION_CODES = "booked_at_desk"


def reception_day(session_id: int) -> ResponseReturnValue:
    """Everything about one reception, with what is to be done next."""
    actor = sessions.current_actor()
    found = planning.seen(actor, session_id)
    online = found.form is ReceptionForm.ONLINE
    given = session.pop(SESSION_CODES, None)
    page = render_template(
        "reception/days/reception_day.html",
        reception=found,
        dossiers=preparing.dossiers(actor, session_id),
        tasks=tasks.of_session(actor, session_id),
        hosts=[(str(one.id), f"{one.user.name}, {one.title or labels.label(one.role)}") for one in _hosts(found)],
        is_closed=found.state in CLOSED,
        need=online_need(found.starts_at, law_in_force().calendar) if online else None,
        code=tracking_codes.grouped(booking.code_of(given)) if given else "",
        on_call=found.day <= today(),
        no_delegation=found.body.level == "commune" and law_in_force().regime(found.day) == "R3",
    )
    return page


def _hosts(found: ReceptionSession) -> list[holding_day.HeldOffice]:
    return sorted(holding_day.hosts(found), key=lambda one: not holding_day.is_head(one))


def visitors_files(session_id: int) -> ResponseReturnValue:
    """For the head, to print: a page a visitor."""
    actor = sessions.current_actor()
    found = planning.seen(actor, session_id)
    page = render_template(
        "reception/days/visitors_files.html", reception=found, dossiers=preparing.dossiers(actor, session_id)
    )
    return page


def change_day(session_id: int) -> ResponseReturnValue:
    """Postpone with a new date, or cancel; either with its reason."""
    found = planning.seen(sessions.current_actor(), session_id)
    if request.method == "GET":
        data = {"opens": formats.clock(found.starts_at)}
        return _change_page(found, ChangeForm(formdata=None, data=data))
    form = ChangeForm()
    if not form.validate():
        return _change_page(found, form, typed_wrong(form))
    try:
        number = _changed(found, form)
    except BadInput as refusal:
        return _change_page(found, form, placed(form, refusal))
    except WrongState as refusal:
        flash(reasons.sentence(refusal))
        number = session_id
    return redirect(url_for("reception.reception_day", session_id=number), 303)


def _changed(found: ReceptionSession, form: ChangeForm) -> int:
    actor, reason = sessions.current_actor(), form.reason.data or ""
    if "cancel" in request.form:
        changing.cancel(actor, found.id, reason, at=now())
        return found.id
    opens = read_clock(form.opens.data) or found.starts_at.astimezone(LAW_ZONE).time()
    day = form.day.data or found.day
    return changing.postpone(actor, found.id, day, opens, reason, place=form.place.data or "", at=now())


def _change_page(found: ReceptionSession, form: ChangeForm, faults: Faults | None = None) -> ResponseReturnValue:
    is_open = found.state is SessionState.POSTED
    page = render_template(
        "reception/days/change_day.html", reception=found, form=form, summary=faults or [], is_open=is_open
    )
    return page, 422 if faults else 200


def note_online(session_id: int) -> ResponseReturnValue:
    """What was done for an on-line reception."""
    day = read_day(request.form.get("connected_on", "")[:20])
    clock = read_clock(request.form.get("connected_time"))
    notes = holding_day.OnlineNotes(
        invited_on=read_day(request.form.get("invited_on", "")[:20]),
        tested_on=read_day(request.form.get("tested_on", "")[:20]),
        connected_at=formats.at_clock(day, clock) if day and clock else None,
        recording=one_spelling(request.form.get("recording", "")[:500]) or "",
    )
    holding_day.note_online(sessions.current_actor(), session_id, notes, at=now())
    return redirect(url_for("reception.reception_day", session_id=session_id), 303)


def book_visitor(session_id: int) -> ResponseReturnValue:
    """Give somebody who stands at the desk a place; beyond the last one too."""
    found = planning.seen(sessions.current_actor(), session_id)
    if request.method == "GET":
        return _book_page(found, VisitorForm(formdata=None), _new_token())
    form, token = VisitorForm(), request.form.get("idempotency_key", "")[:100]
    if token not in session.get("desk_bookings", []):
        flash(_("Trang này mở đã lâu. Xin kiểm tra lại rồi lưu lần nữa."))
        return _book_page(found, form, _new_token(), [])
    wanted = _wanted(form)
    if not wanted.is_sealed and not form.validate():
        return _book_page(found, form, token, typed_wrong(form))
    slot = form.slot.data or ""
    number = int(slot) if slot.isascii() and slot.isdecimal() and len(slot) < 4 else None
    try:
        booking.book(sessions.current_actor(), session_id, number, wanted, token, at=now())
    except BadInput as refusal:
        return _book_page(found, form, token, placed(form, refusal))
    except WrongState as refusal:
        return _book_page(found, form, token, [("slot", reasons.sentence(refusal))])
    session[SESSION_CODES] = token
    return redirect(url_for("reception.reception_day", session_id=session_id), 303)


def _wanted(form: VisitorForm) -> BookingInput:
    kind = next((one for one in CaseKind if one.value == form.kind.data), None)
    text = {name: form[name].data or "" for name in "name phone identity_number address matter documents needs".split()}
    people = form.people_count.data or 1
    code = form.case_code.data or ""
    return BookingInput(kind, **text, people_count=people, case_code=code, waives_secrecy="waives" in request.form)


def _book_page(
    found: ReceptionSession, form: VisitorForm, token: str, faults: Faults | None = None
) -> ResponseReturnValue:
    form.slot.choices = [(str(slot), formats.clock(at)) for slot, at in booking.open_slots(found)]
    form.kind.choices = kinds()
    page = render_template(
        "reception/days/book_visitor.html", reception=found, form=form, key=token, summary=faults or []
    )
    return page, 422 if faults is not None else 200


def _new_token() -> str:
    token = secrets.token_urlsafe(32)
    session["desk_bookings"] = [*session.get("desk_bookings", []), token][-OPEN_AT_ONCE:]
    return token

"""Book a place with the head: choose a reception, say what it is about, take the slip with its code away."""

import secrets

import segno
from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain import tracking_codes
from app.domain.calendars import LAW_ZONE
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import CaseKind
from app.i18n import locale, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import ReceptionSession
from app.services.reception.days import announced, booking
from app.services.reception.days.booking import BookingInput
from app.web import sessions
from app.web.clock import now
from app.web.forms import read_number
from app.web.limits import floods
from app.web.public.days.forms import KINDS, BookingForm

OPEN_AT_ONCE = 5


def book() -> ResponseReturnValue:
    """Receptions that may be booked; one of them with its form; the booking."""
    chosen = announced.bookable(_number(request.args.get("buoi", "")), now())
    if chosen is None:
        if "buoi" in request.args:
            flash(_("Buổi tiếp này không đặt lịch được nữa. Xin chọn buổi khác."))
        return _choose()
    if request.method == "GET":
        return _show(chosen, BookingForm(formdata=None), _new_token())
    token = request.form.get("idempotency_key", "")[:100]
    if token not in session.get("bookings", []):
        flash(_("Trang này mở đã lâu. Xin kiểm tra lại rồi gửi lần nữa."))
        return _show(chosen, BookingForm(), _new_token(), status=422)
    return _send(chosen, token)


def _send(chosen: ReceptionSession, token: str) -> ResponseReturnValue:
    form = BookingForm()
    wanted = _wanted(form)
    faults = [] if wanted.is_sealed or form.validate() else _typed_wrong(form)
    try:
        if faults:
            raise BadInput("booking_incomplete", problems=list(booking.problems(wanted, chosen)))
        slot = form.slot.data or ""
        booking.book(sessions.current_actor(), chosen.id, _slot(slot), wanted, token, at=now())
    except BadInput as refusal:
        return _show(chosen, form, token, _faults(form, faults, refusal), status=422)
    except WrongState as refusal:
        return _show(chosen, form, token, [("slot", reasons.sentence(refusal))], status=409)
    session["booked"] = token
    return redirect(url_for("public.booked"), 303)


def _faults(form: BookingForm, faults: list[tuple[str, str]], refusal: BadInput) -> list[tuple[str, str]]:
    """Each at its field; a wrong code of a case is counted, so that nobody tries them through."""
    known = {name for name, _words in faults}
    for problem in refusal.details["problems"]:  # type: ignore[attr-defined]  # the service puts them there
        words = reasons.say(problem.reason)
        if problem.reason == "booking_code_unknown":
            floods.note_wrong(floods.BOOKING)
        if problem.field not in known:
            form[problem.field].errors = [words]
            faults.append((problem.field, words))
    return faults


def _typed_wrong(form: BookingForm) -> list[tuple[str, str]]:
    return [(field.name, str(words)) for field in form for words in field.errors]


def _wanted(form: BookingForm) -> BookingInput:
    kind = next((one for one in CaseKind if one.value == form.kind.data), None)
    text = {name: form[name].data or "" for name in "name phone identity_number address matter documents needs".split()}
    return BookingInput(
        kind,
        **text,
        case_code=form.case_code.data or "",
        people_count=form.people_count.data or 1,
        language=locale.current(),
        waives_secrecy=bool(form.waives_secrecy.data),
    )


def _choose() -> ResponseReturnValue:
    code = request.args.get("co-quan", "")[:24]
    found = booking.open_sessions(now(), now() + booking.HORIZON)
    choices = sorted({(one.body.code, one.body.name) for one, _left in found}, key=lambda pair: pair[1])
    shown = [(one, left) for one, left in found if code in ("", one.body.code)]
    return render_template("public/days/choose.html", found=shown[:60], choices=choices, code=code)


def _show(
    chosen: ReceptionSession,
    form: BookingForm,
    token: str,
    faults: list[tuple[str, str]] | None = None,
    *,
    status: int = 200,
) -> ResponseReturnValue:
    free = booking.open_slots(chosen)
    form.slot.choices = [(str(slot), f"{at.astimezone(LAW_ZONE):%H:%M}") for slot, at in free]
    form.kind.choices = KINDS
    if not form.slot.data and free:
        form.slot.data = str(free[0][0])
    page = render_template(
        "public/days/book.html",
        form=form,
        reception=chosen,
        host=announced.host(chosen),
        key=token,
        summary=faults or [],
    )
    return unkept(page, status)


def booked() -> ResponseReturnValue:
    """The slip with code and QR, as often as asked for in this browser."""
    found = booking.opened(booking.code_of(session.get("booked", "-")))
    if found is None:
        return redirect(url_for("public.book"), 303)
    code = booking.code_of(session["booked"])
    address = f"{request.host_url}dat-lich/hen#{code}"
    page = render_template(
        "public/days/booked.html",
        appointment=found,
        host=announced.host(found.session),
        code=tracking_codes.grouped(code),
        qr=segno.make(address, error="m", micro=False).svg_data_uri(
            omitsize=True, light="#fff", border=3, svgclass=None, lineclass=None
        ),
    )
    return unkept(page)


def unkept(page: str, status: int = 200) -> ResponseReturnValue:
    """No cache keeps what somebody wants to say to the head."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _new_token() -> str:
    token = secrets.token_urlsafe(32)
    session["bookings"] = [*session.get("bookings", []), token][-OPEN_AT_ONCE:]
    return token


def _number(text: str) -> int:
    return read_number(text) or 0


def _slot(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None

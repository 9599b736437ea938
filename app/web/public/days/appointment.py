"""The appointment again, by its code: what was agreed, moving it, giving it back, and what the head concluded."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.calendars import LAW_ZONE
from app.domain.reception.vocabulary import AppointmentState
from app.domain.refusals import Refusal
from app.i18n import formats, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import Appointment
from app.services.reception.days import announced, booking
from app.web import sessions
from app.web.clock import now
from app.web.limits import floods
from app.web.public.days.booking import unkept
from app.web.public.days.forms import CodeForm, MoveForm

OPEN_SECONDS = 2 * 3600
ENOUGH = 24  # times to choose from


def find_appointment() -> ResponseReturnValue:
    """The code goes in the body, never in an address; a wrong one is told on the same page."""
    form = CodeForm()
    if form.validate_on_submit():
        found = booking.opened(form.code.data)
        if found is not None:
            session["appointment"] = [found.id, int(now().timestamp())]
            return redirect(url_for("public.appointment"), 303)
        floods.note_wrong(floods.BOOKING)
        form.code.errors = [_("Chưa tìm thấy lịch hẹn nào có mã này. Xin xem lại từng chữ, số trên phiếu hẹn.")]
    return render_template("public/days/find_appointment.html", form=form), 422 if form.errors else 200


def appointment() -> ResponseReturnValue:
    """What was agreed; after the reception also what the head gave to whom."""
    found = _opened()
    if found is None:
        return redirect(url_for("public.find_appointment"), 303)
    return _page(found, MoveForm(formdata=None))


def cancel_appointment() -> ResponseReturnValue:
    """Give the place back."""
    found = _opened()
    if found is None:
        return redirect(url_for("public.find_appointment"), 303)
    try:
        booking.cancel(found.id, at=now(), actor=sessions.current_actor())
        flash(_("Đã hủy lịch hẹn. Cảm ơn ông/bà đã báo để người khác có chỗ."), "success")
    except Refusal as refusal:
        flash(reasons.sentence(refusal))
    return redirect(url_for("public.appointment"), 303)


def move_appointment() -> ResponseReturnValue:
    """To another time of the same head."""
    found = _opened()
    if found is None:
        return redirect(url_for("public.find_appointment"), 303)
    form = MoveForm()
    number, _dash, slot = (form.place.data or "").partition("-")
    if not form.validate() or not (number + slot).isdecimal() or len(number) > 9 or not 0 < len(slot) < 4:
        form.place.errors = [_("Xin chọn giờ mới.")]
        return _page(found, form, status=422)
    try:
        booking.move(found.id, int(number), int(slot), at=now(), actor=sessions.current_actor())
    except Refusal as refusal:
        form.place.errors = [reasons.sentence(refusal)]
        return _page(found, form, status=409)
    flash(_("Đã đổi giờ hẹn."), "success")
    return redirect(url_for("public.appointment"), 303)


def _page(found: Appointment, form: MoveForm, status: int = 200) -> ResponseReturnValue:
    is_open = found.state is AppointmentState.BOOKED and found.session.starts_at > now()
    form.place.choices = _places(found) if is_open else []
    page = render_template(
        "public/days/appointment.html",
        appointment=found,
        host=announced.host(found.session),
        is_open=is_open,
        form=form,
        tasks=announced.concluded(found),
    )
    return unkept(page, status)


def _places(found: Appointment) -> list[tuple[str, str]]:
    """Free times of the same body, nearest first; enough to choose from."""
    places = []
    for one, left in booking.open_sessions(now(), now() + booking.HORIZON):
        if left and one.body_id == found.session.body_id:
            for slot, at in booking.open_slots(one):
                here = at.astimezone(LAW_ZONE)
                places.append((f"{one.id}-{slot}", f"{here:%H:%M}, {formats.weekday(here)} {formats.day(here)}"))
        if len(places) >= ENOUGH:
            break
    return places[:ENOUGH]


def _opened() -> Appointment | None:
    """The appointment whose code this browser has proven; two hours long."""
    number, since = session.get("appointment") or (0, 0)
    return booking.proven(number) if since >= now().timestamp() - OPEN_SECONDS else None

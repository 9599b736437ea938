"""The calendar of the office: propose from the law, plan by hand, sign, post; and the hours of the desk."""

import re
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.access import Action, may_ever
from app.domain.reception.vocabulary import ReceptionForm, ReceptionMode
from app.domain.refusals import BadInput
from app.i18n import formats, locale, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import ReceptionSession
from app.persistence.queries.reception import appointments, sessions
from app.services.law import law_in_force
from app.services.reception.days import desk_hours, duties, planning
from app.services.reception.days.desk_hours import Hours
from app.services.reception.days.planning import Pattern
from app.services.reception.days.session_input import CLOSES, OPENS, SessionInput
from app.web import petition_choices
from app.web import sessions as web_sessions
from app.web.clock import now, today
from app.web.faults import Faults, placed, typed_wrong
from app.web.forms import one_spelling
from app.web.reception.days.forms import PatternForm, SessionForm, of, read_clock

CALLED = {"form": "form_of"}
"""`form` is what every form has: the field of that name is called otherwise."""


def reception_calendar() -> ResponseReturnValue:
    """The receptions of a year with what is to be done, and the account of the head beside them."""
    actor, year = web_sessions.current_actor(), _year()
    since, until = date(year, 1, 1), date(year, 12, 31)
    found = sessions.between(actor, since, until)
    form = PatternForm(formdata=None)
    form.weekday.choices = [(str(n), formats.weekday_of(n)) for n in range(5)]
    return render_template(
        "reception/days/reception_calendar.html",
        year=year,
        found=found,
        taken=appointments.taken(one.id for one in found),
        form=form,
        hours={one.weekday: one for one in sessions.hours(actor.body_id or 0, today())},
        may_sign=may_ever(actor, Action.SESSION_SIGN),
        rows=duties.rules(actor, today()),
    )


def propose_days() -> ResponseReturnValue:
    """Drafts for what the law asks and the year does not have yet."""
    form, year = PatternForm(), _year()
    days = tuple(int(one) for one in re.findall(r"\d{1,2}", form.monthdays.data or "")[:4] if 0 < int(one) < 32)
    weekday = form.weekday.data if form.weekday.data in set("01234") else "3"
    opens, closes = read_clock(form.opens.data) or OPENS, read_clock(form.closes.data) or CLOSES
    pattern = Pattern(int(weekday), days or (10, 25), opens, closes, (form.place.data or "")[:200])
    since = max(today(), date(year, 1, 1))
    try:
        many = planning.propose(web_sessions.current_actor(), since, date(year, 12, 31), pattern, at=now())
        flash(_("Đã đề xuất %(many)s buổi.", many=many), "success")
    except BadInput as refusal:
        flash(_first_words(refusal))
    return _back(year)


def sign_days() -> ResponseReturnValue:
    """The head approves the drafts of the year."""
    year = _year()
    many = planning.sign(web_sessions.current_actor(), date(year, 1, 1), date(year, 12, 31), at=now())
    flash(_("Đã duyệt %(many)s buổi. Văn phòng đăng lịch là công dân xem được.", many=many), "success")
    return _back(year)


def post_days() -> ResponseReturnValue:
    """What is signed goes on the public page."""
    year = _year()
    many = planning.post(web_sessions.current_actor(), date(year, 1, 1), date(year, 12, 31), at=now())
    flash(_("Đã đăng %(many)s buổi trên trang công khai.", many=many), "success")
    return _back(year)


def plan_day() -> ResponseReturnValue:
    """One reception by hand."""
    if request.method == "GET":
        return _form_page(SessionForm(formdata=None))
    form = SessionForm()
    if not form.validate():
        return _form_page(form, faults=typed_wrong(form))
    try:
        number = planning.plan(web_sessions.current_actor(), _wanted(form), at=now())
    except BadInput as refusal:
        return _form_page(form, faults=placed(form, refusal, CALLED))
    return redirect(url_for("reception.reception_day", session_id=number), 303)


def edit_day(session_id: int) -> ResponseReturnValue:
    """Change what is not posted yet."""
    session = planning.seen(web_sessions.current_actor(), session_id)
    if request.method == "GET":
        return _form_page(SessionForm(formdata=None, data=_data(session)), session)
    form = SessionForm()
    if not form.validate():
        return _form_page(form, session, faults=typed_wrong(form))
    try:
        planning.revise(web_sessions.current_actor(), session_id, _wanted(form), at=now())
    except BadInput as refusal:
        return _form_page(form, session, faults=placed(form, refusal, CALLED))
    return redirect(url_for("reception.reception_day", session_id=session_id), 303)


def drop_day(session_id: int) -> ResponseReturnValue:
    """Take a draft out."""
    planning.drop(web_sessions.current_actor(), session_id, at=now())
    return _back(_year())


def set_hours() -> ResponseReturnValue:
    """The hours of the desk from today on."""
    wanted = []
    for weekday in range(6):
        opens, closes = (read_clock(request.form.get(f"{name}-{weekday}", "")) for name in ("opens", "closes"))
        if opens and closes:
            wanted.append(Hours(weekday, opens, closes))
    try:
        place = one_spelling(request.form.get("place", "")[:200]) or ""
        desk_hours.settle(web_sessions.current_actor(), wanted, place, at=now())
        flash(_("Đã ghi giờ tiếp thường xuyên."), "success")
    except BadInput as refusal:
        flash(_first_words(refusal))
    return _back(_year())


def _wanted(form: SessionForm) -> SessionInput:
    """What was typed; what cannot be read is told by the service at its field."""
    known = {one.value for one in ReceptionMode}, {one.value for one in ReceptionForm}
    return SessionInput(
        form.day.data or date.min,
        opens=read_clock(form.opens.data) or CLOSES,
        closes=read_clock(form.closes.data) or OPENS,
        place=form.place.data or "",
        mode=ReceptionMode(form.mode.data if form.mode.data in known[0] else "periodic"),
        form=ReceptionForm(form.form_of.data if form.form_of.data in known[1] else "office"),
        slot_minutes=form.slot_minutes.data or 20,
        unit_code=form.unit_code.data or None,
        topic=form.topic.data or "",
        participants=form.participants.data or "",
        ground=form.ground.data or "",
        points=form.points.data or "",
    )


def _data(session: ReceptionSession) -> dict[str, Any]:
    same = "day slot_minutes place unit_code topic participants ground points".split()
    times = {"opens": formats.clock(session.starts_at), "closes": formats.clock(session.ends_at)}
    kinds = {"mode": session.mode.value, "form_of": session.form.value}
    return {name: getattr(session, name) for name in same} | times | kinds


def _form_page(
    form: SessionForm, session: ReceptionSession | None = None, *, faults: Faults | None = None
) -> ResponseReturnValue:
    form.mode.choices = of(ReceptionMode, (ReceptionMode.REGULAR,))
    form.form_of.choices = of(ReceptionForm)
    language = locale.current()
    rows = [row for row in law_in_force().ad_hoc if row.in_force.covers(today())]
    form.ground.choices = [(row.rule_id, row.names.get(language) or row.names["vi"]) for row in rows]
    form.unit_code.choices = petition_choices.communes(today())
    page = render_template("reception/days/plan_day.html", form=form, session=session, summary=faults or [])
    return page, 422 if faults else 200


def _first_words(refusal: BadInput) -> str:
    problems: Any = refusal.details.get("problems")
    return reasons.say(problems[0].reason) if problems else reasons.sentence(refusal)


def _year() -> int:
    text = request.values.get("nam", "")
    return int(text) if re.fullmatch(r"20\d\d", text) else today().year


def _back(year: int) -> ResponseReturnValue:
    return redirect(url_for("reception.reception_calendar", nam=year), 303)

"""The day itself: who sits, who came, what is concluded, the letters, the end."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.reception.vocabulary import AppointmentState
from app.domain.refusals import BadInput, NotFound, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.reception import Appointment
from app.persistence.queries import bodies
from app.persistence.queries.reception import appointments, tasks, visits
from app.services.reception.days import holding_day, letters, preparing
from app.services.reception.days.holding_day import ConclusionInput, TaskInput
from app.web import sessions
from app.web.answers.papers import paper, require_form
from app.web.clock import now, today
from app.web.faults import Faults, placed, typed_wrong
from app.web.forms import one_spelling, read_number
from app.web.reception.days.forms import ConclusionForm, TaskForm

ROWS = ("task_a", "task_b", "task_c")
PRESENCE = {one.value: one for one in (AppointmentState.ARRIVED, AppointmentState.NO_SHOW, AppointmentState.RECEIVED)}


def begin_day(session_id: int) -> ResponseReturnValue:
    """Somebody sits down to receive."""
    number = read_number(request.form.get("office_id", "")) or 0
    try:
        holding_day.begin(sessions.current_actor(), session_id, number, at=now())
    except BadInput:
        flash(reasons.say("host_not_here"))
    except WrongState as refusal:
        flash(reasons.sentence(refusal))
    return _to_day(session_id)


def close_day(session_id: int) -> ResponseReturnValue:
    """The day is over."""
    note = one_spelling(request.form.get("note", "")[:2000]) or ""
    try:
        holding_day.close(sessions.current_actor(), session_id, note, at=now())
        flash(_("Đã kết thúc buổi tiếp."), "success")
    except BadInput:
        flash(reasons.say("missed_reason_missing"))
    except WrongState as refusal:
        flash(reasons.sentence(refusal))
    return _to_day(session_id)


def note_presence(appointment_id: int) -> ResponseReturnValue:
    """Came, or did not come."""
    row = _own(appointment_id)
    state = PRESENCE.get(request.form.get("state", ""))
    if state is not None:
        try:
            holding_day.note_presence(sessions.current_actor(), appointment_id, state, at=now())
        except WrongState as refusal:
            flash(reasons.sentence(refusal))
    return _to_day(row.session_id)


def conclude(appointment_id: int) -> ResponseReturnValue:
    """What was said and concluded with one visitor, and the tasks."""
    row = _own(appointment_id)
    if row.is_sealed:
        raise WrongState("conclusion_sealed")
    if request.method == "GET":
        return _page(row, ConclusionForm(formdata=None, data=_data(row)))
    form = ConclusionForm()
    if not form.validate():
        return _page(row, form, typed_wrong(form))
    said, places = _said(form)
    try:
        holding_day.conclude(sessions.current_actor(), appointment_id, said, at=now())
    except BadInput as refusal:
        return _page(row, form, _placed(form, refusal, places))
    except WrongState as refusal:
        return _page(row, form, [("conclusion", reasons.sentence(refusal))])
    flash(_("Đã ghi kết luận vào sổ."), "success")
    return _to_day(row.session_id)


def _said(form: ConclusionForm) -> tuple[ConclusionInput, list[str]]:
    """What was typed, and in which rows the tasks stand; a row without words and due date is none."""
    rows = [(name, form[name].form) for name in ROWS if form[name].form.what.data or form[name].form.due_on.data]
    text = "matter request conclusion guided_to identity_number address".split()
    said = ConclusionInput(
        **{name: form[name].data or "" for name in text},
        people_count=form.people_count.data or 1,
        tasks=tuple(_task(row) for _name, row in rows),
    )
    return said, [name for name, _row in rows]


def _task(row: TaskForm) -> TaskInput:
    number = read_number(row.owner_body_id.data or "") or 0
    return TaskInput(row.what.data or "", number, row.due_on.data or today().replace(year=1), row.owner_name.data or "")


def _placed(form: ConclusionForm, refusal: BadInput, places: list[str]) -> Faults:
    """The service counts tasks, the page has rows."""
    faults: Faults = []
    for problem in refusal.details["problems"]:  # type: ignore[attr-defined]  # the service puts them there
        words, (first, *rest) = reasons.say(problem.reason), problem.field.split("-")
        if first == "tasks" and places:
            field = form[places[int(rest[0])]].form[rest[1]]
            field.errors = [words]
            faults.append((field.id, words))
    return faults or placed(form, refusal)


def _data(row: Appointment) -> dict[str, object]:
    visit = visits.find(row.visit_id) if row.visit_id else None
    if visit is not None:
        return {"matter": visit.matter, "request": visit.request, "conclusion": visit.note}
    contact = row.contact
    return {
        "matter": row.matter,
        "people_count": row.people_count,
        "identity_number": contact.identity_number,
        "address": contact.address,
    }


def _page(row: Appointment, form: ConclusionForm, faults: Faults | None = None) -> ResponseReturnValue:
    choices = [(str(body.id), body.name) for body in bodies.receivers(today())]
    for name in ROWS:
        field = form[name].form.owner_body_id
        field.choices = choices
        field.data = field.data or str(row.session.body_id)
    page = render_template(
        "reception/days/conclude.html",
        appointment=row,
        dossier=preparing.dossier(sessions.current_actor(), row),
        form=form,
        rows=form.tasks,
        given=tasks.of_visit(row.visit_id) if row.visit_id else (),
        summary=faults or [],
    )
    return page, 422 if faults else 200


def day_letter(session_id: int) -> ResponseReturnValue:
    """Minutes of a day to which nobody came."""
    form = require_form(request.form.get("as", ""))
    return paper(letters.of_empty_day(sessions.current_actor(), session_id), form, "buoi-tiep")


def visitor_letter(appointment_id: int, letter: str) -> ResponseReturnValue:
    """The notice of the conclusion, or minutes."""
    form = require_form(request.form.get("as", ""))
    made = letters.of_visitor(sessions.current_actor(), appointment_id, letter, at=now())
    return paper(made, form, "buoi-tiep")


def _own(appointment_id: int) -> Appointment:
    row = appointments.seen(sessions.current_actor(), appointment_id)
    if row is None:
        raise NotFound("appointment_not_found")
    return row


def _to_day(session_id: int) -> ResponseReturnValue:
    return redirect(url_for("reception.reception_day", session_id=session_id), 303)

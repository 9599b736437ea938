"""Reminders (đôn đốc): the list with what they have in common, one with its answer, proposals to examine a head."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.calendars import local_date
from app.domain.escalation import access as rules
from app.domain.escalation.vocabulary import Reply, Verdict
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies, categories, units, users
from app.persistence.queries.escalation import reminders as stored
from app.services.escalation import reminding
from app.services.notices.wording import clock_name
from app.web.casework.lateness.forms import AgainForm, AnswerForm, VerdictForm
from app.web.clock import now, today
from app.web.forms import read_number
from app.web.sessions import current_actor


def reminders() -> ResponseReturnValue:
    """Those without an answer, or all; newest first."""
    return _list(VerdictForm())


def _list(form: VerdictForm, status: int = 200) -> ResponseReturnValue:
    actor, every = current_actor(), request.args.get("tat-ca") == "1"
    before = read_number(request.args.get("truoc", ""))
    lines = reminding.page(actor, unanswered=not every, before=before)
    proposals = reminding.proposals(actor, today())
    form.prepare()
    names = bodies.short_names(rung.body_id for rung, _case in proposals)
    return render_template(
        "casework/reminders.html",
        lines=lines,
        every=every,
        more=lines[-1].reminder.id if len(lines) == stored.PAGE else None,
        counts=stored.unanswered(actor, today()),
        patterns=_patterns(),
        proposals=[(rung, case, names.get(rung.body_id, "")) for rung, case in proposals],
        form=form,
    ), status


def _patterns() -> list[tuple[str, list[tuple[str, int]]]]:
    """What half a year of reminders has in common, in words; only what comes twice and more."""
    found = reminding.together(current_actor(), today())
    if not found:
        return []
    heads = users.names([value for value, _many in found.get("head", ())])
    offices = bodies.short_names([value for value, _many in found.get("body", ())])
    fields = {one.code: one.name for one in categories.everything()}
    places = units.names((value, today()) for value, _many in found.get("unit", ()))
    named: dict[str, tuple[str, Callable[[Any], str]]] = {
        "head": (_("Cùng người đứng đầu"), lambda value: heads.get(value, "")),
        "body": (_("Cùng cơ quan"), lambda value: offices.get(value, "")),
        "clock": (_("Cùng bước"), clock_name),
        "field": (_("Cùng lĩnh vực"), lambda value: fields.get(value, value)),
        "unit": (_("Cùng địa bàn"), lambda value: places.get((value, today()), value)),
    }
    return [
        (words, [(say(value), many) for value, many in found[key]])
        for key, (words, say) in named.items()
        if found.get(key)
    ]


def reminder(reminder_id: int) -> ResponseReturnValue:
    """One reminder, as it prints, with what may be done about it."""
    return _one(reminder_id, AnswerForm(), AgainForm())


def _one(reminder_id: int, form: AnswerForm, again: AgainForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    line = reminding.read(actor, reminder_id)
    facts, row = reminding.facts(line), line.reminder
    form.prepare()
    open_still = line.ended_on is None and row.due_on < today()
    return render_template(
        "casework/reminder.html",
        line=line,
        row=row,
        clock=clock_name(row.clock),
        in_time=row.answered_at is not None and local_date(row.answered_at) <= row.answer_due_on,
        names=users.names(filter(None, (row.issued_by_id, row.answered_by_id, row.head_id))),
        may_answer=row.answered_at is None and line.ended_on is None and rules.may_answer(actor, facts),
        may_remind=open_still and rules.may_remind(actor, facts),
        may_read_case=rules.may_answer(actor, facts),
        form=form,
        again=again,
    ), status


def answer_reminder(reminder_id: int) -> ResponseReturnValue:
    """The late body answers."""
    form = AnswerForm()
    form.prepare()
    if form.validate_on_submit():
        try:
            said = Reply(form.reply.data), form.promised_on.data, form.words.data or ""
            reminding.answer(current_actor(), reminder_id, *said, at=now())
        except BadInput as refusal:
            form.promised_on.errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã trả lời đôn đốc. Cấp trên được báo ngay."), "success")
            return redirect(url_for("casework.reminder", reminder_id=reminder_id), 303)
    return _one(reminder_id, form, AgainForm(formdata=None), 422)


def remind_again(reminder_id: int) -> ResponseReturnValue:
    """Another one by hand."""
    form = AgainForm()
    if form.validate_on_submit():
        new = reminding.again(current_actor(), reminder_id, form.note.data or "", at=now())
        flash(_("Đã gửi văn bản đôn đốc mới."), "success")
        return redirect(url_for("casework.reminder", reminder_id=new), 303)
    return _one(reminder_id, AnswerForm(formdata=None), form, 422)


def remind(case_id: int) -> ResponseReturnValue:
    """The inspectorate reminds of a case it reads."""
    form = AgainForm()
    note = form.note.data or "" if form.validate_on_submit() else ""
    new = reminding.remind(current_actor(), case_id, note, at=now())
    flash(_("Đã gửi văn bản đôn đốc mới."), "success")
    return redirect(url_for("casework.reminder", reminder_id=new), 303)


def decide_proposal(rung_id: int) -> ResponseReturnValue:
    """What follows from a proposal to examine a head's responsibility, or from a red line."""
    form = VerdictForm()
    form.prepare()
    if form.validate_on_submit():
        reminding.decide(current_actor(), rung_id, Verdict(form.verdict.data), form.note.data or "", at=now())
        flash(_("Đã ghi kết luận."), "success")
        return redirect(url_for("casework.reminders"), 303)
    form.rung_id.data = str(rung_id)
    return _list(form, 422)

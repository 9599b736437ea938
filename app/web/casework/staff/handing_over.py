"""The head hands the open cases of one of his people to another: all of them, or those that he ticks."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.keeping.offices import leaving
from app.services.keeping.offices.leaving import HandedOver
from app.web.casework.queue import rows_of
from app.web.casework.staff.forms import MOST_PICKED, HandOverForm
from app.web.clock import now
from app.web.forms import read_numbers
from app.web.sessions import current_actor


def hand_over(office_id: int) -> ResponseReturnValue:
    """The list with its boxes; POST hands over."""
    actor, form = current_actor(), HandOverForm()
    work = leaving.open_work(actor, office_id, at=now())
    form.prepare(work.successors)
    if form.validate_on_submit():
        only = None if request.form.get("scope") == "all" else _picked()
        try:
            done = leaving.hand_over(
                actor, office_id, int(form.successor_id.data), reason=form.reason.data, at=now(), only=only
            )
        except BadInput as refusal:
            form.successor_id.errors = [reasons.sentence(refusal)]
        else:
            flash(told(done), "success")
            return redirect(url_for("casework.people"))
    rows = list(zip(rows_of(list(work.cases), actor), work.cases, strict=True))
    return render_template("casework/hand_over.html", form=form, work=work, rows=rows), 422 if form.errors else 200


def told(done: HandedOver) -> str:
    """What came of it."""
    words = _("Đã bàn giao %(moved)s hồ sơ.", moved=done.moved)
    if done.sealed:
        words += " " + _("%(sealed)s hồ sơ giữ kín chờ người giải quyết giao lại.", sealed=done.sealed)
    return words


def _picked() -> list[int]:
    typed = request.form.getlist("case_id")[:MOST_PICKED]
    return read_numbers(typed)

"""What people ask about their own data, at the desk: the list by due date, the request, the answer."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import tracking_codes
from app.domain.refusals import Refusal
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.services.safekeeping import requests
from app.web.asking.form import DataRequestForm
from app.web.clock import now, today
from app.web.forms import ConfirmForm, Form, Longest, Required, TextField
from app.web.sessions import current_actor


class AnswerForm(Form):
    """What the person is told."""

    answer = TextField(_l("Trả lời cho người yêu cầu"), [Required(_l("Xin ghi câu trả lời.")), Longest(4000)])


ACTS = {
    "acknowledge": requests.acknowledge,
    "identity": requests.confirm_identity,
    "extend": requests.extend,
}


def data_requests() -> ResponseReturnValue:
    """Open ones first, by the day on which they are due."""
    return render_template("reception/data_requests.html", found=requests.waiting(current_actor()), day=today())


def new_data_request() -> ResponseReturnValue:
    """Somebody asks at the desk."""
    form = DataRequestForm()
    form.prepare()
    receipt = form.sent(current_actor())
    code = tracking_codes.grouped(receipt.code) if receipt else ""
    page = render_template("reception/data_request_new.html", form=form, receipt=receipt, code=code)
    return page, 422 if form.errors else 200


def data_request(request_id: int) -> ResponseReturnValue:
    """One request with who asks; that it was read is on record."""
    found, asker = requests.opened(current_actor(), request_id, at=now())
    return render_template("reception/data_request.html", found=found, asker=asker, form=AnswerForm(), day=today())


def act_on_data_request(request_id: int) -> ResponseReturnValue:
    """Tell that it is in hand, note that the card was shown, or give it more time."""
    act = ACTS.get(request.form.get("act", ""))
    if act is None or not ConfirmForm().validate_on_submit():
        abort(400)
    try:
        act(current_actor(), request_id, at=now())
    except Refusal as refused:
        flash(reasons.sentence(refused), "warning")
    return redirect(url_for("reception.data_request", request_id=request_id))


def answer_data_request(request_id: int) -> ResponseReturnValue:
    """End it: done, or refused with the reason."""
    form, refused = AnswerForm(), request.form.get("refused") == "1"
    if form.validate_on_submit():
        try:
            requests.finish(current_actor(), request_id, form.answer.data, refused=refused, at=now())
            flash(_("Đã ghi câu trả lời; người yêu cầu đọc được bằng mã trên phiếu hẹn."), "success")
        except Refusal as refusal:
            flash(reasons.sentence(refusal), "warning")
    else:
        flash(_("Xin ghi câu trả lời."), "warning")
    return redirect(url_for("reception.data_request", request_id=request_id))


def held_data(request_id: int) -> ResponseReturnValue:
    """The sheet that is handed to the person who has shown his card: his own data and nothing of anybody else."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
    try:
        found, asker, held = requests.held_about(current_actor(), request_id, at=now())
    except Refusal as refused:
        flash(reasons.sentence(refused), "warning")
        return redirect(url_for("reception.data_request", request_id=request_id))
    return render_template("reception/held_data.html", found=found, asker=asker, held=held)

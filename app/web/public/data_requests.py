"""Asking what is held about oneself, and following the request by its code."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain import tracking_codes
from app.domain.refusals import NotFound
from app.i18n import reasons
from app.services.law import law_in_force
from app.services.safekeeping import requests
from app.web.asking.form import DataRequestForm
from app.web.clock import today
from app.web.public.tracking.forms import TrackForm
from app.web.sessions import current_actor


def my_data() -> ResponseReturnValue:
    """What may be asked, the form, and after it the receipt with the code."""
    form = DataRequestForm()
    form.prepare()
    receipt = form.sent(current_actor())
    if receipt is not None:
        code = tracking_codes.grouped(receipt.code)
        return render_template("public/my_data_receipt.html", receipt=receipt, code=code)
    rows = [row for row in law_in_force().data_rights if row.in_force.covers(today())]
    return render_template("public/my_data.html", form=form, rows=rows), 422 if form.errors else 200


def my_data_state() -> ResponseReturnValue:
    """How far a request is; the code is sent in the body, never in an address."""
    form, found = TrackForm(), None
    if form.validate_on_submit():
        try:
            found = requests.followed(form.code.data)
        except NotFound as refused:
            form.code.errors = [reasons.sentence(refused)]
    return render_template("public/my_data_state.html", form=form, found=found), 422 if form.errors else 200

"""Who holds several offices says in which one he acts; the choice lasts as long as the session and the office."""

from flask import abort, redirect
from flask.typing import ResponseReturnValue

from app.web import sessions
from app.web.auth.forms import OfficeForm
from app.web.auth.sign_in import home


def choose_office() -> ResponseReturnValue:
    """From the bar of every page; the page after it is the home of that office."""
    form = OfficeForm()
    if not form.validate_on_submit() or not sessions.choose_office(form.office_id.data):
        abort(400)
    return redirect(home())

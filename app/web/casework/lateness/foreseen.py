"""Cases that may become late, with the counting behind the statement."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.services.escalation import foreseeing
from app.web.casework.queue import rows_of
from app.web.clock import today
from app.web.sessions import current_actor


def foreseen() -> ResponseReturnValue:
    """The likeliest first."""
    actor = current_actor()
    found = foreseeing.likely_late(actor, today())
    rows = rows_of([one.case for one in found], actor)
    return render_template("casework/foreseen.html", rows=list(zip(rows, found, strict=True)))

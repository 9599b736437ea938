"""The answers of a search as a file."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.services.finding import taking
from app.services.finding.taking import Wanted
from app.web import purposes
from app.web.answers import downloads
from app.web.casework.finding import narrowed
from app.web.clock import now
from app.web.sessions import current_actor


def take_answers(search_id: str) -> ResponseReturnValue:
    """What the page of answers shows, all of its pages; or why not, on that page."""
    form = request.form.get("as", "")[:4]
    wanted = Wanted(search_id, narrowed.read(request.args), narrowed.order(request.args), form, purposes.given())
    try:
        found = taking.take(current_actor(), wanted, at=now())
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "warning")
        carried = narrowed.carried(request.args)
        return redirect(url_for("casework.found", search_id=search_id, **carried), 303)
    return downloads.download(iter([found.content]), found.name, found.media_type)

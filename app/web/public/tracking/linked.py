"""What the pages share that file a petition about an earlier case: the one-time token, and the receipt."""

import secrets

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.services.intake import filing
from app.services.oversight.tracking_views import Opened
from app.web import petition_receipt
from app.web.public.tracking import proven
from app.web.sessions import current_actor

SHORTEST_TOKEN = 20


def token_of_form() -> str:
    """The one-time token of this form: sent back by it, or new."""
    sent = request.form.get("idempotency_key", "")
    return sent if SHORTEST_TOKEN <= len(sent) <= 100 else secrets.token_urlsafe(32)


def to_receipt(case_id: int, token: str) -> ResponseReturnValue:
    """The new case is open in this browser; its receipt comes next."""
    found = filing.find_receipt(token)
    if found is None:
        abort(404)
    proven.open_here(Opened(found.case_id, found.petition_id))
    session["appealed"] = {str(case_id): token}
    return redirect(url_for("public.appeal_receipt", case_id=case_id), 303)


def appeal_receipt(case_id: int) -> ResponseReturnValue:
    """The receipt; the code is made from the token that this browser alone holds, so a reload shows it again."""
    found = petition_receipt.receipt_of(session.get("appealed", {}).get(str(case_id), ""))
    if found is None or found["case"].id not in current_actor().case_ids:
        abort(404)
    return render_template("public/appeal_receipt.html", first_id=case_id, **found)

"""The second complaint (LKN Đ33): reasons and request are new, the rest is taken over from the first."""

import secrets

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import CaseKind, Step
from app.i18n.locale import current
from app.services.intake import filing
from app.services.intake.petition_input import FileInput, PetitionInput
from app.services.oversight.tracking_views import Opened
from app.services.settlement import appeal as second_instance
from app.web import petition_receipt
from app.web.clock import now, today
from app.web.public.tracking import proven, uploads, words
from app.web.public.tracking.forms import ACCEPTED, AppealForm
from app.web.sessions import current_actor

SHORTEST_TOKEN = 20


def appeal(case_id: int) -> ResponseReturnValue:
    """File it. The same form sent again leads to the same receipt."""
    token = _token()
    if filing.find_receipt(token) is not None:
        return _to_receipt(case_id, token)
    case = proven.read_for(case_id, Step.APPEAL)
    form = AppealForm(written_on=today())
    if form.validate_on_submit():
        files = uploads.kept(form.files)
        if files is not None:
            second_instance.appeal(current_actor(), case_id, _petition(form, files), token, at=now())
            return _to_receipt(case_id, token)
    told = words.told(case, today())
    page = render_template("public/appeal.html", case=case, told=told, form=form, token=token, accepted=ACCEPTED)
    return page, 422 if form.errors else 200


def appeal_receipt(case_id: int) -> ResponseReturnValue:
    """The receipt; the code is made from the token that this browser alone holds, so a reload shows it again."""
    found = petition_receipt.receipt_of(session.get("appealed", {}).get(str(case_id), ""))
    if found is None or found["case"].id not in current_actor().case_ids:
        abort(404)
    return render_template("public/appeal_receipt.html", first_id=case_id, **found)


def _token() -> str:
    """The one-time token of this form: sent back by it, or new."""
    sent = request.form.get("idempotency_key", "")
    return sent if SHORTEST_TOKEN <= len(sent) <= 100 else secrets.token_urlsafe(32)


def _to_receipt(case_id: int, token: str) -> ResponseReturnValue:
    found = filing.find_receipt(token)
    if found is None:
        abort(404)
    proven.open_here(Opened(found.case_id, found.petition_id))
    session["appealed"] = {str(case_id): token}
    return redirect(url_for("public.appeal_receipt", case_id=case_id), 303)


def _petition(form: AppealForm, files: tuple[FileInput, ...]) -> PetitionInput:
    return PetitionInput(
        kind=CaseKind.COMPLAINT,
        parties=(),
        content=form.content.data,
        request=form.request_.data,
        late_reason=form.late_reason.data or "",
        written_on=form.written_on.data,
        language=current(),
        files=files,
    )

"""Denouncing again (LTC Đ37–38): the denouncer gives his name anew, says why, and the superior gets it sealed."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import CaseKind, Step
from app.i18n.locale import current
from app.services.intake import filing
from app.services.intake.petition_input import FileInput, PartyInput, PetitionInput
from app.services.settlement import denounce_again as service
from app.web.clock import now, today
from app.web.public.tracking import linked, proven, uploads
from app.web.public.tracking.forms import ACCEPTED, DenounceAgainForm
from app.web.sessions import current_actor


def denounce_again(case_id: int) -> ResponseReturnValue:
    """File it. The same form sent again leads to the same receipt. It is a denunciation: nothing of it is cached."""
    token = linked.token_of_form()
    if filing.find_receipt(token) is not None:
        return linked.to_receipt(case_id, token)
    case = proven.read_for(case_id, Step.DENOUNCE_AGAIN)
    form = DenounceAgainForm()
    if form.validate_on_submit():
        files = uploads.kept(form.files)
        if files is not None:
            service.denounce_again(current_actor(), case_id, _petition(form, files), token, at=now())
            return linked.to_receipt(case_id, token)
    page = render_template("public/denounce_again.html", case=case, form=form, token=token, accepted=ACCEPTED)
    response = make_response(page, 422 if form.errors else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _petition(form: DenounceAgainForm, files: tuple[FileInput, ...]) -> PetitionInput:
    person = PartyInput(
        name=form.name.data,
        address=form.address.data,
        phone=form.phone.data or "",
        email=form.email.data or "",
        identity_number=form.identity_number.data or "",
    )
    return PetitionInput(
        kind=CaseKind.DENUNCIATION,
        parties=(person,),
        content=form.content.data,
        written_on=today(),
        language=current(),
        files=files,
        wants_protection=bool(form.wants_protection.data),
    )

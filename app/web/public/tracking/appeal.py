"""The second complaint (LKN Đ33, Đ49): reasons and request are new, the rest is taken over from the first."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import CaseKind, Step
from app.i18n.locale import current
from app.services.intake import filing
from app.services.intake.petition_input import FileInput, PetitionInput
from app.services.settlement import appeal as second_instance
from app.web.clock import now, today
from app.web.public.tracking import linked, proven, uploads, words
from app.web.public.tracking.forms import ACCEPTED, AppealForm
from app.web.sessions import current_actor


def appeal(case_id: int) -> ResponseReturnValue:
    """File it. The same form sent again leads to the same receipt."""
    token = linked.token_of_form()
    if filing.find_receipt(token) is not None:
        return linked.to_receipt(case_id, token)
    case = proven.read_for(case_id, Step.APPEAL)
    form = AppealForm(written_on=today())
    if form.validate_on_submit():
        files = uploads.kept(form.files)
        if files is not None:
            second_instance.appeal(current_actor(), case_id, _petition(form, files), token, at=now())
            return linked.to_receipt(case_id, token)
    told = words.told(case, today())
    page = render_template("public/appeal.html", case=case, told=told, form=form, token=token, accepted=ACCEPTED)
    return page, 422 if form.errors else 200


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

"""The redacted content: prepared by who may open the case, released by the settler."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.case import Case
from app.services.oversight import dossier, extracts
from app.services.sealing import releasing
from app.web.answers.papers import paper
from app.web.casework.sealed.forms import RedactionForm
from app.web.clock import now
from app.web.sessions import keyed_actor


def redaction(case_id: int) -> ResponseReturnValue:
    """What is released now; by POST the text to work on, which opens the case and goes on record."""
    case = dossier.seen(keyed_actor(), case_id)
    access.require(keyed_actor(), Action.IDENTITY_VIEW, case.facts())
    form = None
    if request.method == "POST":
        proposed = releasing.proposal(keyed_actor(), case_id, at=now())
        form = RedactionForm(text=proposed.text, formdata=None)
        return _page(case, form, proposed.doubts), 200, {"Cache-Control": "no-store"}
    return _page(case, form), 200, {"Cache-Control": "no-store"}


def save_redaction(case_id: int) -> ResponseReturnValue:
    """Keep the prepared text under the seal, or release it."""
    actor, form = keyed_actor(), RedactionForm()
    case = dossier.seen(actor, case_id)
    if form.validate_on_submit():
        act = releasing.release if "release" in request.form else releasing.prepare
        try:
            act(actor, case_id, form.text.data, at=now())
        except BadInput as refusal:
            form.text.errors = [reasons.sentence(refusal)]
        else:
            released = act is releasing.release
            flash(_("Đã phát hành bản che danh tính.") if released else _("Đã lưu bản soạn vào hồ sơ kín."), "success")
            return redirect(url_for("casework.show", case_id=case_id))
    return _page(case, form), 422, {"Cache-Control": "no-store"}


def print_redaction(case_id: int) -> ResponseReturnValue:
    """The released text as a paper: what may leave the circle."""
    letter = extracts.redacted(keyed_actor(), case_id, at=now())
    return paper(letter, request.form.get("as", "pdf"), f"to-cao-{case_id}-da-che")


def _page(case: Case, form: RedactionForm | None, doubts: Sequence[str] = ()) -> str:
    settles = access.may(keyed_actor(), Action.CASE_DIRECT, case.facts())
    shown = releasing.shown(case)
    return render_template(
        "casework/sealed/redaction.html", case=case, form=form, shown=shown, settles=settles, doubts=doubts
    )

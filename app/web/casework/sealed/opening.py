"""Opening a sealed case: for a purpose, by who is entitled and holds a copy of its key, on record before it is seen."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality import Opening, Purpose
from app.domain.refusals import NotAllowed
from app.i18n import reasons
from app.persistence.db import store
from app.persistence.models.case import Case
from app.persistence.queries import users
from app.services.intake import disclosure
from app.services.oversight import dossier, extracts
from app.services.sealing import access_state, exporting
from app.web.answers.downloads import download
from app.web.answers.papers import paper
from app.web.casework.forms.steps import StepForm
from app.web.casework.sealed import words
from app.web.casework.sealed.forms import OpenForm
from app.web.clock import now
from app.web.sessions import keyed_actor


def ask_identity(case_id: int) -> ResponseReturnValue:
    """Ask what for before anything is opened; say what is missing where it cannot be."""
    return _question(_entitled(case_id), OpenForm())


def disclose(case_id: int) -> ResponseReturnValue:
    """Open a sealed case on this one page; who, when and what for is on record before it is shown."""
    case, form = _entitled(case_id), OpenForm()
    if not form.validate_on_submit():
        return _question(case, form), 422
    purpose = Purpose(form.purpose.data)
    opened = disclosure.disclose(keyed_actor(), case_id, purpose, at=now())
    names = users.names(said.author_id for said in opened.said if said.author_id)
    page = render_template(
        "casework/identity.html", case=case, form=StepForm(), opened=opened, purpose=purpose, words=words, names=names
    )
    return page, 200, {"Cache-Control": "no-store"}


def disclose_file(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """One sealed file; each opening is on record."""
    purpose = request.form.get("purpose", "")
    if purpose not in set(Purpose):
        return _question(_entitled(case_id), OpenForm()), 422
    found = disclosure.disclose_file(keyed_actor(), case_id, attachment_id, Purpose(purpose), at=now())
    return download(found.content(), found.name or f"tep-{attachment_id}", found.media_type)


def export_envelope(case_id: int) -> ResponseReturnValue:
    """Everything sealed of a case, as it lies, to be opened on a machine without network."""
    form = OpenForm()
    if not form.validate_on_submit():
        return _question(_entitled(case_id), form), 422
    packed = exporting.envelope(keyed_actor(), case_id, Purpose(form.purpose.data), at=now())
    return download([packed], f"phong-bi-{case_id}.zip", "application/zip")


def print_full(case_id: int) -> ResponseReturnValue:
    """Everything sealed on paper, for the sealed file; on record with its purpose."""
    form = OpenForm()
    if not form.validate_on_submit():
        return _question(_entitled(case_id), form), 422
    letter = extracts.full(keyed_actor(), case_id, Purpose(form.purpose.data), at=now())
    return paper(letter, request.form.get("as", "pdf"), f"to-cao-{case_id}-kin")


def _question(case: Case, form: OpenForm) -> str:
    missing = access_state.missing(keyed_actor(), case)
    why = reasons.sentence(NotAllowed(missing)) if missing else ""
    return render_template(
        "casework/identity.html",
        case=case,
        form=form,
        opened=None,
        missing=missing,
        why=why,
        offline=store().opening is Opening.OFFLINE,
    )


def _entitled(case_id: int) -> Case:
    actor = keyed_actor()
    case = dossier.seen(actor, case_id)
    access.require(actor, Action.IDENTITY_VIEW, case.facts())
    return case

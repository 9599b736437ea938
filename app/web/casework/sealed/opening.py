"""Opening a sealed case: for a purpose, by who is entitled and holds a copy of its key, on record before it is seen."""

from collections.abc import Callable

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
    case = _entitled(case_id)
    return _for_a_purpose(case_id, lambda purpose: _opened(case, purpose))


def disclose_file(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """One sealed file; each opening is on record."""

    def answer(purpose: Purpose) -> ResponseReturnValue:
        found = disclosure.disclose_file(keyed_actor(), case_id, attachment_id, purpose, at=now())
        return download(found.content(), found.name or f"tep-{attachment_id}", found.media_type)

    return _for_a_purpose(case_id, answer)


def export_envelope(case_id: int) -> ResponseReturnValue:
    """Everything sealed of a case, as it lies, to be opened on a machine without network."""

    def answer(purpose: Purpose) -> ResponseReturnValue:
        packed = exporting.envelope(keyed_actor(), case_id, purpose, at=now())
        return download([packed], f"phong-bi-{case_id}.zip", "application/zip")

    return _for_a_purpose(case_id, answer)


def print_full(case_id: int) -> ResponseReturnValue:
    """Everything sealed on paper, for the sealed file; on record with its purpose."""

    def answer(purpose: Purpose) -> ResponseReturnValue:
        letter = extracts.full(keyed_actor(), case_id, purpose, at=now())
        return paper(letter, request.form.get("as", "pdf"), f"to-cao-{case_id}-kin")

    return _for_a_purpose(case_id, answer)


def _for_a_purpose(case_id: int, answer: Callable[[Purpose], ResponseReturnValue]) -> ResponseReturnValue:
    """The answer once the form says what for; where it does not, the question again, and nothing is opened."""
    form = OpenForm()
    if not form.validate_on_submit():
        return _question(_entitled(case_id), form), 422
    return answer(Purpose(form.purpose.data))


def _opened(case: Case, purpose: Purpose) -> ResponseReturnValue:
    opened = disclosure.disclose(keyed_actor(), case.id, purpose, at=now())
    names = users.names(said.author_id for said in opened.said if said.author_id)
    page = render_template(
        "casework/identity.html", case=case, form=StepForm(), opened=opened, purpose=purpose, words=words, names=names
    )
    return page, 200, {"Cache-Control": "no-store"}


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

"""The case page, its files, and the opening of what is sealed."""

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from app import storage
from app.domain import access
from app.domain.access import Action
from app.domain.refusals import NotAllowed, NotFound
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment
from app.persistence.queries import bodies, cases, categories, units
from app.services.intake import disclosure
from app.services.oversight import dossier
from app.services.safekeeping import reads
from app.web.answers.downloads import download
from app.web.casework.forms.steps import StepForm
from app.web.clock import now, today
from app.web.sessions import current_actor


def show(case_id: int) -> ResponseReturnValue:
    """Everything about a case on one page."""
    actor = current_actor()
    file = dossier.opened(actor, case_id, today())
    reads.note(actor, file.facts, at=now())
    case = file.case
    form = StepForm(version=f"{case.version}.{file.last_event_id}")
    unit = units.by_code(case.unit_code, case.received_on) if case.unit_code else None
    category = categories.by_code(case.category_code) if case.category_code else None
    target = (case.proposal or {}).get("target_body_id")
    return render_template(
        "casework/show.html",
        file=file,
        case=case,
        form=form,
        unit=unit,
        category=category,
        target=bodies.by_id(target) if target else None,
    )


def attachment(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """A file of a case, for who may see that case. What is sealed does not leave by this door."""
    case, found = _open_file(case_id, attachment_id)
    reads.note_file(current_actor(), case.facts(), attachment_id, at=now())
    return _file(found)


def original(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """The bytes as they came, for a signature to be checked or as evidence: asked for by a form, on record."""
    case, found = _open_file(case_id, attachment_id)
    reads.note_file(current_actor(), case.facts(), attachment_id, at=now(), as_it_came=True)
    return download(storage.original(found.file_id), f"goc-{found.name}", "application/octet-stream")


def _open_file(case_id: int, attachment_id: int) -> tuple[Case, Attachment]:
    case = dossier.seen(current_actor(), case_id)
    found = cases.attachment(case.id, attachment_id)
    if found is None or found.is_sealed or case.is_sealed:
        raise NotFound("case_not_found")
    _require_scanned(case, found)
    return case, found


def ask_identity(case_id: int) -> ResponseReturnValue:
    """Ask once more before a denouncer's identity is opened."""
    case = dossier.seen(current_actor(), case_id)
    access.require(current_actor(), Action.IDENTITY_VIEW, case.facts())
    return render_template("casework/identity.html", case=case, form=StepForm(), petitions=None)


def disclose(case_id: int) -> ResponseReturnValue:
    """Open identity and words of a sealed case on this one page; who and when is on record before it is shown."""
    petitions = disclosure.disclose(current_actor(), case_id, at=now())
    case = dossier.seen(current_actor(), case_id)
    names = {file["file_id"]: file["name"] for petition in petitions for file in petition.get("files", ())}
    files = [(found, names.get(found.file_id, "")) for found in cases.attachments(case.id)]
    return render_template("casework/identity.html", case=case, form=StepForm(), petitions=petitions, files=files)


def disclose_file(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """One sealed file; each opening is on record."""
    found = disclosure.disclose_file(current_actor(), case_id, attachment_id, at=now())
    return _file(found)


def _require_scanned(case: Case, found: Attachment) -> None:
    """With a scanner, what came in at another body is given out only when it was scanned: then, or now."""
    scanner = current_app.config["TIEP_DAN"].clamav
    if not scanner or found.is_scanned or current_actor().body_id == case.intake_body_id:
        return
    if not storage.is_clean(b"".join(storage.original(found.file_id)), scanner):
        raise NotAllowed("file_not_scanned")


def _file(found: Attachment) -> Response:
    return download(storage.read(found.file_id), found.name or f"tep-{found.id}", found.media_type)

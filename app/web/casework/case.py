"""The case page and its files."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app import storage
from app.domain.refusals import NotAllowed, NotFound
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment
from app.persistence.queries import bodies, cases, categories, units
from app.persistence.queries.reception import visits
from app.services.intake import papers
from app.services.oversight import dossier
from app.services.safekeeping import reads
from app.services.sealing import releasing
from app.web.answers.downloads import download
from app.web.casework.forms.steps import StepForm
from app.web.casework.lateness.on_case import on_case
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
        sealed=releasing.shown(case),
        visits=visits.of_case(actor, case.id),
        late=on_case(actor, case),
        target=bodies.by_id(target) if target else None,
    )


def attachment(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """A file of a case, for who may see that case. What is sealed does not leave by this door."""
    case, found = _open_file(case_id, attachment_id)
    reads.note_file(current_actor(), case.facts(), attachment_id, at=now())
    return download(papers.content(found), found.name or f"tep-{found.id}", found.media_type)


def original(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """The bytes as they came, for a signature to be checked or as evidence: asked for by a form, on record."""
    case, found = _open_file(case_id, attachment_id)
    reads.note_file(current_actor(), case.facts(), attachment_id, at=now(), as_it_came=True)
    return download(
        storage.original(found.file_id, key=papers.key_of(found)), f"goc-{found.name}", "application/octet-stream"
    )


def _open_file(case_id: int, attachment_id: int) -> tuple[Case, Attachment]:
    case = dossier.seen(current_actor(), case_id)
    found = cases.attachment(case.id, attachment_id)
    if found is None or found.is_sealed or case.is_sealed:
        raise NotFound("case_not_found")
    _require_scanned(case, found)
    return case, found


def _require_scanned(case: Case, found: Attachment) -> None:
    """With a scanner, what came in at another body is given out only when it was scanned: then, or now."""
    scanner = current_app.config["TIEP_DAN"].clamav
    if not scanner or found.is_scanned or current_actor().body_id == case.intake_body_id:
        return
    original = storage.original(found.file_id, key=papers.key_of(found))
    if not storage.is_clean(b"".join(original), scanner):
        raise NotAllowed("file_not_scanned")

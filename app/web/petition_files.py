"""Files coming in with a petition: each is looked at by itself, the good ones are kept, the others get a sentence."""

from collections.abc import Iterable

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from app import storage
from app.domain.refusals import BadInput, Refusal
from app.domain.vocabulary import Procedure
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.intake import drafts
from app.services.intake.petition_input import FileInput
from app.web.clock import now
from app.web.forms import one_spelling
from app.web.limits import floods

ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.docx,.xlsx,.odt,.txt,.mp3,.m4a,.mp4,.mov,.3gp"


def take_in(token: str, procedure: Procedure) -> list[str]:
    """Keep what was sent with the draft, drop what was ticked; returns a sentence for every file refused."""
    ticked = frozenset(request.form.getlist("files_remove"))
    if ticked:
        drafts.drop_files(token, procedure, ticked, at=now())
    writing = drafts.find(token, at=now())
    kept = list(writing.files) if writing else []
    fresh, refused = [], []
    for upload in request.files.getlist("files"):
        if not upload.filename:
            continue
        try:
            size = upload.stream.seek(0, 2)
            storage.require_room(len(kept) + len(fresh) + 1, _bytes(kept) + _bytes(fresh) + size)
            fresh.append(keep(upload))
        except BadInput as refusal:
            refused.append(_sentence(upload.filename, refusal))
    if fresh:
        drafts.add_files(token, procedure, tuple(fresh), at=now())
    return refused


def keep(upload: FileStorage) -> FileInput:
    """One file, looked at, scanned where there is a scanner, and put into storage; BadInput says why not."""
    floods.require_quota(upload.stream.seek(0, 2))
    scanner = current_app.config["TIEP_DAN"].clamav
    stored = storage.save(upload.stream, upload.filename or "", scanner=scanner)
    return FileInput.of(stored)


def _bytes(files: Iterable[FileInput]) -> int:
    return sum(file.size for file in files)


def _sentence(name: str, refusal: Refusal) -> str:
    shown = (one_spelling(name.replace("\\", "/").rpartition("/")[2]) or "")[:80]
    return _("Tệp “%(name)s”: %(why)s", name=shown, why=reasons.sentence(refusal))


def listed(files: Iterable[FileInput]) -> list[dict[str, object]]:
    """As the macro of files wants them."""
    return [{"id": file.file_id, "name": file.name, "size": file.size} for file in files]

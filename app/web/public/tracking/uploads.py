"""Files sent with a form, put into storage one by one; what is wrong with one is said at the field."""

from typing import Any

from app import storage
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.services.intake.petition_input import FileInput
from app.web import petition_files


def kept(field: Any) -> tuple[FileInput, ...] | None:
    """The files as the services take them; None when one was refused, with the reason at the field.

    Files of a form that is then refused are swept away after a day.
    """
    sent = [upload for upload in field.data or () if upload and getattr(upload, "filename", "")]
    try:
        storage.require_room(len(sent), sum(_size(upload) for upload in sent))
    except BadInput as refusal:
        field.errors = [reasons.sentence(refusal)]
        return None
    found, wrong = [], []
    for upload in sent:
        try:
            found.append(petition_files.keep(upload))
        except BadInput as refusal:
            wrong.append(f"{upload.filename[:80]}: {reasons.sentence(refusal)}")
    if wrong:
        field.errors = wrong
        return None
    return tuple(found)


def _size(upload: Any) -> int:
    size: int = upload.stream.seek(0, 2)
    upload.stream.seek(0)
    return size

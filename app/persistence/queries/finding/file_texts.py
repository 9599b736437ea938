"""The text found in attachments; sealed by the server's key, never of a sealed case."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select

from app.persistence import sealing
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.petition import Attachment
from app.persistence.models.search.texts import FileText


def unread(case_ids: Iterable[int], *, most: int | None = None) -> list[Attachment]:
    """Files of open cases that nobody has looked into yet, all of them or the first."""
    query = _unread().where(Attachment.case_id.in_(list(case_ids)))
    return list(db.session().scalars(query.order_by(Attachment.id).limit(most)))


def is_unread(attachment_id: int) -> bool:
    """Whether it still is: nobody was faster, and its case was not sealed meanwhile."""
    return db.session().scalar(_unread().where(Attachment.id == attachment_id)) is not None


def _unread() -> Select[Attachment]:
    query = select(Attachment).join(Case, Case.id == Attachment.case_id)
    query = query.outerjoin(FileText, FileText.attachment_id == Attachment.id)
    return query.where(FileText.attachment_id.is_(None), Attachment.is_sealed.is_(False), Case.is_sealed.is_(False))


def cases_with_unread(limit: int) -> list[int]:
    """Cases, the newest first."""
    query = select(Attachment.case_id).outerjoin(FileText, FileText.attachment_id == Attachment.id)
    left = query.where(FileText.attachment_id.is_(None), Attachment.is_sealed.is_(False))
    return list(db.session().scalars(left.distinct().order_by(Attachment.case_id.desc()).limit(limit)))


def keep(attachment_id: int, text: str, how: str, at: datetime) -> None:
    """Inside a transaction."""
    sealed = sealing.seal(text.encode(), _place(attachment_id))
    db.session().add(FileText(attachment_id=attachment_id, sealed=sealed, how=how, at=at))


def forget(case_id: int) -> None:
    """Of a case that is sealed from now on; inside the transaction that seals it."""
    files = select(Attachment.id).where(Attachment.case_id == case_id)
    db.session().execute(delete(FileText).where(FileText.attachment_id.in_(files)))


def of_cases(case_ids: Sequence[int]) -> dict[int, list[str]]:
    """The texts of the open files of each case."""
    if not case_ids:
        return {}
    query = select(Attachment.case_id, FileText.attachment_id, FileText.sealed)
    query = query.join(FileText, FileText.attachment_id == Attachment.id)
    ours = (Attachment.case_id.in_(case_ids), Attachment.is_sealed.is_(False), FileText.how.not_in(("none", "failed")))
    found: dict[int, list[str]] = {case_id: [] for case_id in case_ids}
    for case_id, attachment_id, sealed in db.session().execute(query.where(*ours).order_by(Attachment.id)):
        found[case_id].append(sealing.unseal(sealed, _place(attachment_id)).decode())
    return found


def _place(attachment_id: int) -> str:
    return f"file-text:{attachment_id}"

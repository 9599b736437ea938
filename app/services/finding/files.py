"""The words of attachments, read once each, so that the index has them."""

from datetime import datetime

from app.persistence import outbox
from app.persistence.models.petition import Attachment
from app.persistence.queries.finding import file_texts
from app.persistence.sealing import SealBrokenError
from app.persistence.transaction import transaction
from app.services.intake import papers
from app.storage import reading

INDEX_CASE = "index.case"
INDEX_FILES = "index.files"
LARGEST = 30 * 1024 * 1024  # bytes of a file that is looked into


def read_next(case_ids: list[int], *, at: datetime) -> bool:
    """Look into one file of these cases that nobody has looked into, and ask for the others behind all that is due by
    now: a scanned file takes a minute, and letters do not wait for ten of them. False when there was none."""
    waiting = file_texts.unread(case_ids, most=2)
    if not waiting:
        return False
    row, *others = waiting
    text, how = _words(row)
    with transaction():
        if file_texts.is_unread(row.id):
            file_texts.keep(row.id, text, how, at)
            outbox.post(INDEX_CASE, at=at, case_id=row.case_id)
        if others:
            _post(case_ids, at)
    return True


def ask_for(case_ids: list[int], *, at: datetime) -> None:
    """Have the files of these cases looked into, one file a message."""
    if case_ids:
        with transaction():
            _post(case_ids, at)


def _post(case_ids: list[int], at: datetime) -> None:
    outbox.post(INDEX_FILES, at=at, case_ids=case_ids)


def _words(row: Attachment) -> tuple[str, str]:
    if row.size > LARGEST:
        return "", "none"
    try:
        return reading.words(b"".join(papers.content(row)), row.media_type)
    except (OSError, SealBrokenError):
        return "", "failed"

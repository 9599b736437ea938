"""The words of attachments, read once each, so that the index has them."""

from datetime import datetime

from app.persistence import outbox
from app.persistence.queries.finding import file_texts
from app.persistence.sealing import SealBrokenError
from app.persistence.transaction import transaction
from app.services.intake import papers
from app.storage import reading

INDEX_CASE = "index.case"
INDEX_FILES = "index.files"
LARGEST = 30 * 1024 * 1024  # bytes of a file that is looked into


def read_of(case_id: int, *, at: datetime) -> int:
    """Look into every file of an open case that nobody has looked into; tell how many. One transaction a file."""
    waiting = file_texts.unread([case_id])
    for row in waiting:
        text, how = "", "none"
        if row.size <= LARGEST:
            try:
                text, how = reading.words(b"".join(papers.content(row)), row.media_type)
            except (OSError, SealBrokenError):
                how = "failed"
        with transaction():
            if file_texts.is_unread(row.id):
                file_texts.keep(row.id, text, how, at)
                outbox.post(INDEX_CASE, at=at, case_id=case_id)
    return len(waiting)


def ask_for(case_ids: list[int], *, at: datetime) -> None:
    """Have the files of these cases looked into, one case a message."""
    with transaction():
        for case_id in case_ids:
            outbox.post(INDEX_FILES, at=at, case_id=case_id)

"""Which files on disk something refers to."""

from collections.abc import Collection

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.petition import Attachment, Draft

BATCH = 500


def referenced(file_ids: Collection[str]) -> set[str]:
    """Those of the ids that an attachment or a petition being written names."""
    ids = list(file_ids)
    found: set[str] = set()
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        found.update(db.session().scalars(select(Attachment.file_id).where(Attachment.file_id.in_(part))))
    if ids:
        for files in db.session().scalars(select(Draft.files)):
            found.update(str(file.get("file_id") or file.get("id")) for file in files)
    return found

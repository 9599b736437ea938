"""The bytes of a denunciation that was first taken for something else (LTC Đ56): files, and the log of changes."""

from app import storage
from app.persistence.queries import cases
from app.persistence.transaction import checkpoint, transaction


def seal_files(case_id: int) -> None:
    """Seal every file of a sealed case that still lies in the clear; done twice it changes nothing.

    On SQLite what the rows said before is cut off the write-ahead log too; free pages are overwritten by the database.
    """
    for found in cases.attachments(case_id):
        if not found.is_sealed:
            continue
        attachment_id, file_id = found.id, found.file_id
        digest = storage.seal(file_id)
        if digest is not None:
            with transaction():
                row = cases.attachment(case_id, attachment_id)
                if row is not None:
                    row.digest = digest
        storage.drop_clear(file_id)
    checkpoint()

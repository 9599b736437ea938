"""After a case was sealed that had lain open: what is left of it outside the seal goes (LTC Đ56)."""

from collections.abc import Iterable

from app import storage
from app.persistence.transaction import checkpoint


def forget(file_ids: Iterable[str]) -> None:
    """Remove the bytes of files that were sealed anew under another id; done twice it changes nothing.

    On SQLite what the rows said before is cut off the write-ahead log too; free pages are overwritten by the database.
    """
    for file_id in file_ids:
        storage.delete(file_id)
    checkpoint()

"""Floor 4. Attachments on disk below INSTANCE_DIR/attachments, by random id; what may come in, and in which form."""

from app.storage import exports
from app.storage.files import (
    StoredFile,
    context_of_original,
    delete,
    is_intact,
    original,
    read,
    reseal,
    save,
    sealed_original,
    sweep,
)
from app.storage.limits import MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, require_room
from app.storage.scanning import is_clean

__all__ = [
    "MAX_FILES",
    "MAX_FILE_BYTES",
    "MAX_TOTAL_BYTES",
    "StoredFile",
    "context_of_original",
    "delete",
    "exports",
    "is_clean",
    "is_intact",
    "original",
    "read",
    "require_room",
    "reseal",
    "save",
    "sealed_original",
    "sweep",
]

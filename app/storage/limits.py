"""How much may be attached."""

from app.domain.refusals import BadInput

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 20 * MEGABYTE
MAX_FILES = 10
MAX_TOTAL_BYTES = 100 * MEGABYTE


def require_room(count: int, total_bytes: int) -> None:
    """Refuse more files or bytes than one petition may have."""
    if count > MAX_FILES:
        raise BadInput("too_many_files", most=MAX_FILES)
    if total_bytes > MAX_TOTAL_BYTES:
        raise BadInput("files_too_large", megabytes=MAX_TOTAL_BYTES // MEGABYTE)

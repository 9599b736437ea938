"""Daily cleaning: what nobody needs any more. The dossiers themselves are kept by other rules."""

from datetime import datetime, timedelta

from app import storage
from app.persistence import outbox
from app.persistence.queries import drafts
from app.persistence.transaction import transaction

DRAFT_DAYS = 7
MESSAGE_DAYS = 30


def sweep(at: datetime) -> dict[str, int]:
    """Remove abandoned drafts, then the files nothing refers to, and messages long done; tell how many."""
    with transaction():
        abandoned = drafts.forget(before=at - timedelta(days=DRAFT_DAYS))
    return {
        "drafts": abandoned,
        "files": storage.sweep(at),
        "messages": outbox.sweep(before=at - timedelta(days=MESSAGE_DAYS)),
    }

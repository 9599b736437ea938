"""What the index is told by messages of its own. The worker reads them in the outbox with all others
(app/search/changes.py); here they are only closed."""

import logging
import secrets
from datetime import datetime

from app.persistence import outbox
from app.persistence.outbox import Message
from app.persistence.queries.finding import file_texts
from app.persistence.transaction import transaction
from app.search.upkeep import checking
from app.services.finding import files

UNREAD_AT_ONCE = 500  # cases of before there was search, a day

log = logging.getLogger(__name__)


def noted(message: Message, at: datetime) -> None:
    """Nothing is left to do."""


def read_files(message: Message, at: datetime) -> None:
    """The words of a file that nobody has looked into; afterwards its case is indexed with them."""
    one = message.payload.get("case_id")  # a message of before: of one case, all its files
    files.read_next(message.payload.get("case_ids", [one]), at=at)


def sample(message: Message, at: datetime) -> None:
    """Some cases of the database are looked for in the index; what is missing is posted for it."""
    files.ask_for(file_texts.cases_with_unread(UNREAD_AT_ONCE), at=at)
    missing = checking.missing(secrets.randbelow)
    if missing:
        log.error("%d cases were missing in the index", len(missing))
        with transaction():
            for case_id in missing:
                outbox.post("index.case", at=at, case_id=case_id)

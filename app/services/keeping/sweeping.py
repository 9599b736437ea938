"""Daily cleaning: what nobody needs any more. The dossiers themselves are kept by other rules."""

from datetime import datetime, timedelta

from app import storage
from app.domain import signing_in as rules
from app.persistence import outbox
from app.persistence.queries import drafts, sign_ins
from app.persistence.queries.finding import asked
from app.persistence.queries.keeping import tallies
from app.persistence.queries.notices import staff
from app.persistence.queries.reception import exports
from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction
from app.services.safekeeping import rotation

DRAFT_DAYS = 7
SEARCH_KEPT = timedelta(days=1)
MESSAGE_DAYS = 30
SESSION_DAYS = 30
BROWSER_DAYS = 400  # longer than its cookie lives
NOTICE_DAYS = 730
READ_NOTICE = timedelta(days=180)  # what the account was told and has seen


def sweep(at: datetime) -> dict[str, int]:
    """Close the keys of sessions that ran out; remove abandoned drafts, then the files nothing refers to, and messages
    long done; tell how many."""
    with transaction():
        keys.forget_old_sessions(idle_since=at - rules.IDLE, begun_before=at - rules.LONGEST_DAY)
        sign_ins.sweep(
            tries=at - timedelta(days=1),
            sessions=at - timedelta(days=SESSION_DAYS),
            browsers=at - timedelta(days=BROWSER_DAYS),
            notices=at - timedelta(days=NOTICE_DAYS),
        )
        abandoned = drafts.forget(before=at - timedelta(days=DRAFT_DAYS))
        tallies.forget(before=at - timedelta(days=1))
        exports.forget(before=at - storage.exports.KEPT)
        asked.forget(before=at - SEARCH_KEPT)
        staff.forget(before=at - READ_NOTICE)
    rotation.renew(lambda _done: None)
    return {
        "drafts": abandoned,
        "files": storage.sweep(at),
        "exports": storage.exports.sweep(at),
        "messages": outbox.sweep(before=at - timedelta(days=MESSAGE_DAYS)),
    }

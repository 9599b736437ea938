"""One message is handed over. Killed at any moment it goes out later, or a person is told that nobody knows: to a
citizen nothing goes twice by itself.

Three short transactions around the handing over: taken in hand, about to be handed over, done. What was about to be
handed over when the worker died is handed over again only where the other side knows a key when it sees it a second
time; else it is marked as uncertain, and shown to the administrator.
"""

import logging
from datetime import datetime, timedelta
from functools import partial

from app.domain import notices as rules
from app.domain.notices import Fate, Stop
from app.messaging import NotSentError, Outgoing, Post, RefusedError, UncertainError
from app.persistence import outbox
from app.persistence.models.notices import Delivery
from app.persistence.queries.notices import deliveries
from app.persistence.transaction import transaction
from app.services.notices import composing

log = logging.getLogger(__name__)

OPEN = frozenset({Fate.WAITING, Fate.HANDING})


def deliver(delivery_id: int, outgoing: Outgoing, *, at: datetime) -> None:
    """Send a message that is due. Raises NotSentError for another try after a pause."""
    row = _take(delivery_id, outgoing, at)
    if row is None:
        return
    post, only = outgoing.posts[row.way], row.provider
    message = composing.compose(row, outgoing.site_url)
    if message is None:
        return _end(delivery_id, Fate.DROPPED, at)
    try:
        reference = post.send(message, partial(_about_to, delivery_id, at), only=only)
    except RefusedError as error:
        _bounce(delivery_id, str(error), at)
    except UncertainError as error:
        _doubt(delivery_id, str(error), post)
    except NotSentError as error:
        _back(delivery_id, str(error))
        raise
    else:
        _end(delivery_id, Fate.SENT, at, reference=reference)


def _take(delivery_id: int, outgoing: Outgoing, at: datetime) -> Delivery | None:
    """The message, if it is to go out now; else it is put off, given up, or somebody has it."""
    with transaction():
        row = deliveries.locked(delivery_id)
        if row is None or row.fate not in OPEN:
            return None
        post = outgoing.post(row.way)
        if row.address.stopped_at is not None or post is None:
            row.fate = Fate.DROPPED
            return None
        if row.fate is Fate.HANDING and not post.is_idempotent:
            row.fate = Fate.UNCERTAIN
            log.warning("delivery %d: nobody knows whether it went", row.id)
            return None
        later = _not_before(row, at)
        if later is not None:
            outbox.post("notice.send", at=at, after=later - at, delivery_id=row.id)
            return None
        row.tries += 1
    return row


def _not_before(row: Delivery, at: datetime) -> datetime | None:
    """When it may go, if not now: after the night, when the reader has had enough today, when the house has sent too
    much. Staff are written to in their own time."""
    if row.address.user_id is not None:
        return None
    quiet = rules.quiet_until(at)
    if quiet is not None:
        return quiet
    if deliveries.to_address(row.address_id, rules.midnight_before(at)) >= rules.MOST_A_DAY:
        return rules.morning_after(at)
    if deliveries.by_way(row.way, at) >= rules.MOST_AN_HOUR[row.way]:
        return at + timedelta(minutes=10 + row.id % 20)
    return None


def _about_to(delivery_id: int, at: datetime, provider: str) -> None:
    with transaction():
        row = _locked(delivery_id)
        row.fate, row.provider, row.handed_at = Fate.HANDING, provider, at


def _back(delivery_id: int, error: str) -> None:
    """It was certainly not sent: any provider may have it next time."""
    with transaction():
        row = _locked(delivery_id)
        row.fate, row.provider, row.error, row.handed_at = Fate.WAITING, "", error[:60], None


def _bounce(delivery_id: int, error: str, at: datetime) -> None:
    with transaction():
        row = _locked(delivery_id)
        row.fate, row.error = Fate.REFUSED, error[:60]
        row.address.stopped_at, row.address.stopped_why = at, Stop.BOUNCED


def _doubt(delivery_id: int, error: str, post: Post) -> None:
    """No answer came. The same key goes to the same provider again, where that is one message there."""
    with transaction():
        row = _locked(delivery_id)
        row.error = error[:60]
        if not post.is_idempotent:
            row.fate = Fate.UNCERTAIN
            return
    raise NotSentError(error)


def _end(delivery_id: int, fate: Fate, at: datetime, *, reference: str = "") -> None:
    with transaction():
        row = _locked(delivery_id)
        row.fate, row.reference, row.error = fate, reference, ""
        if fate is Fate.SENT:
            row.sent_at = at


def _locked(delivery_id: int) -> Delivery:
    row = deliveries.locked(delivery_id)
    if row is None:
        raise LookupError(delivery_id)
    return row

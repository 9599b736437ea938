"""Mail of the staff: the digest of the morning, and what cannot wait. It names cases by number and leads to the
application; nothing of a file stands in it."""

from datetime import datetime
from functools import partial

from app.domain import notices as rules
from app.domain.calendars import local_date
from app.domain.notices import Way
from app.i18n.staff import notices as staff_notices
from app.persistence import outbox
from app.persistence.models.notices import Delivery, NoticeAddress, StaffNotice
from app.persistence.queries.notices import addresses, deliveries, staff
from app.persistence.queries.offices import holding
from app.persistence.transaction import in_transaction
from app.services.law import law_in_force
from app.services.notices import wording

DIGEST, URGENT = "staff_digest", "staff_urgent"
HELPING = 100


def post_digests(at: datetime) -> int:
    """In office hours, once a day for each reader: what has not been in a mail yet. How many letters are new."""
    if not rules.is_office_time(at, law_in_force().calendar):
        return 0
    planned, after = 0, 0
    while helping := addresses.readers_of_digest(after=after, limit=HELPING):
        after = helping[-1].id
        planned += in_transaction(partial(_plan_digests, [row.id for row in helping], at))
    return planned


def _plan_digests(address_ids: list[int], at: datetime) -> int:
    planned = 0
    for row in filter(None, map(addresses.by_id, address_ids)):
        waiting = staff.unmailed(row.user_id or 0)
        if waiting:
            planned += _plan(row, DIGEST, f"digest:{row.user_id}:{local_date(at).isoformat()}", waiting, at)
    return planned


def post_urgent(notice_ids: list[int], at: datetime) -> int:
    """At once, to those who want it; the others find it in the digest and in the application."""
    return in_transaction(lambda: _plan_urgent(notice_ids, at))


def _plan_urgent(notice_ids: list[int], at: datetime) -> int:
    rows = [row for row in staff.several(notice_ids) if row.mailed_at is None]
    by_user = {row.user_id: row for row in addresses.of_accounts(row.user_id for row in rows)}
    planned = 0
    for notice in rows:
        address = by_user.get(notice.user_id)
        if address is not None and address.wants_urgent and address.stopped_at is None:
            planned += _plan(address, URGENT, f"urgent:{notice.id}", [notice], at)
    return planned


def _plan(address: NoticeAddress, topic: str, key: str, notices: list[StaffNotice], at: datetime) -> int:
    ids = [row.id for row in notices]
    row = {"key": key, "address_id": address.id, "way": Way.MAIL, "topic": topic, "case_id": None}
    new = deliveries.plan([row | {"facts": {"notices": ids}, "planned_at": at}])
    if new:
        staff.mailed(ids, at)
        outbox.post("notice.send", at=at, delivery_id=new[0])
    return len(new)


def words(row: Delivery, site: str) -> tuple[str, str] | None:
    """Subject and words; None when nothing is left that the reader may know of."""
    user_id = row.address.user_id or 0
    offices = holding.held_by(user_id, local_date(row.planned_at))
    if not offices:
        return None
    actor = holding.acting(offices[0])
    said = wording.said(staff.known(actor, row.facts["notices"]))
    if not said:
        return None
    sentences = [one.sentence for one in said]
    page = f"{site}/can-bo" if site else ""
    return staff_notices.letter(offices[0].user.name, sentences, page, urgent=row.topic == URGENT)

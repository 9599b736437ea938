"""What a reader chooses: to be written to, where, or not any more."""

from datetime import datetime

from app.domain import access
from app.domain import notices as rules
from app.domain.access import Action
from app.domain.facts import Actor
from app.domain.keeping.personal import canonical_phone
from app.domain.notices import Fate, Stop, Way
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit, outbox
from app.persistence.db import db
from app.persistence.models.notices import NoticeAddress
from app.persistence.queries import cases
from app.persistence.queries.notices import addresses, deliveries
from app.persistence.transaction import transaction
from app.services.notices import readers


def of_petition(actor: Actor, case_id: int, petition_id: int) -> list[NoticeAddress]:
    """Where the holder of a code is told about his petition."""
    _may(actor, case_id, petition_id)
    return addresses.of_petition(petition_id)


def ask(actor: Actor, case_id: int, petition_id: int, way: Way, address: str, *, at: datetime) -> None:
    """Be told at an address of one's own choice. For a denunciation this is the only way, and stands beside a warning:
    whoever reads that mailbox or telephone sees that there is something (procedure.md 8.1)."""
    said = canonical_phone(address) if way is Way.TEXT else address.strip()
    if not (rules.is_mobile(said) if way is Way.TEXT else rules.is_address(said)):
        raise BadInput("notice_address_wrong", field="address")
    with transaction():
        _may(actor, case_id, petition_id)
        row = next((one for one in addresses.of_petition(petition_id) if one.party_id is None and one.way is way), None)
        if row is None:
            petition = cases.petition(petition_id)
            language = petition.language if petition else "vi"
            row = NoticeAddress(case_id=case_id, petition_id=petition_id, way=way, language=language, added_at=at)
            db.session.add(row)
            db.session.flush()
        row.lock(said)
        row.stopped_at = row.stopped_why = None
        audit.append(actor, "notices.ask", at=at, case_id=case_id, details={"way": way})


def stop_all(actor: Actor, case_id: int, petition_id: int, *, at: datetime) -> None:
    """Not be told any more, at any address of this petition."""
    with transaction():
        _may(actor, case_id, petition_id)
        for row in addresses.of_petition(petition_id):
            if row.stopped_at is None:
                row.stopped_at, row.stopped_why = at, Stop.ASKED
        audit.append(actor, "notices.stop", at=at, case_id=case_id)


def start_again(actor: Actor, case_id: int, petition_id: int, *, at: datetime) -> None:
    """Be told again where one was before; an address that bounced stays out."""
    with transaction():
        _may(actor, case_id, petition_id)
        for row in addresses.of_petition(petition_id):
            if row.stopped_why is Stop.ASKED:
                row.stopped_at = row.stopped_why = None
        audit.append(actor, "notices.start", at=at, case_id=case_id)


def stop(address_id: int, token: str, *, at: datetime) -> bool:
    """By the link of a letter; False when it is not one of ours."""
    if not readers.is_stop_token(address_id, token):
        return False
    with transaction():
        row = addresses.by_id(address_id)
        if row is not None and row.stopped_at is None:
            row.stopped_at, row.stopped_why = at, Stop.ASKED
    return row is not None


def send_again(actor: Actor, delivery_id: int, *, at: datetime) -> None:
    """The administrator decides that an uncertain letter goes out once more; the reader may get it twice."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    with transaction():
        row = deliveries.locked(delivery_id)
        if row is None or row.fate is not Fate.UNCERTAIN:
            raise NotFound("message_not_dead")
        row.fate, row.provider = Fate.WAITING, ""
        outbox.post("notice.send", at=at, delivery_id=delivery_id)
        audit.append(actor, "notices.again", at=at, subject=f"delivery:{delivery_id}")


def _may(actor: Actor, case_id: int, petition_id: int) -> None:
    case = cases.seen(actor, case_id)
    petition = cases.petition(petition_id)
    if case is None or petition is None or petition.case_id != case.id:
        raise NotFound("case_not_found")
    access.require(actor, Action.PETITION_TRACK, case.facts())


def masked(row: NoticeAddress) -> str:
    """As the owner knows it again and a stranger at his screen does not: a•••@example.vn, 0912•••678."""
    address = readers.address_of(row)
    if row.way is Way.TEXT:
        return f"{address[:4]}•••{address[-3:]}" if address else ""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}" if name else ""

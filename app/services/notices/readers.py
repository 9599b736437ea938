"""The readers of a notice, and the address of each at the moment of sending."""

import hmac
from datetime import datetime
from hashlib import sha256

from app.domain.keeping.personal import canonical_phone
from app.domain.notices import Way, is_address, is_mobile
from app.persistence.db import store
from app.persistence.models.case import Case
from app.persistence.models.notices import NoticeAddress
from app.persistence.personal import Contact
from app.persistence.queries.notices import addresses

STOP_KEY = "unsubscribe"
TOKEN = 32  # hexadecimal digits: 128 bits


def of_case(case: Case, at: datetime) -> list[NoticeAddress]:
    """The addresses of a case that may be written to, inside the transaction. Of a denunciation only those that the
    denouncer gave for this in spite of the warning: what stands in the petition nobody here can read (LTC Đ56)."""
    if not case.is_sealed:
        for petition, party in addresses.filers(case.id):
            for way in _ways(party.contact):
                addresses.know(
                    way,
                    at,
                    case_id=case.id,
                    petition_id=petition.id,
                    party_id=party.id,
                    language=petition.language,
                )
    found = [row for row in addresses.of_case(case.id) if row.stopped_at is None]
    return [row for row in found if row.personal is not None] if case.is_sealed else found


def of_appointment(appointment_id: int, at: datetime) -> list[NoticeAddress]:
    """The same of an appointment; of one about a denunciation nothing is known."""
    row = addresses.appointment(appointment_id)
    if row is None or row.is_sealed:
        return []
    for way in _ways(row.contact):
        addresses.know(way, at, appointment_id=row.id, language=row.language)
    return [found for found in addresses.of_appointment(row.id) if found.stopped_at is None]


def _ways(contact: Contact) -> list[Way]:
    mail = [Way.MAIL] if is_address(contact.email.strip()) else []
    return mail + ([Way.TEXT] if is_mobile(canonical_phone(contact.phone)) else [])


def address_of(row: NoticeAddress) -> str:
    """The address itself; empty where it is no longer there."""
    if row.personal is not None:
        return row.own
    contact = Contact()
    if row.party_id is not None and (party := addresses.party(row.party_id)):
        contact = party.contact
    if row.appointment_id is not None and (appointment := addresses.appointment(row.appointment_id)):
        contact = appointment.contact
    return contact.email.strip() if row.way is Way.MAIL else canonical_phone(contact.phone)


def stop_token(address_id: int) -> str:
    """What ends notices to an address without anything else being known; it opens nothing."""
    _number, key = store().keys.newest(STOP_KEY)
    return _token(key, address_id)


def is_stop_token(address_id: int, token: str) -> bool:
    """Under any key in use: a letter may be old."""
    ring = store().keys
    numbers = ring.numbers(STOP_KEY)
    return any(hmac.compare_digest(_token(ring.key(STOP_KEY, number), address_id), token) for number in numbers)


def _token(key: bytes, address_id: int) -> str:
    return hmac.new(key, f"stop:{address_id}".encode(), sha256).hexdigest()[:TOKEN]

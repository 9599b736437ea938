"""Where people are told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, select

from app.domain.notices import Way
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.notices import NoticeAddress
from app.persistence.models.petition import Party, Petition
from app.persistence.models.reception import Appointment
from app.persistence.types import LARGEST_ID

_table = cast(Table, NoticeAddress.__table__)


def by_id(address_id: int) -> NoticeAddress | None:
    return db.session.get(NoticeAddress, address_id) if address_id <= LARGEST_ID else None


def of_case(case_id: int) -> list[NoticeAddress]:
    """Every address of a case, stopped ones too."""
    query = select(NoticeAddress).where(NoticeAddress.case_id == case_id).order_by(NoticeAddress.id)
    return list(db.session.scalars(query))


def of_petition(petition_id: int) -> list[NoticeAddress]:
    """The same of one petition."""
    query = select(NoticeAddress).where(NoticeAddress.petition_id == petition_id).order_by(NoticeAddress.id)
    return list(db.session.scalars(query))


def of_appointment(appointment_id: int) -> list[NoticeAddress]:
    query = select(NoticeAddress).where(NoticeAddress.appointment_id == appointment_id).order_by(NoticeAddress.id)
    return list(db.session.scalars(query))


def of_account(user_id: int) -> NoticeAddress | None:
    """Where one of the staff reads mail, if he has said so."""
    return db.session.scalar(select(NoticeAddress).where(NoticeAddress.user_id == user_id))


def of_accounts(user_ids: Iterable[int]) -> list[NoticeAddress]:
    query = select(NoticeAddress).where(NoticeAddress.user_id.in_(sorted(set(user_ids))))
    return list(db.session.scalars(query))


def readers_of_digest(*, after: int, limit: int) -> list[NoticeAddress]:
    """The staff who want the mail of the morning, by number."""
    wanted = (NoticeAddress.user_id.is_not(None), NoticeAddress.stopped_at.is_(None), NoticeAddress.wants_digest)
    query = select(NoticeAddress).where(NoticeAddress.id > after, *wanted).order_by(NoticeAddress.id).limit(limit)
    return list(db.session.scalars(query))


def know(way: Way, at: datetime, **owner: Any) -> None:
    """Make the row of an address that lies elsewhere, where there is none yet; inside the transaction."""
    row = {"way": way, "name": "", "wants_digest": True, "wants_urgent": True, "added_at": at, **owner}
    db.session().connection().execute(newrows.upsert(_table).values(row).on_conflict_do_nothing())


def filers(case_id: int) -> list[tuple[Petition, Party]]:
    """Who speaks for each petition of a case: the representatives, else whoever is named first."""
    query = select(Petition, Party).join(Party, Party.petition_id == Petition.id).where(Petition.case_id == case_id)
    found: dict[int, list[tuple[Petition, Party]]] = {}
    for petition, party in db.session.execute(query.order_by(Petition.id, Party.id)):
        found.setdefault(petition.id, []).append((petition, party))
    chosen: list[tuple[Petition, Party]] = []
    for rows in found.values():
        chosen += [row for row in rows if row[1].is_representative] or rows[:1]
    return chosen


def party(party_id: int) -> Party | None:
    return db.session.get(Party, party_id)


def appointment(appointment_id: int) -> Appointment | None:
    return db.session.get(Appointment, appointment_id) if appointment_id <= LARGEST_ID else None

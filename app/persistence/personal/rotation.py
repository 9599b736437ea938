"""Parties, visitors, whoever has an appointment or is written to, made anew with the newest keys, a helping at a time,
while the office works. What is left to do is read off the rows themselves: killed at any moment, the next run goes on.
"""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, Update, bindparam, func, or_, select, update

from app.persistence import personal, sealing
from app.persistence.db import Base, db, store
from app.persistence.keyring import KeyMissingError
from app.persistence.models.notices import NoticeAddress
from app.persistence.models.petition import Party
from app.persistence.models.reception import Appointment, VisitPerson
from app.persistence.personal import Contact

HELPING = 500


@dataclass(frozen=True, slots=True)
class _Kind:
    """One table of people: what its rows are bound to, and what is emptied when a row is made anew."""

    table: Table
    of: str
    owner: str
    emptied: tuple[str, ...] = ()

    def renewal(self) -> Update:
        values: dict[str, Any] = {
            "personal": bindparam("sealed"),
            "key_number": bindparam("key"),
            "blind_number": bindparam("blind"),
            "identity_blind": bindparam("identity"),
            "phone_blind": bindparam("telephone"),
        }
        return (
            update(self.table)
            .where(self.table.c.id == bindparam("row"))
            .values(**values | dict.fromkeys(self.emptied, ""))
        )

    def is_old(self) -> Any:
        ring, columns = store().keys, self.table.c
        oldest = ring.newest(personal.PURPOSE)[0], ring.newest("blind")[0]
        return or_(columns.key_number < oldest[0], columns.blind_number < oldest[1])


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


_PARTY = _Kind(_table(Party), "party", "petition_id", ("identity_number", "phone", "email", "address"))
_VISITOR = _Kind(_table(VisitPerson), "visit", "visit_id")
_WAITING = _Kind(_table(Appointment), "appointment", "id")
_READER = _Kind(_table(NoticeAddress), "notice", "id")
_KINDS = (_PARTY, _VISITOR, _WAITING, _READER)
_SPAN = 2**40  # rows of one kind; a place in the whole is its kind times this, and its number


def left() -> int:
    """People of all kinds that an older key still holds, or that lie in the clear."""
    connection = db.session().connection()
    return sum(
        connection.scalar(select(func.count()).select_from(kind.table).where(kind.is_old())) or 0 for kind in _KINDS
    )


def uses(purpose: str, number: int) -> bool:
    """Whether anybody's data still need this key."""
    column = "key_number" if purpose == personal.PURPOSE else "blind_number"
    connection = db.session().connection()
    return any(
        connection.scalar(select(kind.table.c.id).where(kind.table.c[column] == number).limit(1)) is not None
        for kind in _KINDS
    )


def fits() -> bool:
    """Whether the keys in use open the newest party and find it by its number: others put in their place do not."""
    row = db.session.scalar(select(Party).where(Party.identity_blind.is_not(None)).order_by(Party.id.desc()).limit(1))
    if row is None or row.personal is None:
        return True
    try:
        contact = personal.opened(row.personal, row.name, row.petition_id)
        return row.identity_blind in personal.identity_fingerprints(contact.identity_number)
    except (sealing.SealBrokenError, KeyMissingError):
        return False


def renew_some(after: int) -> int | None:
    """One helping inside the transaction; where it ended, to go on from; None at the end. The kinds come one after the
    other, each in the order of its numbers."""
    first, after = divmod(after, _SPAN)
    for place in range(first, len(_KINDS)):
        ended = _helping(_KINDS[place], after if place == first else 0)
        if ended is not None:
            return place * _SPAN + ended
    return None


def _helping(kind: _Kind, after: int) -> int | None:
    columns = kind.table.c
    old = select(kind.table).where(columns.id > after, kind.is_old()).order_by(columns.id).limit(HELPING)
    rows = db.session().connection().execute(old.with_for_update(skip_locked=True)).mappings().all()
    if not rows:
        return None
    db.session().connection().execute(kind.renewal(), [_renewed(dict(row), kind) for row in rows])
    return int(rows[-1]["id"])


def _renewed(row: dict[str, Any], kind: _Kind) -> dict[str, Any]:
    if row["personal"] is None:
        contact = Contact(row["identity_number"], row["phone"], row["email"], row["address"])
    else:
        contact = personal.opened(row["personal"], row["name"], row[kind.owner], kind.of)
    found = personal.locked(contact, row["name"], row[kind.owner], kind.of)
    return {
        "row": row["id"],
        "sealed": found.personal,
        "key": found.key_number,
        "blind": found.blind_number,
        "identity": found.identity_blind,
        "telephone": found.phone_blind,
    }

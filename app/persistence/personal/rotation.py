"""Parties made anew with the newest keys, a helping at a time, while the office works. What is left to do is read off
the rows themselves: killed at any moment, the next run goes on."""

from typing import Any, cast

from sqlalchemy import Table, bindparam, func, or_, select, update

from app.persistence import personal
from app.persistence.db import db, store
from app.persistence.models.petition import Party
from app.persistence.personal import Contact

HELPING = 500

_table = cast(Table, Party.__table__)
_t = _table.c
_renew = (
    update(_table)
    .where(_t.id == bindparam("row"))
    .values(
        personal=bindparam("sealed"),
        key_number=bindparam("key"),
        blind_number=bindparam("blind"),
        identity_blind=bindparam("identity"),
        phone_blind=bindparam("telephone"),
        identity_number="",
        phone="",
        email="",
        address="",
    )
)


def left() -> int:
    """Parties that an older key still holds, or that lie in the clear."""
    return db.session().connection().scalar(select(func.count()).where(_is_old())) or 0


def uses(purpose: str, number: int) -> bool:
    """Whether any party still needs this key."""
    column = _t.key_number if purpose == personal.PURPOSE else _t.blind_number
    return db.session().connection().scalar(select(_t.id).where(column == number).limit(1)) is not None


def renew_some(after: int) -> int | None:
    """One helping inside the transaction, in the order of numbers from `after` on; where it ended, None at the end."""
    old = select(_table).where(_t.id > after, _is_old()).order_by(_t.id).limit(HELPING)
    rows = db.session().connection().execute(old.with_for_update(skip_locked=True)).mappings().all()
    if not rows:
        return None
    db.session().connection().execute(_renew, [_renewed(dict(row)) for row in rows])
    return int(rows[-1]["id"])


def _is_old() -> Any:
    ring = store().keys
    return or_(_t.key_number < ring.newest(personal.PURPOSE)[0], _t.blind_number < ring.newest("blind")[0])


def _renewed(row: dict[str, Any]) -> dict[str, Any]:
    if row["personal"] is None:
        contact = Contact(row["identity_number"], row["phone"], row["email"], row["address"])
    else:
        contact = personal.opened(row["personal"], row["name"], row["petition_id"])
    found = personal.locked(contact, row["name"], row["petition_id"])
    return {
        "row": row["id"],
        "sealed": found.personal,
        "key": found.key_number,
        "blind": found.blind_number,
        "identity": found.identity_blind,
        "telephone": found.phone_blind,
    }

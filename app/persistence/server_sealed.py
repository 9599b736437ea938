"""What lies under the server's own key, made anew with the newest one, a helping at a time, while the office works.

What is left is read off the rows themselves, whose first bytes name the key: killed at any moment, the next run goes
on. Envelopes to people and what a token locks are not the server's and stay as they are.
"""

import struct
from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, LargeBinary, Table, and_, bindparam, func, literal, select, update

from app.persistence import sealing
from app.persistence.db import Base, db, store
from app.persistence.models import (
    AccountGuard,
    Attachment,
    DataRequest,
    Draft,
    ExclusionAct,
    Petition,
    Redaction,
    RegisterExport,
)
from app.persistence.models.search.asked import AskedSearch
from app.persistence.models.search.texts import FileText

PURPOSE = "seal"
HELPING = 500
_HEADER = struct.Struct(">BI")  # as persistence/sealing.py writes it


@dataclass(frozen=True, slots=True)
class Kind:
    """One column that the server's key protects, the key of its row, and the place its bytes are bound to."""

    table: Table
    key: str
    column: str
    place: str  # of the row's own columns

    def header(self) -> ColumnElement[bytes]:
        return func.substr(self.table.c[self.column], 1, _HEADER.size, type_=LargeBinary)

    def under(self, first: int, last: int) -> ColumnElement[bool]:
        """Under one of these keys of the server; the numbers sort as bytes do."""
        lowest, highest = (literal(_HEADER.pack(1, number), LargeBinary) for number in (first, last))
        return and_(self.table.c[self.column].is_not(None), self.header().between(lowest, highest))


def _kind(model: type[Base], key: str, column: str, place: str) -> Kind:
    return Kind(cast(Table, model.__table__), key, column, place)


KINDS = (
    _kind(Attachment, "id", "file_key", "attachment:{file_id}:file_key"),
    _kind(RegisterExport, "id", "file_key", "register_export:{id}:file_key"),
    _kind(AccountGuard, "user_id", "totp_sealed", "account_guard:{user_id}:totp"),
    _kind(DataRequest, "id", "sealed", "data_request:{code_hash}"),
    _kind(Draft, "token_hash", "sealed", "draft:{token_hash}:sealed"),
    _kind(Petition, "id", "sealed", "petition:{case_id}:sealed"),
    _kind(Redaction, "id", "sealed", "redaction:{case_id}:sealed"),
    _kind(ExclusionAct, "id", "sealed", "exclusion_act:{case_id}:{token}:sealed"),
    _kind(FileText, "attachment_id", "sealed", "file-text:{attachment_id}"),
    _kind(AskedSearch, "id", "sealed", "asked_search:{id}:words"),
)
"""Everything that is sealed without naming a purpose."""


def counted() -> Counter[int]:
    """How much lies under each number of the key. Files of the time before files had keys of their own count for the
    first one: which of them opens such a file, only its bytes say."""
    found: Counter[int] = Counter()
    connection = db.session().connection()
    for kind in KINDS:
        headers = select(kind.header().label("header")).where(kind.under(0, 2**32 - 1)).subquery()
        query = select(headers.c.header, func.count()).group_by(headers.c.header)
        for header, many in connection.execute(query):
            found[_HEADER.unpack(bytes(header))[1]] += many
    old = select(func.count(Attachment.id)).where(Attachment.file_key.is_(None))
    found[1] += connection.scalar(old) or 0
    return +found


def renew_some(place: int, after: Any) -> tuple[int, Any] | None:
    """One helping inside the transaction; where it ended, to go on from; None at the end."""
    while place < len(KINDS):
        ended = _helping(KINDS[place], after)
        if ended is not None:
            return place, ended
        place, after = place + 1, None
    return None


def _helping(kind: Kind, after: Any) -> Any:
    newest, _key = store().keys.newest(PURPOSE)
    key = kind.table.c[kind.key]
    old = select(kind.table).where(kind.under(0, newest - 1)).order_by(key).limit(HELPING)
    if after is not None:
        old = old.where(key > after)
    connection = db.session().connection()
    rows = connection.execute(old.with_for_update(skip_locked=True)).mappings().all()
    if not rows:
        return None
    change = update(kind.table).where(key == bindparam("row")).values({kind.column: bindparam("fresh")})
    connection.execute(change, [_renewed(dict(row), kind) for row in rows])
    return rows[-1][kind.key]


def _renewed(row: dict[str, Any], kind: Kind) -> dict[str, Any]:
    place = kind.place.format(**row)
    return {"row": row[kind.key], "fresh": sealing.seal(sealing.unseal(bytes(row[kind.column]), place), place)}

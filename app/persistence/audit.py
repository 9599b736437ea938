"""The append-only log of acts, chained by HMAC so that a changed, added or removed row shows (ASVS 16.4.2).

Rows are gathered during the transaction and written last, in one statement: the head of the chain, which all
writers share, is held only for the moment before the commit.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from app.domain.facts import Actor
from app.persistence.db import db, store
from app.persistence.models.audit import AuditEntry

ORIGIN = bytes(32)
BATCH = 2000
HEAD_LOCK = 0x7469_6570  # one number for "the head of the audit chain" among PostgreSQL's advisory locks

_table = cast(Table, AuditEntry.__table__)
_head = select(_table.c.id, _table.c.hash).order_by(_table.c.id.desc()).limit(1)
_lock_head = select(func.pg_advisory_xact_lock(HEAD_LOCK))
_append = insert(_table)


def append(
    actor: Actor,
    action: str,
    *,
    at: datetime,
    case_id: int | None = None,
    subject: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Note an act, written with the transaction. `details` takes codes and numbers, never personal data."""
    session = db.session()
    if not session.info.get("writing"):
        raise RuntimeError("an act is noted inside `with transaction():`")
    row = {
        "at": at.astimezone(UTC),
        "role": str(actor.role),
        "user_id": actor.user_id,
        "body_id": actor.body_id,
        "action": str(action),
        "case_id": case_id,
        "subject": subject,
        "details": details or {},
    }
    session.info.setdefault("audit", []).append(row)


def write_pending(session: Session) -> None:
    """Chain and write what was noted. Called by transaction() and nobody else."""
    rows: list[dict[str, Any]] = session.info.pop("audit", [])
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_lock_head)
    last = connection.execute(_head).first()
    number, previous = (last.id, last.hash) if last else (0, ORIGIN)
    _, key = store().keys.newest("audit")
    for row in rows:
        number += 1
        row["id"], row["previous"] = number, previous
        row["hash"] = previous = _hash(key, row)
    connection.execute(_append, rows)


def head() -> tuple[int, str]:
    """Number and hash of the newest row. Kept outside, it proves later that no newer rows were cut off."""
    last = db.session().execute(_head).first()
    return (last.id, last.hash.hex()) if last else (0, ORIGIN.hex())


def verify(*, expected: tuple[int, str] | None = None) -> int | None:
    """Number of the first row that does not stand, or None. `expected` is a head noted earlier."""
    _, key = store().keys.newest("audit")
    number, previous = 0, ORIGIN
    for row in _all_rows():
        number += 1
        honest = row["id"] == number and row["previous"] == previous
        if not honest or not hmac.compare_digest(row["hash"], _hash(key, row)):
            return number
        previous = row["hash"]
        if expected and expected[0] == number and expected[1] != previous.hex():
            return number
    return number + 1 if expected and expected[0] > number else None


def _all_rows() -> Iterator[dict[str, Any]]:
    """In batches: nothing stays open in the database when the reader stops early."""
    last = None
    while True:
        batch = select(_table).order_by(_table.c.id).limit(BATCH)
        rows = db.session().execute(batch if last is None else batch.where(_table.c.id > last)).mappings().all()
        yield from (dict(row) for row in rows)
        if len(rows) < BATCH:
            return
        last = rows[-1]["id"]


def _hash(key: bytes, row: dict[str, Any]) -> bytes:
    """HMAC-SHA-256 over the hash before and one spelling of the row: sorted JSON, UTC to the microsecond."""
    spelled = {name: row[name] for name in _FIELDS}
    spelled["at"] = row["at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    canonical = json.dumps(spelled, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.digest(key, row["previous"] + canonical, hashlib.sha256)


_FIELDS = ("id", "at", "role", "user_id", "body_id", "action", "case_id", "subject", "details")

"""The append-only log of acts, chained by HMAC so that a changed, added or removed row shows (ASVS 16.4.2).

Rows are gathered during the transaction and written last, in one statement: the head of the chain, which all
writers share, is held only for the moment before the commit. Each case has a chain of its own beside it, under the
same lock: no row of a case is touched for it, so a reader's entry and a step in work never wait for each other.
"""

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app.domain.facts import Actor
from app.persistence.audit import chain
from app.persistence.audit.chain import ORIGIN
from app.persistence.db import db, store
from app.persistence.models.audit import AuditEntry

HEAD_LOCK = 0x7469_6570  # one number for "the head of the audit chain" among PostgreSQL's advisory locks

_table = cast(Table, AuditEntry.__table__)
_head = select(_table.c.id, _table.c.hash).order_by(_table.c.id.desc()).limit(1)
_case_head = (
    select(_table.c.case_entry, _table.c.case_hash)
    .where(_table.c.case_id == bindparam("case"))
    .order_by(_table.c.id.desc())
    .limit(1)
)
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
    from_state: str | None = None,
    ground: str | None = None,
    purpose: str | None = None,
) -> None:
    """Note an act, written with the transaction. `details` takes codes and numbers, never personal data. `from_state`:
    of the case, before; `ground`: id of the rule of law; `purpose`: of a reading (domain/keeping/personal.py)."""
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
        "office_id": actor.office_id,
        "from_state": str(from_state) if from_state else None,
        "ground": ground,
        "purpose": purpose,
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
    key_number, key = store().keys.newest("audit")
    heads: dict[int, tuple[int, bytes]] = {}
    for row in rows:
        number += 1
        row["id"], row["previous"] = number, previous
        row["key_number"] = key_number if key_number > 1 else None
        _place_in_case(connection, heads, row)
        spelling = chain.spelled(row)
        row["hash"] = previous = chain.keyed(key, previous, spelling)
        row["case_hash"] = None
        if row["case_id"] is not None:
            row["case_hash"] = chain.case_hash(row, spelling)
            heads[row["case_id"]] = (row["case_entry"], row["case_hash"])
    connection.execute(_append, rows)


def _place_in_case(connection: Connection, heads: dict[int, tuple[int, bytes]], row: dict[str, Any]) -> None:
    """Which entry of its case a row is, and what it follows there."""
    case_id = row["case_id"]
    row["case_entry"] = row["case_previous"] = None
    if case_id is None:
        return
    if case_id not in heads:
        last = connection.execute(_case_head, {"case": case_id}).first()
        heads[case_id] = (last.case_entry, last.case_hash) if last and last.case_hash else (0, ORIGIN)
    entries, head_of_case = heads[case_id]
    row["case_entry"], row["case_previous"] = entries + 1, head_of_case


def head() -> tuple[int, str]:
    """Number and hash of the newest row. Kept outside, it proves later that no newer rows were cut off."""
    last = db.session().execute(_head).first()
    return (last.id, last.hash.hex()) if last else (0, ORIGIN.hex())

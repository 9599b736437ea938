"""Reading the whole log again: which rows do not stand, and does it still lead to a checkpoint? Memory stays flat."""

import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, select, tuple_, type_coerce

from app.domain.keeping.proofs import Statement
from app.persistence.audit import _table, chain
from app.persistence.audit.anchors import recomputed
from app.persistence.audit.chain import ORIGIN
from app.persistence.db import db, store
from app.persistence.keyring import KeyMissingError, KeyRing

BATCH = 5000
MOST = 100  # findings told; a log rewritten from some row on would name millions

CHANGED = "changed"  # edited, put in, or moved to another place: whatever it was, this row was never written so
MISSING = "missing"  # taken out: the numbers before and after it are there
UNLINKED = "unlinked"  # does not follow the row before
CASE_BROKEN = "case_broken"  # the chain of this case has a gap or a false link
CUT_OFF = "cut_off"  # the checkpoint knows more rows
REWRITTEN = "rewritten"  # the row stands by itself, but the checkpoint saw another
ROOT_DIFFERS = "root_differs"  # the chains of the cases are not those of the checkpoint

NO_ROW_OF_OURS = (ValueError, TypeError, AttributeError, OverflowError, KeyMissingError)
"""What reading something raises that we cannot have written: a word where a number stands, no JSON, an unknown key."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where the log does not stand. `row` is a number in the log; `case_id` where one is known."""

    what: str
    row: int
    case_id: int | None = None


def quiet(rows: int) -> None:
    """Tells nobody how far it is."""


def verify(against: Statement | None = None, *, progress: Progress = quiet) -> list[Finding]:
    """Everything that does not stand, at most MOST; nothing when the log is whole. A row cut off the end shows only
    against a checkpoint."""
    found: list[Finding] = []
    for finding in _findings(against, progress):
        found.append(finding)
        if len(found) >= MOST:
            break
    return found


def _findings(against: Statement | None, progress: Progress) -> Iterator[Finding]:
    yield from _global_chain(against, progress)
    yield from _case_chains()
    if against and not _leads_to(against):
        yield Finding(ROOT_DIFFERS, against.rows)


def _leads_to(against: Statement) -> bool:
    try:
        return recomputed(against.rows).root == against.root
    except NO_ROW_OF_OURS:
        return False


def _global_chain(against: Statement | None, progress: Progress) -> Iterator[Finding]:
    expected, previous, trusted, ring = 1, ORIGIN, True, store().keys
    for row in _all_rows(progress):
        number = row["id"]
        if number > expected:
            yield Finding(MISSING, expected)
            trusted = False
        stands = _stands(row, ring)
        if not stands:
            yield Finding(CHANGED, number, row["case_id"])
        elif trusted and row["previous"] != previous:
            yield Finding(UNLINKED, number, row["case_id"])
        if against and number == against.rows and row["hash"] != against.head:
            yield Finding(REWRITTEN, number, row["case_id"])
        expected, previous, trusted = max(expected, number + 1), row["hash"], stands
    if against and against.rows >= expected:
        yield Finding(CUT_OFF, expected)


def _stands(row: dict[str, Any], ring: KeyRing) -> bool:
    try:
        if isinstance(row["details"], str):
            row["details"] = {} if row["details"] == "{}" else json.loads(row["details"])
        spelling = chain.spelled(row)
        key = ring.key("audit", row["key_number"] or 1)
        if not hmac.compare_digest(chain.keyed(key, row["previous"], spelling), row["hash"]):
            return False
        in_case = chain.case_hash(row, spelling) if row["case_previous"] is not None else None
        return bool(in_case == row["case_hash"])
    except NO_ROW_OF_OURS:
        return False


def _all_rows(progress: Progress) -> Iterator[dict[str, Any]]:
    """In batches: nothing stays open in the database when the reader stops early."""
    last, done = None, 0
    names = [column.name for column in _table.columns]
    while True:
        batch = select(*_read_columns()).order_by(_table.c.id).limit(BATCH)
        rows = db.session().connection().execute(batch if last is None else batch.where(_table.c.id > last)).all()
        for values in rows:
            row = dict(zip(names, values, strict=True))
            if isinstance(row["at"], str):
                row["at"] = _Spelled(row["at"])
            yield row
        done += len(rows)
        _let_go()
        progress(done)
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


def _let_go() -> None:
    """Rows are only added, so a reading needs no single view of them; a long one holds back the write-ahead log."""
    if not db.session().info.get("writing"):
        db.session().rollback()


class _Spelled(str):
    """An instant as SQLite keeps it: put into our spelling without making a datetime of it, a million times."""

    __slots__ = ()

    def __format__(self, _pattern: str) -> str:
        return f"{self[:10]}T{self[11:]}Z" if len(self) == 26 else f"{self[:10]}T{self[11:]}.000000Z"


def _read_columns() -> list[ColumnElement[Any]]:
    is_sqlite = db.engine.dialect.name == "sqlite"
    raw = ("at", "details") if is_sqlite else ()
    return [type_coerce(column, String) if column.name in raw else column for column in _table.columns]


def _case_chains() -> Iterator[Finding]:
    """Each case by itself, in the order of the index: names the case whose entry is gone."""
    t = _table.c
    columns = (t.case_id, t.id, t.case_entry, t.case_previous, t.case_hash)
    last, case_id, entries, head = (0, 0), None, 0, ORIGIN
    while True:
        later = tuple_(t.case_id, t.id) > last
        query = select(*columns).where(t.case_id.is_not(None), later).order_by(t.case_id, t.id).limit(BATCH)
        rows = db.session().connection().execute(query).all()
        for its_case, number, entry, before, own in rows:
            if its_case != case_id:
                case_id, entries, head = its_case, 0, ORIGIN
            if entry is None and entries == 0:
                continue  # older than the chains of cases
            if entry != entries + 1 or before != head:
                yield Finding(CASE_BROKEN, number, case_id)
            entries = entry if isinstance(entry, int) else 0
            head = own or ORIGIN
        if len(rows) < BATCH:
            return
        last = (rows[-1].case_id, rows[-1].id)


def case_stands(entries: Sequence[dict[str, Any]]) -> bool:
    """Whether every entry of one case, in its order, is as it was written and follows the one before. That the last
    ones were cut off shows only against a checkpoint."""
    number, head, ring = 0, ORIGIN, store().keys
    for row in entries:
        if row["case_entry"] is None and number == 0:
            continue  # older than the chains of cases
        if row["case_entry"] != number + 1 or row["case_previous"] != head or not _stands(row, ring):
            return False
        number, head = number + 1, row["case_hash"]
    return True


__all__ = [
    *("CASE_BROKEN", "CHANGED", "CUT_OFF", "MISSING", "REWRITTEN", "ROOT_DIFFERS", "UNLINKED"),
    *("Finding", "case_stands", "verify"),
]

"""Checkpoints: the heads of all chains under one root, signed by the instance; and the proof of one case."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Table, func, insert, select

from app.domain.keeping import proofs
from app.domain.keeping.proofs import ORIGIN, Path, Statement
from app.persistence.audit import _table, chain
from app.persistence.db import db, store
from app.persistence.models.audit import AuditCheckpoint

BATCH = 5000
_BLOCK = struct.Struct(">I32s")
_checkpoints = cast(Table, AuditCheckpoint.__table__)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The chains of all cases as they stood at a row."""

    root: bytes
    cases: int
    blocks: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class CaseProof:
    """A case's entries up to a checkpoint, and the way from their head to its root."""

    entries: tuple[tuple[bytes, bytes], ...]  # keyed hash and spelling
    block: int
    path: Path
    block_path: Path


def recomputed(rows: int) -> Gathered:
    """The tree over the chains of all cases, from the rows up to one. Reads in batches by case; memory stays flat."""
    found: list[tuple[int, bytes]] = []
    cases = 0
    for block, root, count in proofs.blocks(_heads(rows)):
        found.append((block, root))
        cases += count
    return Gathered(proofs.root([proofs.block_leaf(*each) for each in found]), cases, tuple(found))


def _heads(rows: int, first: int = 0, last: int = 2**62) -> Iterator[tuple[int, int, bytes]]:
    t = _table.c
    after = first - 1
    while True:
        newest = (
            select(func.max(t.id).label("id"))
            .where(t.case_id > after, t.case_id <= last, t.id <= rows)
            .group_by(t.case_id)
            .order_by(t.case_id)
            .limit(BATCH)
            .subquery()
        )
        query = select(t.case_id, t.case_entry, t.case_hash).join(newest, newest.c.id == t.id).order_by(t.case_id)
        found = db.session().connection().execute(query).all()
        for row in found:
            yield row.case_id, row.case_entry or 0, bytes(row.case_hash or ORIGIN)
        if len(found) < BATCH:
            return
        after = found[-1].case_id


def newest() -> AuditCheckpoint | None:
    return db.session.scalar(select(AuditCheckpoint).order_by(AuditCheckpoint.id.desc()).limit(1))


def by_number(number: int) -> AuditCheckpoint | None:
    return db.session.get(AuditCheckpoint, number)


def listed(limit: int = 60) -> list[AuditCheckpoint]:
    """The newest first."""
    return list(db.session.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.id.desc()).limit(limit)))


def public_key() -> bytes:
    """The key that checkpoints of this instance are signed with now; shown to who keeps them outside."""
    _, seed = store().keys.newest("checkpoint")
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def add(gathered: Gathered, rows: int, head: bytes, *, at: datetime) -> Statement:
    """Sign and keep a checkpoint, inside the transaction."""
    last = newest()
    previous = last.statement().digest() if last else ORIGIN
    number = last.id + 1 if last else 1
    made_at = at.replace(microsecond=0)
    statement = Statement(number, made_at, rows, head, gathered.cases, gathered.root, previous)
    _, seed = store().keys.newest("checkpoint")
    key = Ed25519PrivateKey.from_private_bytes(seed)
    row = {
        "id": number,
        "made_at": made_at,
        "rows": rows,
        "head": head,
        "cases": gathered.cases,
        "root": gathered.root,
        "previous": previous,
        "public_key": key.public_key().public_bytes_raw(),
        "signature": key.sign(statement.text().encode()),
        "blocks": b"".join(_BLOCK.pack(*block) for block in gathered.blocks),
    }
    db.session().connection().execute(insert(_checkpoints), row)
    return statement


def is_signed(text: str, signature: bytes, key: bytes) -> bool:
    """Whether a key of this length signed exactly these words."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def hash_of(row: int) -> bytes | None:
    """The hash of one row of the log, as it is kept now."""
    found = db.session().connection().scalar(select(_table.c.hash).where(_table.c.id == row))
    return bytes(found) if found is not None else None


def prove(case_id: int, checkpoint: AuditCheckpoint) -> CaseProof | None:
    """What shows to anybody that these are all entries of a case up to a checkpoint; None when it has none yet."""
    block = case_id // proofs.BLOCK
    heads = list(_heads(checkpoint.rows, block * proofs.BLOCK, block * proofs.BLOCK + proofs.BLOCK - 1))
    index = next((i for i, each in enumerate(heads) if each[0] == case_id), None)
    known = [_BLOCK.unpack_from(checkpoint.blocks, i) for i in range(0, len(checkpoint.blocks), _BLOCK.size)]
    place = next((i for i, each in enumerate(known) if each[0] == block), None)
    if index is None or place is None:
        return None
    leaves = [proofs.leaf(*each) for each in heads]
    tops = [proofs.block_leaf(*each) for each in known]
    return CaseProof(
        _spelled_entries(case_id, checkpoint.rows), block, proofs.path(leaves, index), proofs.path(tops, place)
    )


def entries_of(case_id: int, rows: int | None = None) -> list[dict[str, Any]]:
    """The log of one case, in its order."""
    query = select(_table).where(_table.c.case_id == case_id).order_by(_table.c.id)
    found = db.session().connection().execute(query if rows is None else query.where(_table.c.id <= rows))
    return [dict(row) for row in found.mappings()]


def _spelled_entries(case_id: int, rows: int) -> tuple[tuple[bytes, bytes], ...]:
    found = entries_of(case_id, rows)
    return tuple((bytes(row["hash"]), chain.spelled(row)) for row in found if row["case_entry"] is not None)

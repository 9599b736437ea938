"""Signed statements of how the log of acts stands, and what is given out of them: files, and the proof of one case."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.facts import SYSTEM, Actor
from app.domain.keeping import proof_tool, proofs
from app.domain.keeping.proofs import Statement
from app.domain.refusals import BadInput, NotFound
from app.persistence import audit
from app.persistence.audit import anchors
from app.persistence.models.audit import AuditCheckpoint
from app.persistence.queries import cases
from app.persistence.transaction import transaction

LARGEST_FILE = 20_000  # bytes; a checkpoint has some eight hundred


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that somebody kept outside, read again: its signature is good."""

    statement: Statement
    public_key: bytes

    @property
    def is_ours(self) -> bool:
        """Signed with the key that this instance signs with now."""
        return self.public_key == anchors.public_key()


def make(*, at: datetime, actor: Actor = SYSTEM) -> Statement:
    """Make a checkpoint of the log as it stands; the newest one again when nothing has been noted since."""
    rows, head = audit.head()
    newest = anchors.newest()
    if newest is not None and newest.rows + 1 >= rows:  # its own making is the one row since
        return newest.statement()
    gathered = anchors.recomputed(rows)
    with transaction():
        statement = anchors.add(gathered, rows, bytes.fromhex(head), at=at)
        audit.append(actor, "audit.checkpoint", at=at, details={"number": statement.number, "rows": rows})
    return statement


def by_number(actor: Actor, number: int) -> AuditCheckpoint:
    """One checkpoint, for the inspectorate."""
    access.require_role(actor, Action.AUDIT_VIEW)
    found = anchors.by_number(number)
    if found is None:
        raise NotFound("checkpoint_not_found")
    return found


def as_file(checkpoint: AuditCheckpoint) -> dict[str, str]:
    """What is downloaded and mailed."""
    return {
        "statement": checkpoint.statement().text(),
        "signature": bytes(checkpoint.signature).hex(),
        "public_key": bytes(checkpoint.public_key).hex(),
    }


def read(content: bytes) -> Kept:
    """A checkpoint file again; BadInput where it is none, or its signature is false."""
    try:
        said = json.loads(content[:LARGEST_FILE])
        text, key = said["statement"], bytes.fromhex(said["public_key"])
        signature = bytes.fromhex(said["signature"])
        statement = proofs.read_statement(text)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput("checkpoint_unreadable", field="file") from None
    if not anchors.is_signed(text, signature, key):
        raise BadInput("checkpoint_unsigned", field="file")
    return Kept(statement, key)


def broken_links(checkpoints: Sequence[AuditCheckpoint]) -> list[int]:
    """Numbers of kept checkpoints, newest first, whose signature is false or which do not follow the one before."""
    found = []
    for index, each in enumerate(checkpoints):
        before = checkpoints[index + 1] if index + 1 < len(checkpoints) else None
        follows = before is None or before.statement().digest() == each.previous
        if not follows or not anchors.is_signed(each.statement().text(), each.signature, each.public_key):
            found.append(each.id)
    return found


def agrees(kept: Kept) -> bool:
    """Whether the log still holds the row that the checkpoint names last, and this instance had signed it."""
    return kept.is_ours and anchors.hash_of(kept.statement.rows) == kept.statement.head


def tool() -> str:
    """The program that checks proofs and checkpoints anywhere: one file of Python, needing nothing else."""
    return Path(proof_tool.__file__).read_text(encoding="utf-8")


def prove(actor: Actor, case_id: int, *, at: datetime) -> dict[str, Any]:
    """The proof of one case against the newest checkpoint, for who may read its log; giving it out is on record."""
    case = cases.seen(actor, case_id)
    if case is None:
        raise NotFound("case_not_found")
    access.require(actor, Action.CASE_LOG_VIEW, case.facts())
    found = proof_of(case_id, case.number)
    with transaction():
        audit.append(actor, "audit.proof", at=at, case_id=case_id, details={"entries": len(found["entries"])})
    return found


def proof_of(case_id: int, number: str) -> dict[str, Any]:
    """The same for who stands at the machine. NotFound until a checkpoint covers the case."""
    checkpoint = anchors.newest()
    proof = anchors.prove(case_id, checkpoint) if checkpoint else None
    if checkpoint is None or proof is None:
        raise NotFound("checkpoint_not_found")
    return {
        "case": case_id,
        "number": number,
        "checkpoint": as_file(checkpoint),
        "entries": [{"hash": keyed.hex(), "row": spelled.decode()} for keyed, spelled in proof.entries],
        "block": proof.block,
        "path": [[side, neighbour.hex()] for side, neighbour in proof.path],
        "block_path": [[side, neighbour.hex()] for side, neighbour in proof.block_path],
    }

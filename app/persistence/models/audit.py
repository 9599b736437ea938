"""The audit log: what was done or read, by whom, in which office, on which ground. Rows are only added; each is chained
to the one before, and to the one before of its case. Checkpoints say, signed, how it stood at a moment."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.keeping.proofs import Statement
from app.persistence.db import Base
from app.persistence.types import BigId, Json


class AuditEntry(Base):
    """One act. `id` counts without gaps. No personal data in `details`: the log outlives what is erased."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_case", "case_id", "id"),
        Index("ix_audit_entry_user", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    role: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(BigInteger)  # no foreign key: the log stands by itself
    body_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(120))
    details: Mapped[dict[str, Any]]
    office_id: Mapped[int | None] = mapped_column(BigInteger)  # in which office (post held from a date to a date)
    from_state: Mapped[str | None] = mapped_column(String(40))  # of the case, before the act
    ground: Mapped[str | None] = mapped_column(String(80))  # rule of the lawbook that allowed or demanded it
    purpose: Mapped[str | None] = mapped_column(String(40))  # of a reading; a member of Purpose
    key_number: Mapped[int | None] = mapped_column(SmallInteger)  # of the chain's key; None is the first
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    case_entry: Mapped[int | None] = mapped_column(Integer)  # counts within the case, without gaps
    case_previous: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    case_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class AuditCheckpoint(Base):
    """A signed statement of how the log stood. Kept outside, it proves later that nothing was cut off or rewritten."""

    __tablename__ = "audit_checkpoint"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    rows: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[bytes] = mapped_column(LargeBinary(32))
    cases: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    blocks: Mapped[bytes] = mapped_column(LargeBinary)  # 36 bytes each: number and root, so that a proof is quick

    def statement(self) -> Statement:
        return Statement(
            self.id, self.made_at, self.rows, bytes(self.head), self.cases, bytes(self.root), bytes(self.previous)
        )


class AuditCheck(Base):
    """A reading of the whole log that somebody asked for: how far it is, and what it found."""

    __tablename__ = "audit_check"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(BigInteger)
    rows: Mapped[int] = mapped_column(BigInteger)  # to be read
    done: Mapped[int] = mapped_column(BigInteger, default=0)
    found: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    finished_at: Mapped[datetime | None]

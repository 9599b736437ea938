"""Holds that keep a file whatever its term, and destructions with their lists (procedure.md 8.3)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.persistence.db import Base
from app.persistence.models.case import Case
from app.persistence.models.user import User


class LegalHold(Base):
    """While it stands, nothing of the case is destroyed. One at a time for a case."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index(
            "ix_legal_hold_case",
            "case_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    reason: Mapped[str] = mapped_column(Text)
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    placed_at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    lifted_at: Mapped[datetime | None]

    placed_by: Mapped[User] = relationship(foreign_keys=[placed_by_id])


class Destruction(Base):
    """A list of files whose term is over, made by one person and decided by the head."""

    __tablename__ = "destruction"
    __table_args__ = (Index("ix_destruction_body", "body_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    listed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    listed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    number: Mapped[str] = mapped_column(String(60), default="")  # of the decision, with its date
    signed_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    items: Mapped[list["DestructionItem"]] = relationship(order_by="DestructionItem.case_id")
    listed_by: Mapped[User] = relationship(foreign_keys=[listed_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class DestructionItem(Base):
    """One file of a list. It keeps the number of the case and nothing of its content."""

    __tablename__ = "destruction_item"

    destruction_id: Mapped[int] = mapped_column(ForeignKey("destruction.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(80))
    kept_until: Mapped[date]
    destroyed_at: Mapped[datetime | None]
    spared: Mapped[str] = mapped_column(String(40), default="")  # why it was not destroyed: held, opened_again

    case: Mapped[Case] = relationship()

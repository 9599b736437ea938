"""A file of a register that the worker makes: asked for by one person, kept sealed for a day, for nobody else."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.reception.registers import Book, ExportState
from app.persistence.db import Base
from app.persistence.types import EnumText, Json


class RegisterExport(Base):
    """What was chosen, how far it has come, and where the file lies."""

    __tablename__ = "register_export"
    __table_args__ = (
        Index("ix_register_export_asker", "asked_by_id", "asked_at"),
        Index("ix_register_export_asked", "asked_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("held_office.id"))  # in which it was asked: its rights hold
    asked_at: Mapped[datetime]
    book: Mapped[Book] = mapped_column(EnumText(Book))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    format: Mapped[str] = mapped_column(String(4))  # xlsx, csv, pdf
    chosen: Mapped[dict[str, Any]] = mapped_column(Json)
    purpose: Mapped[str | None] = mapped_column(String(20))  # of reading personal data whole; None: masked
    state: Mapped[ExportState] = mapped_column(EnumText(ExportState), default=ExportState.ASKED)
    lines: Mapped[int] = mapped_column(Integer, default=0)  # expected
    done: Mapped[int] = mapped_column(Integer, default=0)  # written so far
    moved_at: Mapped[datetime]  # when `done` last grew: whoever stands still has died
    file_id: Mapped[str | None] = mapped_column(String(32))
    file_key: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed by the server
    size: Mapped[int] = mapped_column(Integer, default=0)

"""The index, where PostgreSQL is its engine."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import Json

TERMS = Text().with_variant(TSVECTOR(), "postgresql")
"""The streams of the analyser as lexemes; on SQLite the table stays empty."""


class SearchGeneration(Base):
    """One building of the index in this database; the current one answers."""

    __tablename__ = "search_generation"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    is_current: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[dict[str, Any]] = mapped_column(Json)


class SearchEntry(Base):
    """One document of a generation."""

    __tablename__ = "search_entry"
    __table_args__ = (
        Index("ix_search_entry_newest", "generation_id", "rank", "key"),
        Index("ix_search_entry_terms", "terms", postgresql_using="gin"),
    )

    generation_id: Mapped[int] = mapped_column(ForeignKey("search_generation.id"), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rank: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(Integer)
    terms: Mapped[str] = mapped_column(TERMS)

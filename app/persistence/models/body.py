"""Public bodies (cơ quan), each as it stood in one period."""

from datetime import date

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.facts import BodyFacts
from app.domain.vocabulary import BodyLevel
from app.persistence.db import Base
from app.persistence.types import EnumText, Json

BEGINNING = date(1900, 1, 1)  # stands for "before our records", so that (code, valid_from) can be unique


class Body(Base):
    """`fields` are the fields of work it handles (dat_dai …); `verified` says how sure the data are."""

    __tablename__ = "body"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(160))
    short_name: Mapped[str] = mapped_column(String(80))
    level: Mapped[BodyLevel] = mapped_column(EnumText(BodyLevel))
    type: Mapped[str] = mapped_column(String(24))
    parent_code: Mapped[str | None] = mapped_column(String(24))
    head_title: Mapped[str] = mapped_column(String(80))
    fields: Mapped[list[str]] = mapped_column(Json)
    doc_symbol: Mapped[str] = mapped_column(String(24))
    unit_code: Mapped[str | None] = mapped_column(String(8))
    valid_from: Mapped[date] = mapped_column(default=BEGINNING)
    valid_to: Mapped[date | None]
    successor_code: Mapped[str | None] = mapped_column(String(24))
    verified: Mapped[str] = mapped_column(String(160), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(Integer)  # counts changes by itself; the caches look at it
    is_edited: Mapped[bool] = mapped_column(default=False)  # by an administrator: the seed leaves it alone

    __mapper_args__ = {"version_id_col": revision}

    def facts(self) -> BodyFacts:
        return BodyFacts(
            id=self.id,
            code=self.code,
            name=self.name,
            level=self.level,
            type=self.type,
            head_title=self.head_title,
            parent_code=self.parent_code,
            unit_code=self.unit_code,
            fields=frozenset(self.fields),
            valid_from=None if self.valid_from == BEGINNING else self.valid_from,
            valid_to=self.valid_to,
            successor_code=self.successor_code,
        )

"""What petitions are about: content classes of the reports (A…) and classes of field reports (B…)."""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base
from app.persistence.types import Json


class Category(Base):
    """`field` is the field of work that decides competence; `handlers` who usually handles it: body codes of
    January 2025, or `ubnd_commune`, `ubnd_district`, `police_commune`, `issuing_body`, `managing_body`."""

    __tablename__ = "category"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    parent_code: Mapped[str | None] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    name_km: Mapped[str] = mapped_column(String(120))
    kinds: Mapped[list[str]] = mapped_column(Json)  # values of CaseKind
    field: Mapped[str | None] = mapped_column(String(40))
    levels: Mapped[list[str]] = mapped_column(Json)  # values of BodyLevel, the usual first
    handlers: Mapped[list[str]] = mapped_column(Json)
    keywords: Mapped[list[str]] = mapped_column(Json)
    report_line: Mapped[str] = mapped_column(String(80), default="")
    revision: Mapped[int] = mapped_column(Integer)  # counts changes by itself; the caches look at it

    __mapper_args__ = {"version_id_col": revision}

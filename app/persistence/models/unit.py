"""Administrative units and hamlets, each with its period: a new commune keeps the code of one it replaced."""

from datetime import date

from sqlalchemy import Float, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.vocabulary import BodyLevel
from app.persistence.db import Base
from app.persistence.models.body import BEGINNING
from app.persistence.types import EnumText


class AdminUnit(Base):
    """Province, district or commune. `in_remote_area` None: the province has not said; no law does."""

    __tablename__ = "admin_unit"
    __table_args__ = (UniqueConstraint("code", "valid_from"), Index("ix_admin_unit_parent", "parent_code"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(8))
    level: Mapped[BodyLevel] = mapped_column(EnumText(BodyLevel))
    type: Mapped[str] = mapped_column(String(16))  # xa, phuong, thi_tran, huyen, thi_xa …
    name: Mapped[str] = mapped_column(String(80))
    full_name: Mapped[str] = mapped_column(String(100))
    parent_code: Mapped[str | None] = mapped_column(String(8))
    valid_from: Mapped[date] = mapped_column(default=BEGINNING)
    valid_to: Mapped[date | None]
    successor_code: Mapped[str | None] = mapped_column(String(8))  # the unit it became part of, whole
    legal_basis: Mapped[str] = mapped_column(String(120), default="")
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    population: Mapped[int | None] = mapped_column(Integer)  # census of 2019
    in_remote_area: Mapped[bool | None]  # vùng sâu, vùng xa, đi lại khó khăn (LKN Đ28, Đ33, Đ37, Đ44)
    remote_source: Mapped[str] = mapped_column(String(160), default="")  # who decided that, in which document
    revision: Mapped[int] = mapped_column(Integer)  # counts changes by itself; the caches look at it
    is_edited: Mapped[bool] = mapped_column(default=False)  # by an administrator: the seed leaves it alone

    __mapper_args__ = {"version_id_col": revision}


class Hamlet(Base):
    """Ấp or khóm of a commune, of the commune's period."""

    __tablename__ = "hamlet"
    __table_args__ = (UniqueConstraint("unit_code", "valid_from", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    unit_code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date] = mapped_column(default=BEGINNING)
    valid_to: Mapped[date | None]
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    is_verified: Mapped[bool]  # seen in a source; else plausible, for the demo only
    revision: Mapped[int] = mapped_column(Integer)  # counts changes by itself; the caches look at it

    __mapper_args__ = {"version_id_col": revision}

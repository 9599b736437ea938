"""Hot spots, what was counted in them, and what was done about them. No words of a petition are kept: what a spot is
called is read from the cases that the reader may see."""

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.escalation.hot_spots import About
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.user import User
from app.persistence.types import EnumText

IS_OPEN = text("over_on IS NULL")


class HotSpot(Base):
    """One thing that gathers petitions or visits, from the day it was found. `subject` is a blinded fingerprint."""

    __tablename__ = "hot_spot"
    __table_args__ = (
        Index("ix_hot_spot_open", "rule_id", "subject", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_hot_spot_body", "body_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(80))  # lawbook/hot_spots.toml
    about: Mapped[About] = mapped_column(EnumText(About, 12))
    subject: Mapped[str] = mapped_column(String(64))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))  # whose head answers for it
    unit_code: Mapped[str | None] = mapped_column(String(8))
    found_on: Mapped[date]
    hot_on: Mapped[date]  # the last day on which it was still so
    over_on: Mapped[date | None]
    many: Mapped[int] = mapped_column(Integer)
    people: Mapped[int] = mapped_column(Integer)
    usual: Mapped[float] = mapped_column(Float)  # in as many days

    body: Mapped[Body] = relationship()
    items: Mapped[list["HotSpotItem"]] = relationship(order_by="HotSpotItem.id")
    acts: Mapped[list["HotSpotAct"]] = relationship(order_by="HotSpotAct.id")


class HotSpotItem(Base):
    """A case or a visit that counts in a spot."""

    __tablename__ = "hot_spot_item"
    __table_args__ = (
        Index("ix_hot_spot_item_spot", "hot_spot_id"),
        Index("ix_hot_spot_item_case", "hot_spot_id", "case_id", unique=True),
        Index("ix_hot_spot_item_visit", "hot_spot_id", "visit_id", unique=True),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hot_spot_id: Mapped[int] = mapped_column(ForeignKey("hot_spot.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))


class HotSpotAct(Base):
    """What somebody did about it. Append-only."""

    __tablename__ = "hot_spot_act"
    __table_args__ = (Index("ix_hot_spot_act_spot", "hot_spot_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hot_spot_id: Mapped[int] = mapped_column(ForeignKey("hot_spot.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    what: Mapped[str] = mapped_column(Text)

    by: Mapped[User] = relationship()

"""One message to one reader, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.notices import Fate, Way
from app.persistence.db import Base
from app.persistence.models.notices.address import NoticeAddress
from app.persistence.types import BigId, EnumText

IS_UNCERTAIN = text("fate = 'uncertain'")
WENT_OUT = text("handed_at IS NOT NULL")


class Delivery(Base):
    """`facts` holds numbers, codes and days; the words are made of them when it is sent, in the reader's language."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_once", "key", unique=True),
        Index("ix_delivery_address", "address_id", "handed_at"),
        Index("ix_delivery_case", "case_id", "id"),
        Index("ix_delivery_way", "way", "handed_at", sqlite_where=WENT_OUT, postgresql_where=WENT_OUT),
        Index("ix_delivery_uncertain", "id", sqlite_where=IS_UNCERTAIN, postgresql_where=IS_UNCERTAIN),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(120))  # what it is about and to whom: planned again it is the same
    address_id: Mapped[int] = mapped_column(ForeignKey("notice_address.id"))
    way: Mapped[Way] = mapped_column(EnumText(Way, 8))
    topic: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None] = mapped_column(Integer)
    facts: Mapped[dict[str, Any]]
    fate: Mapped[Fate] = mapped_column(EnumText(Fate, 12), default=Fate.WAITING)
    provider: Mapped[str] = mapped_column(String(20), default="")
    reference: Mapped[str] = mapped_column(String(80), default="")
    error: Mapped[str] = mapped_column(String(60), default="")
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    planned_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    address: Mapped[NoticeAddress] = relationship()

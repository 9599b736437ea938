"""Two cases that somebody has read and found to be different."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.persistence.db import Base


class SetApart(Base):
    """Never of a sealed case: the row goes when one of the two is sealed."""

    __tablename__ = "set_apart"
    __table_args__ = (Index("ix_set_apart_other", "other_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)  # the lower of the two numbers
    other_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]

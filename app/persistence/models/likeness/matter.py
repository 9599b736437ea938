"""Matter (nhóm đơn cùng vụ việc): petitions of several people about one thing, each a case of its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.persistence.db import Base
from app.persistence.models.body import Body


class Matter(Base):
    """Made by officers; numbered by the year within a body. Who sees none of its cases does not see it."""

    __tablename__ = "matter"
    __table_args__ = (Index("ix_matter_number", "body_id", "year", "number", unique=True),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(200))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]

    body: Mapped[Body] = relationship()

    @property
    def code(self) -> str:
        """What it is called within its body."""
        return f"{self.number}/{self.year}"


class MatterCase(Base):
    """A case in at most one matter; never a sealed one."""

    __tablename__ = "matter_case"
    __table_args__ = (Index("ix_matter_case_matter", "matter_id", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True, autoincrement=False)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime]

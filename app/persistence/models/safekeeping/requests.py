"""What somebody asks about his own data (Luật 91/2025/QH15)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.keeping.rights import DataRight, RequestState
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.user import User
from app.persistence.types import EnumText


class DataRequest(Base):
    """One request. Who asks, and in what words, lies sealed; the due dates are those of the day it came."""

    __tablename__ = "data_request"
    __table_args__ = (Index("ix_data_request_body", "body_id", "state", "done_by"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    kind: Mapped[DataRight] = mapped_column(EnumText(DataRight))
    state: Mapped[RequestState] = mapped_column(EnumText(RequestState))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # name, numbers, words
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the code on the receipt
    received_at: Mapped[datetime]
    rule_id: Mapped[str] = mapped_column(String(80))
    answer_by: Mapped[date]
    done_by: Mapped[date]
    is_extended: Mapped[bool] = mapped_column(default=False)
    identity_checked_at: Mapped[datetime | None]  # the person has shown who he is
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(Text, default="")  # what the person is told

    body: Mapped[Body] = relationship()
    ended_by: Mapped[User | None] = relationship()

"""Case events: the append-only story of a case, one row a step."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.offices.held import Capacity
from app.domain.vocabulary import State, Step
from app.persistence.db import Base
from app.persistence.types import EnumText, Json, UtcDateTime


class CaseEvent(Base):
    """Who took which step when, on which document and article. `document_on`, not the click, starts clocks."""

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    step: Mapped[Step] = mapped_column(EnumText(Step))
    from_state: Mapped[State | None] = mapped_column(EnumText(State))
    to_state: Mapped[State] = mapped_column(EnumText(State))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    actor_role: Mapped[str] = mapped_column(String(20))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("held_office.id"))  # in which the actor acted
    capacity: Mapped[Capacity | None] = mapped_column(EnumText(Capacity, 8))  # None: before offices were kept
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegation.id")
    )  # the paper a KT., TL., TUQ. rests on
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    rule_id: Mapped[str] = mapped_column(String(80))
    document: Mapped[str | None] = mapped_column(String(32))  # DocumentKind
    document_number: Mapped[str] = mapped_column(String(60), default="")
    document_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="")  # shown to the citizen where the step concerns him
    note: Mapped[str] = mapped_column(Text, default="")  # inside the authority only
    details: Mapped[dict[str, Any] | None] = mapped_column(Json)

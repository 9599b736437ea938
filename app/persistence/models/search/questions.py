"""Questions and answers (hỏi đáp) that a body publishes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.types import Json

IS_RELEASED = "released_on IS NOT NULL AND withdrawn_at IS NULL"


class PublicQuestion(Base):
    """Written by staff, public from its release by the head until it is withdrawn. `texts`: language to question and
    answer; Vietnamese always. `case_id`: the answered case it was made from, for its own staff alone."""

    __tablename__ = "public_question"
    __table_args__ = (
        Index("ix_public_question_body", "body_id", "id"),
        Index("ix_public_question_case", "case_id"),
        Index(
            "ix_public_question_released",
            "released_on",
            "id",
            sqlite_where=text(IS_RELEASED),
            postgresql_where=text(IS_RELEASED),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    category_code: Mapped[str | None] = mapped_column(String(16))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    texts: Mapped[dict[str, Any]] = mapped_column(Json)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    released_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body] = relationship()

    @property
    def is_public(self) -> bool:
        return self.released_on is not None and self.withdrawn_at is None

    def said(self, language: str) -> tuple[str, str, str]:
        """Question and answer in a language, or in Vietnamese; and which it is."""
        spoken = language if language in self.texts else "vi"
        question, answer = self.texts[spoken]
        return question, answer, spoken

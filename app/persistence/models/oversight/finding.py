"""Findings of inspection rounds, and what was done with each."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import Exclusion
from app.domain.oversight.findings import OPEN, FindingFacts
from app.domain.oversight.vocabulary import FindingState, FindingStep, Severity
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.oversight.round import InspectionRound
from app.persistence.models.user import User
from app.persistence.types import EnumText

IS_OPEN = text(f"state IN ({', '.join(repr(state.value) for state in OPEN)})")


class InspectionFinding(Base):
    """What is wrong in a case, or at a body as a whole; by which article; what must be done by when. Words of a case
    go when it is sealed or destroyed."""

    __tablename__ = "inspection_finding"
    __table_args__ = (
        Index("ix_inspection_finding_round", "round_id", "place", unique=True),
        Index("ix_inspection_finding_to", "to_body_id", "due_on", "id"),
        Index("ix_inspection_finding_head", "head_id", "due_on", "id"),
        Index("ix_inspection_finding_due", "due_on", "id"),
        Index("ix_inspection_finding_open", "due_on", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_inspection_finding_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    place: Mapped[int] = mapped_column(SmallInteger)  # number in the round
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))  # of the period that was inspected
    to_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))  # who answers: it, or what took its place
    head_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # to whom it was sent
    citation: Mapped[str] = mapped_column(String(40))  # as the lawbook writes it: "LKN 28"; empty where only typed
    law: Mapped[str] = mapped_column(String(200))  # typed: clause, point, or another law
    severity: Mapped[Severity] = mapped_column(EnumText(Severity, 8))
    what: Mapped[str] = mapped_column(Text)
    remedy: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    state: Mapped[FindingState] = mapped_column(EnumText(FindingState, 10))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime]
    sent_on: Mapped[date | None]
    fixed_on: Mapped[date | None]  # put right, as the head says in his last answer

    round: Mapped[InspectionRound] = relationship()
    body: Mapped[Body] = relationship(foreign_keys=[body_id])
    to_body: Mapped[Body | None] = relationship(foreign_keys=[to_body_id])
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    head: Mapped[User | None] = relationship(foreign_keys=[head_id])
    acts: Mapped[list["FindingAct"]] = relationship(order_by="FindingAct.id")

    def facts(self, exclusions: Iterable[Exclusion] = ()) -> FindingFacts:
        return FindingFacts(
            state=self.state,
            body_id=self.body_id,
            severity=self.severity,
            law=self.citation or self.law,
            due_on=self.due_on,
            fixed_on=self.fixed_on,
            to_body_id=self.to_body_id,
            head_id=self.head_id,
            exclusions=frozenset(exclusions),
        )


class FindingAct(Base):
    """One step of a finding, with what was said; only added to."""

    __tablename__ = "finding_act"
    __table_args__ = (Index("ix_finding_act_finding", "finding_id", "id"), Index("ix_finding_act_case", "case_id"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("inspection_finding.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    step: Mapped[FindingStep] = mapped_column(EnumText(FindingStep, 8))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text, default="")
    fixed_on: Mapped[date | None]

    by: Mapped[User] = relationship()

"""Inspection rounds: the plan, the bodies, the team, the samples drawn, the conclusion."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.oversight.rounds import RoundFacts
from app.domain.oversight.vocabulary import Method, RoundKind, RoundState
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.user import User
from app.persistence.types import EnumText, Json


class RoundBody(Base):
    """A body that is inspected."""

    __tablename__ = "round_body"

    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)

    body: Mapped[Body] = relationship()


class RoundMember(Base):
    """One of the team."""

    __tablename__ = "round_member"

    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    is_leader: Mapped[bool]
    added_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class InspectionRound(Base):
    """One round. `body_id` is the inspectorate that does it; number, year and symbol are of the conclusion."""

    __tablename__ = "inspection_round"
    __table_args__ = (
        Index("ix_inspection_round_state", "state", "id"),
        Index("ix_inspection_round_number", "body_id", "year", "number", unique=True),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    kind: Mapped[RoundKind] = mapped_column(EnumText(RoundKind, 12))
    name: Mapped[str] = mapped_column(String(200))
    ground: Mapped[str] = mapped_column(Text)
    plan_number: Mapped[str] = mapped_column(String(60))
    plan_on: Mapped[date | None]
    since: Mapped[date]
    until: Mapped[date]
    state: Mapped[RoundState] = mapped_column(EnumText(RoundState, 12))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]
    began_on: Mapped[date | None]
    year: Mapped[int | None] = mapped_column(SmallInteger)
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(String(40), default="")
    concluded_on: Mapped[date | None]
    concluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    concluded_at: Mapped[datetime | None]
    conclusion: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body] = relationship()
    bodies: Mapped[list[RoundBody]] = relationship(order_by=RoundBody.body_id)
    members: Mapped[list[RoundMember]] = relationship(order_by=(RoundMember.is_leader.desc(), RoundMember.user_id))

    @property
    def leader(self) -> RoundMember | None:
        return next((one for one in self.members if one.is_leader), None)

    @property
    def code(self) -> str:
        """Number of the conclusion: 03/KL-TTTP."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""

    def facts(self) -> RoundFacts:
        leader = self.leader
        return RoundFacts(
            state=self.state,
            since=self.since,
            until=self.until,
            made_by_id=self.made_by_id,
            leader_id=leader.user_id if leader else None,
            member_ids=frozenset(one.user_id for one in self.members),
            body_ids=frozenset(one.body_id for one in self.bodies),
            has_plan=bool(self.plan_number and self.plan_on and self.ground),
        )


class CaseSample(Base):
    """One drawing: how, from what, by whom. Written once, never changed: what it says can be drawn again."""

    __tablename__ = "case_sample"
    __table_args__ = (Index("ix_case_sample_round", "round_id", "place", unique=True),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    place: Mapped[int] = mapped_column(SmallInteger)  # the how many-th of the round
    method: Mapped[Method] = mapped_column(EnumText(Method, 8))
    seed: Mapped[str] = mapped_column(String(60))  # empty where drawn by risk
    chosen: Mapped[dict[str, Any]] = mapped_column(Json)  # bodies, days, kind, progress
    population: Mapped[int]  # cases it was drawn from
    sealed: Mapped[int]  # denunciations of the same bodies and days, counted and not drawn
    size: Mapped[int] = mapped_column(SmallInteger)  # cases drawn
    drawn_on: Mapped[date]
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    drawn_by: Mapped[User] = relationship()


class SampledCase(Base):
    """A case of a sample: which body answers for it, where it stands, and why it was drawn."""

    __tablename__ = "sampled_case"
    __table_args__ = (
        Index("ix_sampled_case_round", "round_id", "case_id"),
        Index("ix_sampled_case_case", "case_id"),
    )

    sample_id: Mapped[int] = mapped_column(ForeignKey("case_sample.id"), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    rank: Mapped[int | None]  # by seed
    points: Mapped[int | None] = mapped_column(SmallInteger)  # by risk
    risks: Mapped[list[str] | None] = mapped_column(Json)

    body: Mapped[Body] = relationship()

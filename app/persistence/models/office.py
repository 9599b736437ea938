"""Offices held from a day to a day, and what heads delegate in writing. Rows are ended, never deleted."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import Actor
from app.domain.offices.held import Capacity, Delegated, Standing
from app.domain.vocabulary import CaseKind, Role
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.user import User
from app.persistence.types import EnumText, Json, UtcDateTime

HAS_LAST_DAY = text("held_to IS NOT NULL")


class HeldOffice(Base):
    """An office (chức vụ) that an account holds at a body; both days count. One account may hold several at once."""

    __tablename__ = "held_office"
    __table_args__ = (
        Index("ix_held_office_user", "user_id", "held_from"),
        Index("ix_held_office_body", "body_id", "role", "held_from"),
        Index("ix_held_office_ending", "held_to", sqlite_where=HAS_LAST_DAY, postgresql_where=HAS_LAST_DAY),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    role: Mapped[Role] = mapped_column(EnumText(Role))
    standing: Mapped[Standing] = mapped_column(EnumText(Standing, 12), default=Standing.HOLDER)
    title: Mapped[str] = mapped_column(String(160), default="")  # e.g. Chủ tịch UBND phường
    held_from: Mapped[date] = mapped_column(Date)
    held_to: Mapped[date | None] = mapped_column(Date)  # the last day
    ground: Mapped[str] = mapped_column(String(240), default="")  # number and date of the appointment
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("held_office.id"))  # takes over what is open at the end
    end_reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()
    body: Mapped[Body] = relationship()

    def actor(self, delegations: tuple[Delegated, ...] = ()) -> Actor:
        return Actor(
            role=self.role,
            user_id=self.user_id,
            body_id=self.body_id,
            name=self.user.name,
            office_id=self.id,
            capacity=Capacity.ACTING if self.standing is Standing.ACTING else Capacity.OWN,
            delegations=delegations,
        )

    @property
    def last_day(self) -> date | None:
        """Its own, or that of its body where this ends first; None while neither is known."""
        return min(filter(None, (self.held_to, self.body.valid_to)), default=None)

    def is_held_on(self, day: date) -> bool:
        """Held, and at a body that still exists."""
        return self.held_from <= day <= (self.last_day or date.max)


class Delegation(Base):
    """A written assignment of a head (văn bản phân công, ủy quyền): who signs for him, in what, from when to when.

    It counts while both offices are held; empty lists mean every kind, every field.
    """

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_taker", "taker_id"), Index("ix_delegation_giver", "giver_id"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("held_office.id"))
    taker_id: Mapped[int] = mapped_column(ForeignKey("held_office.id"))
    capacity: Mapped[Capacity] = mapped_column(EnumText(Capacity, 8))
    number: Mapped[str] = mapped_column(String(60))
    signed_on: Mapped[date] = mapped_column(Date)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)  # the last day
    kinds: Mapped[list[str]] = mapped_column(Json)
    categories: Mapped[list[str]] = mapped_column(Json)
    note: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    giver: Mapped[HeldOffice] = relationship(foreign_keys=[giver_id])
    taker: Mapped[HeldOffice] = relationship(foreign_keys=[taker_id])

    def facts(self, body_id: int) -> Delegated:
        return Delegated(
            self.id, body_id, self.capacity, frozenset(map(CaseKind, self.kinds)), frozenset(self.categories)
        )

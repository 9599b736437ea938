"""Whom a case is kept from (conflict of interest; domain/confidentiality/conflicts.py)."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain import facts
from app.domain.confidentiality.conflicts import Why
from app.domain.confidentiality.recusal import Act
from app.persistence.db import Base
from app.persistence.types import EnumText, UtcDateTime


class Exclusion(Base):
    """One subject kept away from one case. `token` is the subject under a key that is not in the database, so that who
    reads the rows learns that somebody is kept away, and not who; the same person has the same token in every case,
    since lists must be able to ask for it."""

    __tablename__ = "exclusion"
    __table_args__ = (
        UniqueConstraint("case_id", "token"),
        Index("ix_exclusion_token", "token", "case_id", "since"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    token: Mapped[str] = mapped_column(String(32))
    since: Mapped[date] = mapped_column(Date)  # who left the body before is not kept away by the body
    why: Mapped[Why] = mapped_column(EnumText(Why))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # who said so; None: the petition itself
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    def facts(self) -> facts.Exclusion:
        return facts.Exclusion(self.token, self.since)


class ExclusionAct(Base):
    """Somebody stepped back from a case, was named, or may take part again; only added to. `token`: of the account, as
    above. `sealed`: the reason by the server's key; of a sealed case it lies with the words sealed to the case."""

    __tablename__ = "exclusion_act"
    __table_args__ = (Index("ix_exclusion_act_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    act: Mapped[Act] = mapped_column(EnumText(Act))
    token: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

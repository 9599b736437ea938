"""Case (vụ việc): the one aggregate. Columns and facts(); the rules live in app/domain."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import CaseFacts
from app.domain.vocabulary import Disposition, Procedure, State
from app.domain.workflow import SETTLEMENT_CLOCK
from app.persistence.db import Base
from app.persistence.models.body import Body
from app.persistence.models.deadline import Deadline
from app.persistence.models.event import CaseEvent
from app.persistence.models.exclusion import Exclusion
from app.persistence.models.petition import Petition
from app.persistence.models.user import User
from app.persistence.types import EnumText, Json, UtcDateTime

NO_DUE_DATE = date(9999, 12, 31)
SETTLEMENT_CLOCKS = frozenset(SETTLEMENT_CLOCK.values())

MUST_BE_FORWARDED = frozenset({Procedure.DENUNCIATION, Procedure.REGULATION_FEEDBACK})
"""Procedures in which a body that is not competent has a clock for passing the petition on (LTC Đ24.2, NĐ 20/2008)."""

NEW_STATES = (State.RECEIVED, State.REGISTERED)
HEAD_STATES = (
    State.AWAITING_DISPOSITION,
    State.ACCEPTED,
    State.VERIFIED,
    State.AWAITING_DIALOGUE,
    State.DIALOGUE_HELD,
    State.DRAFTING,
    State.PROCESSING,
    State.EFFECTIVE,
)
"""Here the next step is the head's alone."""


def _states(states: tuple[State, ...]) -> str:
    return f"state IN ({', '.join(repr(state.value) for state in states)})"


IS_OPEN = "closed_at IS NULL"
IS_CLOSED = "closed_at IS NOT NULL"
IS_NEW = f"{IS_OPEN} AND officer_id IS NULL AND {_states(NEW_STATES)}"
IS_HANDED_OUT = f"{IS_OPEN} AND officer_id IS NOT NULL"
WAITS_FOR_HEAD = f"{IS_OPEN} AND {_states(HEAD_STATES)}"
UNHANDLED_STATES = (*NEW_STATES, State.AWAITING_DISPOSITION)
"""Nobody has yet decided what is done with the petition (N154 Đ41.3b)."""
IS_UNHANDLED = f"{IS_OPEN} AND {_states(UNHANDLED_STATES)}"
IS_LEFT_BEHIND = f"{IS_OPEN} AND left_by_id IS NOT NULL AND officer_id IS NULL"
IS_PUBLISHED = "published_on IS NOT NULL"
HAS_MOVED_ON = "body_id <> intake_body_id"
"""What the partial indexes hold. The questions of queries/worklists.py say the same with the same literals: neither
SQLite nor a prepared plan of PostgreSQL can know that a parameter means what an index holds."""


def _index(name: str, *columns: str, where: str) -> Index:
    """One tab of the queue in its order: reading stops after a page, and a count where it need not go on."""
    return Index(f"ix_case_{name}", *columns, sqlite_where=text(where), postgresql_where=text(where))


class Case(Base):
    """One matter on its way through one procedure at one instance."""

    __tablename__ = "case"
    __table_args__ = (
        _index("queue", "body_id", "next_due_on", "id", where=IS_OPEN),
        _index("new_queue", "body_id", "next_due_on", "id", where=IS_NEW),
        _index("head_queue", "body_id", "next_due_on", "id", where=WAITS_FOR_HEAD),
        _index("officer_queue", "officer_id", "body_id", "next_due_on", "id", where=IS_HANDED_OUT),
        _index("all_queue", "next_due_on", "id", where=IS_OPEN),
        _index("body_closed", "body_id", "closed_at", "id", where=IS_CLOSED),
        _index("all_closed", "closed_at", "id", where=IS_CLOSED),
        _index("followed", "intake_body_id", "received_on", "id", where=HAS_MOVED_ON),
        _index("unhandled", "received_on", "id", where=IS_UNHANDLED),
        _index("published", "published_on", "id", where=IS_PUBLISHED),
        _index("left_behind", "body_id", "next_due_on", "id", where=IS_LEFT_BEHIND),
        # What the wall counts over all bodies, in its order and without touching a row: SQLite would read the row for
        # closed_at, though the index holds no other.
        _index(
            "standing",
            *("body_id", "is_sealed", "unit_code", "closed_at", "next_due_on", "received_on", "state"),
            *("procedure", "category_code", "id"),
            where=IS_OPEN,
        ),
        Index("ix_case_arrived", "intake_body_id", "received_on", "id"),
        _index("accepted", "body_id", "accepted_on", "id", where="accepted_on IS NOT NULL"),
        Index("ix_case_first_case", "first_case_id"),
        Index("ix_case_respondent", "respondent_body_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    procedure: Mapped[Procedure] = mapped_column(EnumText(Procedure))
    state: Mapped[State] = mapped_column(EnumText(State))
    version: Mapped[int] = mapped_column(Integer, default=1)

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    intake_body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    respondent_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # the officer before, who left it

    title: Mapped[str] = mapped_column(String(200))  # for a sealed case: never anything but its code
    lead_name: Mapped[str] = mapped_column(String(160), default="")  # first petitioner; empty when sealed
    people_count: Mapped[int] = mapped_column(Integer, default=1)
    category_code: Mapped[str | None] = mapped_column(String(16))
    unit_code: Mapped[str | None] = mapped_column(String(8))

    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_on: Mapped[date] = mapped_column(Date)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_due_on: Mapped[date] = mapped_column(Date, default=NO_DUE_DATE)  # earliest open clock of the authority
    next_clock: Mapped[str | None] = mapped_column(String(12))

    is_sealed: Mapped[bool] = mapped_column(default=False)
    in_remote_area: Mapped[bool] = mapped_column(default=False)
    is_complex: Mapped[bool] = mapped_column(default=False)

    proposed: Mapped[Disposition | None] = mapped_column(EnumText(Disposition))
    proposal: Mapped[dict[str, Any] | None] = mapped_column(Json)  # reason, target body, grounds, by, at
    competence: Mapped[dict[str, Any] | None] = mapped_column(Json)  # the ruling as it was given
    accepted_on: Mapped[date | None] = mapped_column(Date)
    findings_match_request: Mapped[bool | None]
    dialogue_held_on: Mapped[date | None] = mapped_column(Date)
    dialogue_absence_recorded: Mapped[bool] = mapped_column(default=False)
    decided_on: Mapped[date | None] = mapped_column(Date)
    decision_served_on: Mapped[date | None] = mapped_column(Date)
    has_second_instance: Mapped[bool] = mapped_column(default=False)
    suspended_from: Mapped[State | None] = mapped_column(EnumText(State))
    effective_on: Mapped[date | None] = mapped_column(Date)
    published_on: Mapped[date | None] = mapped_column(Date)
    # what only some procedures know; see CaseFacts
    checks_elsewhere: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_especially_complex: Mapped[bool] = mapped_column(default=False, server_default=false())
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    expert_asked_on: Mapped[date | None] = mapped_column(Date)
    court_accepted_on: Mapped[date | None] = mapped_column(Date)
    decision_revoked: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_dismissal: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_evident: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_about_delay: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_anonymous: Mapped[bool] = mapped_column(default=False, server_default=false())

    destroyed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # its content, by decision; the row stays

    first_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))  # what a second instance is about
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))  # never from an open case to a sealed one

    body: Mapped[Body] = relationship(foreign_keys=[body_id])
    intake_body: Mapped[Body] = relationship(foreign_keys=[intake_body_id])
    respondent_body: Mapped[Body | None] = relationship(foreign_keys=[respondent_body_id])
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    petitions: Mapped[list[Petition]] = relationship(order_by="Petition.id")
    deadlines: Mapped[list[Deadline]] = relationship(order_by="Deadline.id")
    events: Mapped[list[CaseEvent]] = relationship(order_by="CaseEvent.id")
    exclusions: Mapped[list[Exclusion]] = relationship(order_by="Exclusion.id")
    first_case: Mapped["Case | None"] = relationship(foreign_keys=[first_case_id], remote_side="Case.id")
    merged_into: Mapped["Case | None"] = relationship(foreign_keys=[merged_into_id], remote_side="Case.id")
    split_from: Mapped["Case | None"] = relationship(foreign_keys=[split_from_id], remote_side="Case.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """Public number: year received and a running number; says nothing of the matter."""
        prefix = "NTC-" if self.is_sealed else ""
        return f"{prefix}{self.received_on.year}-{self.id:06d}"

    @property
    def is_competent(self) -> bool | None:
        """Whether a sure ruling says that the case belongs to the body that has it; None while a person must say."""
        ruling = self.competence or {}
        if self.procedure not in MUST_BE_FORWARDED or self.body is None:
            return None
        if not ruling.get("sure") or ruling.get("needs_human", True) or ruling.get("settler_code") is None:
            return None
        return bool(ruling["settler_code"] == self.body.code)

    @property
    def lead_petition(self) -> Petition:
        """The petition that opened the case. Those joined later follow it, also where they are older."""
        own = (petition for petition in self.petitions if petition.received_at == self.received_at)
        return next(own, self.petitions[0])

    def facts(self) -> CaseFacts:
        return CaseFacts(
            case_id=self.id,
            procedure=self.procedure,
            state=self.state,
            body_id=self.body_id,
            received_on=self.received_on,
            intake_body_id=self.intake_body_id,
            officer_id=self.officer_id,
            category=self.category_code,
            is_sealed=self.is_sealed,
            in_remote_area=self.in_remote_area,
            is_complex=self.is_complex,
            proposed=self.proposed,
            accepted_on=self.accepted_on,
            settlement_due_on=next((d.due_on for d in reversed(self.deadlines) if d.clock in SETTLEMENT_CLOCKS), None),
            decided_on=self.decided_on,
            decision_served_on=self.decision_served_on,
            findings_match_request=self.findings_match_request,
            dialogue_held_on=self.dialogue_held_on,
            dialogue_absence_recorded=self.dialogue_absence_recorded,
            has_second_instance=self.has_second_instance,
            suspended_from=self.suspended_from,
            effective_on=self.effective_on,
            published_on=self.published_on,
            is_competent=self.is_competent,
            # bool(): a case that is not yet written has no defaults
            checks_elsewhere=bool(self.checks_elsewhere),
            is_especially_complex=bool(self.is_especially_complex),
            withdrawn_on=self.withdrawn_on,
            expert_asked_on=self.expert_asked_on,
            court_accepted_on=self.court_accepted_on,
            decision_revoked=bool(self.decision_revoked),
            is_dismissal=bool(self.is_dismissal),
            is_evident=bool(self.is_evident),
            is_about_delay=bool(self.is_about_delay),
            is_anonymous=bool(self.is_anonymous),
            open_clocks=frozenset(d.clock for d in self.deadlines if d.ended_on is None),
            exclusions=frozenset(row.facts() for row in self.exclusions),
        )


class Decision(Base):
    """A settlement decision or a written answer, as signed."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_case", "case_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str] = mapped_column(String(32))  # DocumentKind
    number: Mapped[str] = mapped_column(String(60))
    signed_on: Mapped[date] = mapped_column(Date)
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str | None] = mapped_column(String(8))  # Outcome
    content: Mapped[str] = mapped_column(Text)
    remedy: Mapped[str] = mapped_column(Text, default="")  # what the authority must now do
    sent_on: Mapped[date | None] = mapped_column(Date)
    served_on: Mapped[date | None] = mapped_column(Date)
    published_on: Mapped[date | None] = mapped_column(Date)


class Message(Base):
    """A question to the citizen or an answer from him; part of the file, seen by both sides."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_case", "case_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    from_citizen: Mapped[bool]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reply_by: Mapped[date | None] = mapped_column(Date)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Rating(Base):
    """Whether the citizen is satisfied; one per case."""

    __tablename__ = "rating"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    score: Mapped[int] = mapped_column(Integer)  # 1 very dissatisfied … 5 very satisfied
    comment: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

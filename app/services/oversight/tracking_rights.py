"""What the citizen may do against a decision, or against silence, and until when (LKN Đ33, 42; TTHC Đ116; LTCD Đ28)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.citations import Citation
from app.domain.deadlines import Deadline
from app.domain.facts import CaseFacts
from app.domain.rules import DISCIPLINE_FILING, LawBook
from app.domain.vocabulary import Procedure, State
from app.services.oversight.timeline_deadlines import ClockLine


class RightKind(StrEnum):
    """Which right."""

    SECOND_COMPLAINT = "second_complaint"  # khiếu nại lần hai
    LAWSUIT = "lawsuit"  # khởi kiện vụ án hành chính
    LOOK_AGAIN = "look_again"  # câu trả lời chưa thỏa đáng


class Because(StrEnum):
    """From which event the right runs."""

    OVERDUE = "overdue"  # the time for settlement is over, no decision
    SERVED = "served"  # the decision was received
    UNSERVED = "unserved"  # decided; the day of receipt is not known yet
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Right:
    """One right with its last day. `ruling` None: the time has not begun to run, `days` says how long it will be."""

    kind: RightKind
    because: Because
    citation: Citation
    days: int
    years: bool
    until: date | None = None
    ruling: Deadline | None = None

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today


_CLOCK = {RightKind.SECOND_COMPLAINT: "DL-KN-06", RightKind.LAWSUIT: "DL-KN-09", RightKind.LOOK_AGAIN: "DL-NP-06"}
_SETTLEMENT = {Procedure.COMPLAINT_FIRST: "DL-KN-03", Procedure.COMPLAINT_SECOND: "DL-KN-03b"}


def rights(case: CaseFacts, lines: Iterable[ClockLine], law: LawBook, today: date) -> tuple[Right, ...]:
    """Every right that is open, will open or has just closed, each with the date on which it ends."""
    running = {line.clock: line for line in lines if line.is_running}
    if case.is_sealed:
        return ()
    if case.state is State.ANSWERED and "DL-NP-06" in running:
        return (_of_line(RightKind.LOOK_AGAIN, Because.ANSWERED, running["DL-NP-06"]),)
    kinds = _against_settlement(case)
    late = running.get(_SETTLEMENT.get(case.procedure, ""))
    if late is not None and late.is_late:
        return tuple(_from(kind, Because.OVERDUE, case, law, late.due_on) for kind in kinds)
    if case.decided_on is None or case.state.is_final and not kinds:
        return ()
    return tuple(_against_decision(kind, case, running, law) for kind in kinds)


def _against_settlement(case: CaseFacts) -> tuple[RightKind, ...]:
    """Lần đầu: complain again or go to court; lần hai: court only. Who has complained again need not be told twice."""
    if case.procedure is Procedure.COMPLAINT_FIRST:
        return () if case.has_second_instance else (RightKind.SECOND_COMPLAINT, RightKind.LAWSUIT)
    if case.procedure is Procedure.COMPLAINT_SECOND:
        return (RightKind.LAWSUIT,)
    return _against_discipline(case)


def _against_discipline(case: CaseFacts) -> tuple[RightKind, ...]:
    """Only who is dismissed may go to court (LKN Đ57, Đ58)."""
    court = (RightKind.LAWSUIT,) if case.is_dismissal else ()
    if case.procedure is Procedure.DISCIPLINE_FIRST and not case.has_second_instance:
        return (RightKind.SECOND_COMPLAINT, *court)
    return court if case.procedure is Procedure.DISCIPLINE_SECOND else ()


def _clock(kind: RightKind, case: CaseFacts) -> str:
    """The clock of a right; a second complaint about discipline has less time (LKN Đ48)."""
    if kind is RightKind.SECOND_COMPLAINT and case.procedure is Procedure.DISCIPLINE_FIRST:
        return DISCIPLINE_FILING
    return _CLOCK[kind]


def _against_decision(kind: RightKind, case: CaseFacts, running: dict[str, ClockLine], law: LawBook) -> Right:
    line = running.get(_clock(kind, case))
    if line is not None:
        return _of_line(kind, Because.SERVED, line)
    if case.decision_served_on is not None:
        return _from(kind, Because.SERVED, case, law, case.decision_served_on)
    limit = law.limit_for(_clock(kind, case), case, case.decided_on or case.received_on)
    return Right(kind, Because.UNSERVED, limit.citation, limit.days, limit.counting == "years")


def _from(kind: RightKind, because: Because, case: CaseFacts, law: LawBook, event_on: date) -> Right:
    ruling = law.deadline(_clock(kind, case), case, event_on)
    years = ruling.counting == "years"
    return Right(kind, because, ruling.citation, ruling.days, years, ruling.due_on, ruling)


def _of_line(kind: RightKind, because: Because, line: ClockLine) -> Right:
    years = line.ruling.counting == "years"
    return Right(kind, because, line.citation, line.ruling.days, years, line.due_on, line.ruling)

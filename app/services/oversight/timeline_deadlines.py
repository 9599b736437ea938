"""The clocks of a case as people read them: what, until when, why, and how late in working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain import deadlines
from app.domain.calendars import ExceptionStatus, local_date
from app.domain.citations import Citation
from app.domain.deadlines import ClockOwner
from app.domain.vocabulary import Confidence, Step
from app.i18n import locale
from app.persistence.models.calendar import DeadlineChange
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.queries.calendars import exceptions
from app.services import clocks
from app.services.law import law_in_force

_CAN_BE_EXTENDED = frozenset({"DL-KN-03", "DL-KN-03b", "DL-NP-02", "SLA-2", "DL-TC-04"})


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A due date that a person moved because a notice changed the calendar: both values, when, who, why."""

    on: date
    old_due_on: date
    new_due_on: date
    day: date
    name: str
    ground: str
    reason: str
    by: str  # for staff only
    was_taken_back: bool  # the notice was withdrawn later


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock as it was ruled, with the ruling told again day by day. `due_on` never moves by itself;
    `moved_to` is what today's calendar would say where that differs."""

    clock: str
    names: Mapping[str, str]
    owner: ClockOwner
    starts_on: date
    due_on: date
    ended_on: date | None
    met: bool | None
    is_paused: bool
    is_late: bool  # the authority's own clock, past its day
    days_late: int  # working days after `due_on`; may be 0 on the weekend after it
    ruled_on: date
    calendar_changed: bool
    ruling: deadlines.Deadline
    moves: tuple[MovedDate, ...] = ()

    @property
    def name(self) -> str:
        """What the clock is called, in the current language."""
        return self.names.get(locale.current()) or self.names.get(locale.SOURCE) or self.clock

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def moved_to(self) -> date | None:
        return self.ruling.due_on if self.ruling.due_on != self.due_on else None

    @property
    def citation(self) -> Citation:
        return self.ruling.citation

    @property
    def confidence(self) -> Confidence:
        return self.ruling.confidence


def clock_lines(case: Case, today: date) -> tuple[ClockLine, ...]:
    """Every clock of the case in the order it was started; those that another law replaced are left out."""
    moves: dict[int, list[MovedDate]] = {}
    for change in exceptions.changes_of_case(case.id):
        moves.setdefault(change.deadline_id, []).append(_moved(change))
    shown = (row for row in case.deadlines if row.ended_on is None or row.met is not None)
    return tuple(_line(case, row, today, tuple(moves.get(row.id, ()))) for row in shown)


def _line(case: Case, row: Deadline, today: date, moves: tuple[MovedDate, ...]) -> ClockLine:
    law = law_in_force()
    is_paused = clocks.is_paused(row) and row.ended_on is None
    until = row.ended_on or today
    is_late = row.owner == ClockOwner.AUTHORITY and not is_paused and until > row.due_on
    return ClockLine(
        clock=row.clock,
        names=law.clock_names.get(row.clock, {}),
        owner=ClockOwner(row.owner),
        starts_on=row.starts_on,
        due_on=row.due_on,
        ended_on=row.ended_on,
        met=row.met,
        is_paused=is_paused,
        is_late=is_late,
        days_late=law.calendar.working_between(row.due_on, until) if is_late else 0,
        ruled_on=_ruled_on(case, row),
        calendar_changed=row.calendar_version != law.calendar.version,
        ruling=clocks.explain(row),
        moves=moves,
    )


def _moved(change: DeadlineChange) -> MovedDate:
    exception = change.exception
    return MovedDate(
        on=local_date(change.at),
        old_due_on=change.old_due_on,
        new_due_on=change.new_due_on,
        day=exception.day,
        name=exception.name,
        ground=exception.ground,
        reason=exception.reason,
        by=change.actor.name,
        was_taken_back=exception.status is ExceptionStatus.WITHDRAWN,
    )


def _ruled_on(case: Case, row: Deadline) -> date:
    """A clock is ruled when it starts, and again when it is lengthened or resumed."""
    resumed = [date.fromisoformat(until) for _since, until in row.pauses or [] if until]
    extended = [e.document_on for e in case.events if e.step is Step.EXTEND and row.clock in _CAN_BE_EXTENDED]
    return max([row.starts_on, *resumed, *extended])

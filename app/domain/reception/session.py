"""The head's own receptions: who sees and plans them, when they must be posted, what an on-line one needs (LTCD Đ18,
Đ24; N154 Đ16–24)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.access import BODY_STAFF
from app.domain.calendars import WorkCalendar, local_date
from app.domain.confidentiality import conflicts
from app.domain.facts import Actor, Exclusion
from app.domain.reception.vocabulary import ReceptionForm, ReceptionMode, SessionState
from app.domain.refusals import NotFound, WrongState
from app.domain.vocabulary import Role

PUBLIC_STATES = frozenset(
    {
        SessionState.POSTED,
        SessionState.HELD,
        SessionState.DELEGATED,
        SessionState.MISSED,
        SessionState.POSTPONED,
        SessionState.CANCELLED,
    }
)
"""What everybody may read in the calendar: what has once been announced."""

CLOSED = frozenset({SessionState.HELD, SessionState.DELEGATED, SessionState.MISSED})
ONLINE_SINCE = date(2026, 7, 1)
INVITE_DAYS, TEST_DAYS, CONNECT_BEFORE = 5, 1, timedelta(hours=1)
"""N154 Đ23: notice five working days before, test one working day before, connected an hour before."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What the rules read of a reception."""

    body_id: int
    mode: ReceptionMode
    form: ReceptionForm
    state: SessionState
    day: date
    ground: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the rule of access reads of a task."""

    body_id: int
    owner_body_id: int
    exclusions: frozenset[Exclusion] = frozenset()  # of the case it is about


def may_see(actor: Actor, session: SessionFacts) -> bool:
    """With its visitors: the staff of its own body alone. The calendar itself is public once posted."""
    return actor.role in BODY_STAFF and actor.body_id == session.body_id


def require_sight(actor: Actor, session: SessionFacts | None) -> None:
    """Hidden and absent look alike."""
    if session is None or not may_see(actor, session):
        raise NotFound("session_not_found")


def may_see_task(actor: Actor, task: TaskFacts) -> bool:
    """Who gave it, who does it, and the inspectorate; not whom its case is kept from."""
    if conflicts.is_kept_away(actor, task.exclusions):
        return False
    if actor.role is Role.INSPECTORATE:
        return True
    return actor.role in BODY_STAFF and actor.body_id in (task.body_id, task.owner_body_id)


def require_open(session: SessionFacts, *states: SessionState) -> None:
    """The step is taken only from these states."""
    if session.state not in states:
        raise WrongState("session_not_so", state=session.state)


@dataclass(frozen=True, slots=True)
class OnlineNeed:
    """What an on-line reception needs before it begins."""

    invite_by: date
    test_by: date
    connect_by: datetime


def online_need(starts_at: datetime, calendar: WorkCalendar) -> OnlineNeed:
    """By when the notice goes out, the line is tried, and everybody is connected."""
    day = local_date(starts_at)
    return OnlineNeed(
        calendar.subtract_working(day, INVITE_DAYS),
        calendar.subtract_working(day, TEST_DAYS),
        starts_at - CONNECT_BEFORE,
    )

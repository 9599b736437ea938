"""The clocks of a case: started, ended, paused and lengthened as the lawbook says; kept as the rulings of their day."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import deadlines
from app.domain.deadlines import ClockOwner, Pause, TimeLimit
from app.domain.refusals import LawUnknown, WrongState
from app.domain.vocabulary import Channel, Procedure
from app.domain.workflow import Transition
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.models.deadline import Deadline
from app.services import records
from app.services.law import law_in_force

VISITOR = "DL-TCD-02"
"""Who came in person hears within ten working days what becomes of the matter (LTCD Đ28.1)."""
PORTAL = "DL-NP-04"
"""What came by the national portal is answered there within twenty days (QĐ 574/QĐ-TTg)."""


def of_channel(channel: Channel, procedure: Procedure) -> tuple[str, ...]:
    """Clocks that run because of the way a petition came in, beside those of its procedure."""
    if channel is Channel.RECEPTION:
        return (VISITOR,)
    by_portal = channel is Channel.PORTAL and procedure in {Procedure.RECOMMENDATION, Procedure.REGULATION_FEEDBACK}
    return (PORTAL,) if by_portal else ()


def start(case: Case, clock: str, starts_on: date) -> Deadline:
    """Start a clock on the day of its event, by the law of that day. A clock already running is left alone."""
    running = find(case, clock)
    if running is not None:
        return running
    limit = law_in_force().limit_for(clock, case.facts(), starts_on)
    row = Deadline(case_id=case.id, body_id=case.body_id, clock=clock, owner=limit.owner, starts_on=starts_on)
    _rule(row, limit)
    case.deadlines.append(row)
    return row


def end(case: Case, clock: str, on: date) -> None:
    """End a clock on the day of the document that ends it. Ending what never ran is nothing."""
    row = find(case, clock)
    if row is not None:
        _end(row, on)


def end_all(case: Case, on: date) -> None:
    """The case is over: nothing runs on."""
    for row in case.deadlines:
        if row.ended_on is None:
            _end(row, on)


def _end(row: Deadline, on: date) -> None:
    """A clock that stood until now ends with its pause: nobody was late while it stood."""
    if is_paused(row):
        _close_pause(row, on)
    row.ended_on, row.next_rung_on = on, None
    row.met = on <= row.due_on


def pause(case: Case, clock: str, since: date) -> None:
    """The order to suspend stops the clock (procedure.md 5.1.7)."""
    row = find(case, clock)
    if row is not None:
        row.pauses = [*(row.pauses or []), [since.isoformat(), ""]]
        row.next_rung_on = None  # nobody is late while it stands


def resume(case: Case, clock: str, until: date) -> None:
    """The order to resume: the clock is ruled again with its pause."""
    row = find(case, clock)
    if row is not None and is_paused(row):
        _close_pause(row, until)


def _close_pause(row: Deadline, until: date) -> None:
    earlier = row.pauses or []
    row.pauses = [*earlier[:-1], [earlier[-1][0], until.isoformat()]]
    _rule(row, _limit(row))


def extend(case: Case, clock: str) -> None:
    """The written determination that the case is complex lengthens the running clock (LKN Đ28, 37)."""
    row = find(case, clock)
    if row is None:
        raise WrongState("clock_not_running", clock=clock)
    _rule(row, law_in_force().limit_for(clock, case.facts(), row.starts_on))


def is_paused(row: Deadline) -> bool:
    """The clock stands: an order to suspend has not been followed by one to resume."""
    return bool(row.pauses and row.pauses[-1][1] == "")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a step would do to one clock: `effect` is ends, pauses, resumes, extends or starts."""

    effect: str
    clock: str
    ruling: deadlines.Deadline | None = None  # the date that would follow, where one follows


def preview(case: Case, transition: Transition, on: date) -> tuple[Turn, ...]:
    """What a step of this date would do to the clocks of the case; said before anybody confirms, nothing is changed."""
    law, facts = law_in_force(), case.facts()
    after = replace(facts, **records.recorded(transition.step, facts, on))  # type: ignore[arg-type]
    running = {row.clock: row for row in case.deadlines if row.ended_on is None}
    turns = [Turn("ends", clock) for clock in transition.ends if clock in running and clock not in transition.starts]
    turns += [Turn("pauses", clock) for clock in transition.pauses if clock in running]
    for clock in transition.resumes:
        if clock in running and is_paused(running[clock]):
            turns.append(Turn("resumes", clock, _ruled(running[clock], _limit(running[clock]), until=on)))
    for clock in transition.extends:
        if clock in running:
            row = running[clock]
            limit = law.limit_for(clock, after, row.starts_on)
            turns.append(Turn("extends", clock, _ruled(row, limit)))
    turns += [Turn("starts", clock, law.deadline(clock, after, on)) for clock in transition.starts]
    return tuple(turns)


def find(case: Case, clock: str) -> Deadline | None:
    """The running clock of this name."""
    return next((d for d in case.deadlines if d.clock == clock and d.ended_on is None), None)


def move(case: Case, body_id: int) -> None:
    """The case has a new body: its running clocks go with it, unchanged."""
    for row in case.deadlines:
        if row.ended_on is None:
            row.body_id = body_id


def refresh_next_due(case: Case) -> None:
    """Keep on the case what the queue sorts by: the earliest running clock of the authority. Where only the law or the
    citizen has time, or the clock is paused, nobody can be late."""
    running = [d for d in case.deadlines if d.ended_on is None and d.owner == ClockOwner.AUTHORITY]
    first = min((d for d in running if not is_paused(d)), key=lambda row: (row.due_on, row.clock), default=None)
    case.next_due_on = first.due_on if first else NO_DUE_DATE
    case.next_clock = first.clock if first else None


def explain(row: Deadline) -> deadlines.Deadline:
    """The ruling again, day by day, from what was kept. `due_on` of the row stays the ruling of its day; the page
    says so when the calendar has changed since."""
    return deadlines.compute(_limit(row), row.starts_on, law_in_force().calendar, _pauses(row))


def rule_again(row: Deadline) -> None:
    """The same rule by the calendar in force now. Called only where a person has confirmed the move."""
    _rule(row, _limit(row))


def _ruled(row: Deadline, limit: TimeLimit, until: date | None = None) -> deadlines.Deadline:
    """The ruling on a clock by a limit; `until` ends a pause that still runs."""
    open_pause = (Pause(date.fromisoformat(row.pauses[-1][0]), until),) if until and row.pauses else ()
    return deadlines.compute(limit, row.starts_on, law_in_force().calendar, (*_pauses(row), *open_pause))


def _rule(row: Deadline, limit: TimeLimit) -> None:
    law = law_in_force()
    ruling = _ruled(row, limit)
    row.rule_id, row.confidence = ruling.rule_id, ruling.confidence
    row.nominal_on, row.due_on = ruling.nominal_on, ruling.due_on
    row.calendar_version = law.calendar.version
    climbs = row.owner == ClockOwner.AUTHORITY and row.ended_on is None and not is_paused(row)
    row.next_rung_on = row.starts_on if climbs else None


def _limit(row: Deadline) -> TimeLimit:
    """The very rule the clock was ruled by, in force or not."""
    law = law_in_force()
    rule = law.rule(row.rule_id)
    if not isinstance(rule, TimeLimit):
        raise LawUnknown("no_such_rule", rule=row.rule_id)
    return replace(rule, regime=law.regime(row.starts_on))


def _pauses(row: Deadline) -> tuple[Pause, ...]:
    """The pauses that are over; one that runs has no length yet."""
    return tuple(
        Pause(date.fromisoformat(since), date.fromisoformat(until)) for since, until in row.pauses or [] if until
    )

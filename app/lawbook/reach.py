"""Walks every transition table from its opening step: which states a case can reach, and which clocks run there."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from app.domain.citations import InForce
from app.domain.deadlines import ClockOwner
from app.domain.rules import LawBook, Transition
from app.domain.vocabulary import Procedure, State
from app.lawbook.rows import IN_HAND_STATES, OPEN_STATES

Place = tuple[State, frozenset[str], State | None]
"""A state, the clocks that run there, and the state from which the case was suspended."""


def faults(law: LawBook) -> list[str]:
    """What is wrong with the transition tables on each day on which the law changes."""
    return [fault for procedure in Procedure for fault in _of_procedure(law, procedure)]


def turning_days(periods: Iterable[InForce]) -> list[date]:
    """The days on which any of these periods begins or has just ended: between them the law does not change."""
    days: set[date] = set()
    for period in periods:
        days.add(period.since)
        if period.until is not None:
            days.add(date.fromordinal(period.until.toordinal() + 1))
    return sorted(days)


def _of_procedure(law: LawBook, procedure: Procedure) -> Iterator[str]:
    rows = [row for row in law.transitions if row.procedure is procedure]
    ever: set[State] = set()
    for day in turning_days(row.in_force for row in rows):
        valid = [row for row in rows if row.in_force.covers(day)]
        reached = places(valid)
        ever |= {state for state, _, _ in reached}
        for fault in _table_faults(law, procedure, valid, reached):
            yield f"{procedure} on {day}: {fault}"
    named = {state for row in rows if row.from_states not in (OPEN_STATES, IN_HAND_STATES) for state in row.from_states}
    yield from (f"{procedure}: no case can ever reach {state.value}" for state in sorted(named - ever))
    if State.RECEIVED not in ever:
        yield f"{procedure}: no step opens a case"


def places(rows: list[Transition]) -> frozenset[Place]:
    """Every place a case can come to, conditions of the law left aside."""
    seen: set[Place] = set()
    waiting: list[Place] = [_after(row, frozenset(), None, None) for row in rows if not row.from_states]
    while waiting:
        place = waiting.pop()
        if place in seen or place[0].is_final:
            seen.add(place)
            continue
        seen.add(place)
        state, clocks, came_from = place
        waiting += [_after(row, clocks, state, came_from) for row in rows if state in row.from_states]
    return frozenset(seen)


def _after(row: Transition, clocks: frozenset[str], state: State | None, came_from: State | None) -> Place:
    running = (clocks - set(row.ends)) | set(row.starts)
    target = (came_from if row.back else row.to_state) or state
    if target is None:
        raise ValueError(f"{row.rule_id} opens a case in no state")
    suspended_from = state if target is State.SUSPENDED and state is not State.SUSPENDED else came_from
    return target, running, suspended_from if target is State.SUSPENDED else None


def _table_faults(
    law: LawBook, procedure: Procedure, rows: list[Transition], reached: frozenset[Place]
) -> Iterator[str]:
    yield from _without_clock(law, procedure, reached)
    yield from _ambiguous(rows)
    if procedure in law.complete:
        stuck = sorted(state.value for state, _, _ in reached if not _has_end(state, rows))
        yield from (f"no way leads from {state} to an end" for state in stuck)


def _without_clock(law: LawBook, procedure: Procedure, reached: frozenset[Place]) -> Iterator[str]:
    """An open state in which no clock of the authority runs must say why."""
    authority = {row.clock for row in law.time_limits if row.owner is ClockOwner.AUTHORITY}
    excused = {row.state for row in law.waiting if row.procedure is procedure}
    for state in sorted({state for state, clocks, _ in reached if not state.is_final and not clocks & authority}):
        if state not in excused:
            yield f"nothing of the authority runs in {state.value}"


def _ambiguous(rows: list[Transition]) -> Iterator[str]:
    """Two rows of one step that could both be taken: they need conditions that tell them apart."""
    for one, other in combinations(rows, 2):
        if one.step is other.step and one.from_states & other.from_states and not (one.requires or other.requires):
            yield f"{one.rule_id} and {other.rule_id} are the same step from the same state"


def _has_end(state: State, rows: list[Transition]) -> bool:
    """Some way leads from here to a final state."""
    reached, frontier = {state}, [state]
    while frontier:
        here = frontier.pop()
        if here.is_final:
            return True
        onward = {row.to_state for row in rows if here in row.from_states and row.to_state} - reached
        reached |= onward
        frontier += sorted(onward)
    return False

"""What changed when a new period of law began: rows that ended the day before beside rows that began."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from app.domain.calendars import ONE_DAY
from app.domain.citations import InForce
from app.domain.deadlines import TimeLimit
from app.domain.rules import CompetenceRow, LawBook, Transition, TriageRow
from app.domain.vocabulary import Procedure


class _Row(Protocol):
    @property
    def in_force(self) -> InForce: ...


R = TypeVar("R", bound=_Row)


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """A row before and after; None where there was nothing before, or there is nothing after."""

    before: R | None
    after: R | None
    procedures: tuple[Procedure, ...] = ()

    @property
    def row(self) -> R:
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has at least one side
        return found


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything that changed on the first day of a period."""

    day: date
    regime: str
    limits: Sequence[Change[TimeLimit]] = field(default=())
    competence: Sequence[Change[CompetenceRow]] = field(default=())
    steps: Sequence[Change[Transition]] = field(default=())
    grounds: Sequence[Change[TriageRow]] = field(default=())


def turns(law: LawBook) -> tuple[Turn, ...]:
    """The newest first; the first period that is known has nothing before it."""
    later = sorted(law.regimes, key=lambda regime: regime.in_force.since)[1:]
    return tuple(_turn(law, regime.in_force.since, regime.key) for regime in reversed(later))


def _turn(law: LawBook, day: date, regime: str) -> Turn:
    return Turn(
        day=day,
        regime=regime,
        limits=_paired(law.time_limits, day, lambda one, other: (one.clock, one.when) == (other.clock, other.when)),
        competence=[_of(change, change.row.procedures) for change in _paired(law.competence, day, _same_settling)],
        steps=_together(_paired(law.transitions, day, _same_step)),
        grounds=[_of(change, change.row.procedures) for change in _paired(law.triage, day, _same_ground)],
    )


def _paired(rows: Iterable[R], day: date, same: Callable[[R, R], bool]) -> list[Change[R]]:
    """Each row that began with the one it took the place of; then those that ended with nothing in their place."""
    every = tuple(rows)
    ended = [row for row in every if row.in_force.until == day - ONE_DAY]
    begun = [row for row in every if row.in_force.since == day]
    left = list(ended)
    changes: list[Change[R]] = []
    for row in begun:
        before = next((old for old in ended if same(old, row)), None)
        if before in left:
            left.remove(before)
        changes.append(Change(before, row))
    return changes + [Change(row, None) for row in left]


def _same_settling(one: CompetenceRow, other: CompetenceRow) -> bool:
    return bool(one.procedures & other.procedures and one.respondents & other.respondents) and bool(
        one.positions & other.positions
    )


def _same_step(one: Transition, other: Transition) -> bool:
    return (one.procedure, one.step) == (other.procedure, other.step) and bool(
        one.from_states & other.from_states or one.from_states == other.from_states
    )


def _same_ground(one: TriageRow, other: TriageRow) -> bool:
    return bool(one.procedures & other.procedures) and one.reason == other.reason


def _of(change: Change[R], procedures: Iterable[Procedure]) -> Change[R]:
    return Change(change.before, change.after, tuple(sorted(procedures, key=list(Procedure).index)))


def _together(changes: Sequence[Change[Transition]]) -> list[Change[Transition]]:
    """One step that changed in the same way in several procedures is told once."""
    groups: dict[tuple[object, ...], list[Change[Transition]]] = {}
    for change in changes:
        groups.setdefault((_told(change.before), _told(change.after)), []).append(change)
    return [_of(found[0], (change.row.procedure for change in found)) for found in groups.values()]


def _told(row: Transition | None) -> tuple[object, ...] | None:
    return (row.step, row.citation, row.requires, row.to_state) if row else None

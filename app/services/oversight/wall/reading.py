"""The wall: what every body has open and late today, and what it did in a period beside the same days of last year.

Denunciations are counted by body and by nothing else, and for the inspectorate alone: a number that names a field or a
commune would name the person (LTC Đ56)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight.measures import CLOCK_MEASURES, Count, Measure, Period
from app.persistence.queries import bodies
from app.persistence.queries.escalation import hot_spots
from app.persistence.queries.oversight import kept, standing
from app.persistence.queries.oversight.kept import Narrowed
from app.persistence.queries.oversight.standing import STANDING, What
from app.services.oversight.wall import indicators

SHOWN = (Measure.RECEIVED, *CLOCK_MEASURES, Measure.RECEPTION, Measure.DELEGATED)
NOTHING = Count()


@dataclass(slots=True)
class Line:
    """One body, or all together. `sealed`: denunciations open and late, numbers that open nothing."""

    body_id: int
    name: str = ""
    numbers: dict[What, int] = field(default_factory=lambda: dict.fromkeys(STANDING, 0))
    sealed_open: int = 0
    sealed_late: int = 0
    sums: dict[Measure, Count] = field(default_factory=dict)
    before: dict[Measure, Count] = field(default_factory=dict)
    tasks: int = 0
    tasks_late: int = 0
    hot_spots: int = 0

    @property
    def received(self) -> int:
        return self.sums.get(Measure.RECEIVED, NOTHING).bottom

    @property
    def received_before(self) -> int:
        return self.before.get(Measure.RECEIVED, NOTHING).bottom

    @property
    def in_time(self) -> Count:
        return indicators.sum_of(self.sums.get(measure, NOTHING) for measure in CLOCK_MEASURES)

    @property
    def in_time_before(self) -> Count:
        return indicators.sum_of(self.before.get(measure, NOTHING) for measure in CLOCK_MEASURES)

    @property
    def duty(self) -> Count:
        return self.sums.get(Measure.RECEPTION, NOTHING)

    @property
    def delegated(self) -> int:
        return self.sums.get(Measure.DELEGATED, NOTHING).bottom

    @property
    def is_quiet(self) -> bool:
        """Nothing open, nothing received, nothing due; bodies that have ended may have had something a year before."""
        cases = self.numbers[What.OPEN] + self.sealed_open + self.tasks + self.hot_spots
        return not (cases or self.received or self.in_time.bottom)

    def add(self, other: "Line") -> None:
        for what, number in other.numbers.items():
            self.numbers[what] += number
        for mine, theirs in ((self.sums, other.sums), (self.before, other.before)):
            for measure, count in theirs.items():
                mine[measure] = mine.get(measure, NOTHING) + count
        self.sealed_open += other.sealed_open
        self.sealed_late += other.sealed_late
        self.tasks += other.tasks
        self.tasks_late += other.tasks_late
        self.hot_spots += other.hot_spots


@dataclass(frozen=True, slots=True)
class Wall:
    """`communes`: open and overdue cases by the commune they are about. `made_at`: of the figures of the period."""

    lines: list[Line]
    total: Line
    communes: dict[str, tuple[int, int]]
    made_at: datetime | None

    @property
    def busy(self) -> list[Line]:
        return [line for line in self.lines if not line.is_quiet]

    @property
    def quiet(self) -> list[Line]:
        return [line for line in self.lines if line.is_quiet]


class _Lines(dict[int, Line]):
    """By body; a line is made when something is first said of it."""

    def __missing__(self, body_id: int) -> Line:
        made = self[body_id] = Line(body_id)
        return made


def read(actor: Actor, narrowed: Narrowed, period: Period, *, at: datetime) -> Wall:
    """All that the page shows. What stands is of this moment, what was done in the period of last night."""
    access.require_role(actor, Action.OVERSIGHT_VIEW)
    today = local_date(at)
    lines = _Lines()
    communes: dict[str, tuple[int, int]] = {}
    for row in standing.standing(actor, narrowed, indicators.moment(period, today)):
        _stand(lines[row.body_id], row, communes)
    for body_id, (every, late) in standing.unfulfilled(actor, narrowed, today).items():
        line = lines[body_id]
        line.tasks, line.tasks_late = every, late
    for body_id, many in hot_spots.open_by_body(actor, narrowed.body_id).items():
        lines[body_id].hot_spots = many
    for body_id, measure, count in _flow(actor, narrowed, period, at):
        lines[body_id].sums[measure] = count
    for body_id, measure, count in _flow(actor, narrowed, period.year_before, at):
        lines[body_id].before[measure] = count
    return Wall(_named(lines.values()), _total(lines.values()), communes, kept.made_at())


def _stand(line: Line, row: standing.Standing, communes: dict[str, tuple[int, int]]) -> None:
    if row.is_sealed:
        line.sealed_open += row.numbers[What.OPEN]
        line.sealed_late += row.numbers[What.OVERDUE]
        return
    for what, number in row.numbers.items():
        line.numbers[what] += number
    every, late = communes.get(row.unit_code, (0, 0))
    communes[row.unit_code] = (every + row.numbers[What.OPEN], late + row.numbers[What.OVERDUE])


def _flow(actor: Actor, narrowed: Narrowed, period: Period, at: datetime) -> Iterable[tuple[int, Measure, Count]]:
    """Kept figures without the cases that the actor must not count, and without denunciations: their lists are not
    his either."""
    found = kept.sums(period, narrowed, SHOWN, with_sealed=False)
    hidden = indicators.hidden(actor, period, local_date(at), narrowed.body_id, narrowed=narrowed, with_sealed=False)
    for (body_id, measure), count in found.items():
        yield body_id, measure, count - hidden.get(body_id, {}).get(measure, NOTHING)


def _named(lines: Iterable[Line]) -> list[Line]:
    """By the order of the State: province, then departments, then communes; by name."""
    directory = {one.id: one for one in bodies.directory()}
    found = [line for line in lines if line.body_id in directory]
    for line in found:
        line.name = directory[line.body_id].name
    levels = [str(level) for level in bodies.LEVELS]
    return sorted(found, key=lambda line: (levels.index(directory[line.body_id].level.value), line.name))


def _total(lines: Iterable[Line]) -> Line:
    total = Line(0)
    for line in lines:
        total.add(line)
    return total

"""The ladder of lateness (lawbook/escalation.toml): which rungs a clock has, on which day each is climbed, and what is
still to be done on a day, whatever was missed before.

No statute fixes the ladder (procedure.md 9.1); that a superior reminds and may have the responsibility of a head
examined is law (LTCD Đ12, 14; N154 Đ30). The due day belongs to the authority until it ends (BLDS Đ148): what is called
T0 comes on the day after.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendars import WorkCalendar
from app.domain.citations import Citation, InForce
from app.domain.escalation.vocabulary import Act, Rank
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import CaseKind, Confidence, Counting

SLACK = timedelta(days=7)
"""A day off that was added lately makes a day counted back from a due date earlier than what was stored: so far ahead
stored days are looked at again."""


@dataclass(frozen=True, slots=True)
class Rung:
    """`days` from the due date, negative before it. Whom it tells, and for a reminder in how many working days an
    answer is due."""

    name: str
    days: int
    counting: Counting
    act: Act
    to: tuple[Rank, ...]
    answer_days: int = 5

    def on(self, due_on: date, calendar: WorkCalendar) -> date:
        """The day on which it is climbed."""
        if self.counting is not Counting.WORKING:
            return due_on + timedelta(days=self.days)
        if self.days < 0:
            return calendar.subtract_working(due_on, -self.days)
        return calendar.add_working(due_on, self.days)


@dataclass(frozen=True, slots=True)
class LadderRow:
    """The rungs of clocks and kinds of cases, from the lowest up. Empty: every clock, every kind."""

    rule_id: str
    clocks: frozenset[str]
    kinds: frozenset[CaseKind]
    rungs: tuple[Rung, ...]
    words: Mapping[str, str]
    citation: Citation
    confidence: Confidence
    in_force: InForce

    def fits(self, clock: str, kind: CaseKind, day: date) -> bool:
        """Whether it is meant for a clock that started on a day."""
        named = (not self.clocks or clock in self.clocks) and (not self.kinds or kind in self.kinds)
        return named and self.in_force.covers(day)

    @property
    def weight(self) -> int:
        """The row that names more goes before one that names less."""
        return 2 * bool(self.clocks) + bool(self.kinds)


def ladder_of(rows: Iterable[LadderRow], clock: str, kind: CaseKind, day: date) -> LadderRow:
    """The one row for a clock that started on a day; LawUnknown for none or two."""
    fitting = sorted((row for row in rows if row.fits(clock, kind, day)), key=lambda row: -row.weight)
    best = [row for row in fitting if row.weight == fitting[0].weight]
    if len(best) != 1:
        raise LawUnknown("no_ladder", clock=clock, on=day)
    return best[0]


@dataclass(frozen=True, slots=True)
class Due:
    """A rung that is to be noted. `acts`: it also does what it is there for; one that a higher rung of the same act has
    overtaken while nobody swept, or a warning of a date that has passed, is noted and disturbs nobody."""

    rung: Rung
    on: date
    acts: bool


@dataclass(frozen=True, slots=True)
class Climb:
    """What is to be noted today, and the day of the next rung; None at the top."""

    due: tuple[Due, ...]
    next_on: date | None


def climb(
    ladder: LadderRow,
    *,
    starts_on: date,
    due_on: date,
    taken: Collection[str],
    today: date,
    calendar: WorkCalendar,
) -> Climb:
    """Where a clock stands on its ladder. A rung that would come on the day of the event or earlier is not there: of a
    term of three days nobody is warned five days before its end."""
    open_rungs = [
        (rung, on) for rung in ladder.rungs if rung.name not in taken and (on := rung.on(due_on, calendar)) > starts_on
    ]
    due = [(rung, on) for rung, on in open_rungs if on <= today]
    last = {rung.act: rung.name for rung, _on in due}
    noted = tuple(
        Due(rung, on, acts=last[rung.act] == rung.name and not (rung.act is Act.WARN and today > due_on))
        for rung, on in due
    )
    return Climb(noted, min((on for _rung, on in open_rungs if on > today), default=None))

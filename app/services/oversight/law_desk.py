"""The law desk: by when, and who? Answered from facts of law alone, for anybody, without a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain import competence, deadlines
from app.domain.competence import CompetenceRuling
from app.domain.deadlines import Deadline, Pause, TimeLimit
from app.domain.facts import BodyFacts, CompetenceFacts
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure
from app.persistence.queries import bodies
from app.services.law import law_in_force, regime_on
from app.services.rulings.cautions import read_otherwise
from app.services.rulings.standing import Standing, standing

FAMILIES: dict[str, tuple[Procedure, ...]] = {
    "DL-KN": (Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND),
    "DL-TC": (Procedure.DENUNCIATION,),
    "DL-NP": (Procedure.RECOMMENDATION,),
}
"""To which procedure a clock belongs that no transition names."""

SECOND = "second"


@dataclass(frozen=True, slots=True)
class ClockGroup:
    """The clocks of one procedure; of none where `procedure` is None."""

    procedure: Procedure | None
    clocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhenAnswer:
    """The ruling on a date, the row it rests on, and the period of law chosen by the day of the event."""

    ruling: Deadline
    limit: TimeLimit
    clock: str
    regime: str
    standing: Standing | None = None  # while a pause has no end there is no date
    otherwise: tuple[Deadline, ...] = ()  # under the readings that are not in use

    @property
    def unknown_year(self) -> int | None:
        """The first year of the count whose holidays nobody knows."""
        return next((year for year in self._years if year not in self.ruling.calendar.years), None)

    @property
    def expected_year(self) -> int | None:
        """The first year of the count whose holidays are expected and not yet announced."""
        expected = {day.year for day, entry in self.ruling.calendar.days.items() if entry.provisional}
        return next((year for year in self._years if year in expected), None)

    @property
    def _years(self) -> range:
        first, last = sorted((self.ruling.starts_on, self.ruling.due_on))
        return range(first.year, last.year + 1)


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """The ruling on competence; the body complained about as it was, and what it is on the day of filing."""

    ruling: CompetenceRuling
    regime: str
    then: BodyFacts | None = None
    now: BodyFacts | None = None

    @property
    def has_changed(self) -> bool:
        return self.then is not None and self.now != self.then


def clock_groups(law: LawBook) -> tuple[ClockGroup, ...]:
    """Every clock under the procedures that use it, in the order of the lawbook."""
    order = tuple(dict.fromkeys(row.clock for row in law.time_limits))
    used: dict[Procedure, set[str]] = {procedure: set() for procedure in Procedure}
    for row in law.transitions:
        used[row.procedure] |= {*row.starts, *row.ends, *row.extends}
    for ground in law.triage:
        for procedure in ground.procedures:
            used[procedure] |= {ground.clock} if ground.clock else set()
    named = set().union(*used.values())
    for clock in order:
        if clock not in named:
            for procedure in FAMILIES.get(clock.rpartition("-")[0], ()):
                used[procedure].add(clock)
    groups = [ClockGroup(procedure, tuple(filter(used[procedure].__contains__, order))) for procedure in Procedure]
    kept = set().union(*used.values())
    groups.append(ClockGroup(None, tuple(clock for clock in order if clock not in kept)))
    return tuple(group for group in groups if group.clocks)


def circumstances(law: LawBook, clocks: Iterable[str]) -> tuple[str, ...]:
    """What the rows of these clocks ask about the case, but for the instance, which the procedure says."""
    wanted = set(clocks)
    named = dict.fromkeys(name for row in law.time_limits if row.clock in wanted for name, _wanted in row.when)
    return tuple(name for name in named if name != SECOND)


def applies_to(row: TimeLimit, procedure: Procedure | None) -> bool:
    """Whether a row is for this procedure: some speak of the first or the second instance alone."""
    wanted = dict(row.when).get(SECOND)
    return wanted is None or procedure is None or wanted is is_second(procedure)


def is_second(procedure: Procedure | None) -> bool:
    """The second instance."""
    return procedure is not None and procedure.is_second_instance


def by_when(
    clock: str, procedure: Procedure | None, starts_on: date, given: Iterable[str] = (), pauses: Sequence[Pause] = ()
) -> WhenAnswer:
    """The last day of a clock. What its rows do not ask makes no difference. Raises LawUnknown without one row."""
    law = law_in_force()
    asked = dict.fromkeys(set(given) & set(circumstances(law, [clock])), True)
    limit = law.time_limit(clock, starts_on, **asked, second=is_second(procedure))
    ruling = deadlines.compute(limit, starts_on, law.calendar, pauses)
    stands = standing(limit, starts_on, law.calendar, pauses)
    return WhenAnswer(ruling, limit, clock, regime_on(starts_on), stands, read_otherwise(ruling, law))


def by_whom(facts: CompetenceFacts) -> WhoAnswer:
    """Who must settle, by the law of the day of filing. Raises LawUnknown without one row."""
    directory = bodies.directory()
    ruling = competence.resolve(facts, directory, law_in_force())
    act_on = facts.act_on or facts.filed_on
    then = directory.get(facts.respondent_code, act_on)
    now = directory.successor(facts.respondent_code, facts.filed_on) if then else None
    return WhoAnswer(ruling, regime_on(facts.filed_on), then, now)

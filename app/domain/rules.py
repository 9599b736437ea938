"""The law as frozen rows, and how exactly one of them is chosen for a day, or refused.

A LawBook is made by app/lawbook from TOML files. Every row names its article, how sure it is, and since when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from app.domain.calendars import WorkCalendar
from app.domain.citations import Citation, Ground, InForce
from app.domain.deadlines import Deadline, Pause, TimeLimit, compute
from app.domain.facts import CaseFacts
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import (
    CaseKind,
    Confidence,
    Disposition,
    DocumentKind,
    Office,
    Procedure,
    State,
    Step,
)

__all__ = [
    "CompetenceRow",
    "Instrument",
    "KindRow",
    "LawBook",
    "Regime",
    "Rule",
    "RespondentType",
    "Transition",
    "TriageRow",
    "Waiting",
]

CIRCUMSTANCES = frozenset({"remote", "complex", "several_places", "especially_complex", "second", "dismissal"})
"""What a time limit may depend on besides the day."""

Conditions = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular (văn bản) that citations name by `key`."""

    key: str
    number: str
    short: str
    names: Mapping[str, str]  # language → full name
    is_law: bool = True  # False: a choice of this system, not an instrument


@dataclass(frozen=True, slots=True)
class Regime:
    """One of the three legal regimes (procedure.md 0.2)."""

    key: str
    in_force: InForce
    name: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a procedure: from where, to where, who may, which clocks end and start, by what right.

    `to_state` None: the case stays where it is. `back`: it returns to the state from which it was suspended.
    `requires` are names of conditions in app/domain/workflow.py; a clock starts on the date of the document.
    """

    rule_id: str
    procedure: Procedure
    step: Step
    from_states: frozenset[State]  # empty: the step opens the case
    to_state: State | None
    offices: frozenset[Office]
    citation: Citation
    confidence: Confidence
    in_force: InForce
    ends: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()  # recomputed from the same start, as for a complex case
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    document: DocumentKind | None = None
    requires: tuple[str, ...] = ()
    back: bool = False

    @property
    def ground(self) -> Ground:
        return Ground(self.rule_id, self.citation, self.confidence)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open state in which the law lets the authority wait, and why: no clock of its own runs there."""

    procedure: Procedure
    state: State
    reason: str
    citation: Citation
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RespondentType:
    """What a body is to the rules of competence, by its level, type and the type of its superior."""

    name: str
    levels: frozenset[str]
    types: frozenset[str]
    parent_types: frozenset[str] = frozenset()  # empty: any


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """Who settles a case against this type of respondent (procedure.md 6)."""

    rule_id: str
    procedures: frozenset[Procedure]
    respondents: frozenset[str]  # names of RespondentType, or unknown, former_district
    positions: frozenset[str]  # staff, head, body
    settler: str  # an expression of app/domain/competence.py
    citation: Citation
    confidence: Confidence
    in_force: InForce
    reason: str
    office: str = ""  # settling authority outside this system
    needs_human: bool = False


@dataclass(frozen=True, slots=True)
class TriageRow:
    """One ground of screening, in the order of the law, and what follows from it (procedure.md 3)."""

    rule_id: str
    procedures: frozenset[Procedure]
    when: Conditions
    disposition: Disposition | None  # None: an advice beside the disposition
    reason: str
    citation: Citation
    confidence: Confidence
    in_force: InForce
    step: Step | None = None
    clock: str | None = None
    document: DocumentKind | None = None


@dataclass(frozen=True, slots=True)
class KindRow:
    """One line of the list that tells what a petition is; the first match wins (procedure.md 1.1)."""

    rule_id: str
    when: Conditions
    kind: CaseKind | None
    procedure: Procedure | None
    reason: str
    citation: Citation
    confidence: Confidence
    in_force: InForce
    needs_human: bool = False


Rule = TimeLimit | Transition | CompetenceRow | TriageRow | KindRow


@dataclass(frozen=True, slots=True, eq=False)
class LawBook:
    """All law this system knows, of all regimes. Immutable; `version` changes whenever a row does."""

    version: str
    regimes: tuple[Regime, ...]
    instruments: Mapping[str, Instrument]
    clock_names: Mapping[str, Mapping[str, str]]  # clock → language → what it is called
    time_limits: tuple[TimeLimit, ...]
    transitions: tuple[Transition, ...]
    waiting: tuple[Waiting, ...]
    respondents: tuple[RespondentType, ...]
    competence: tuple[CompetenceRow, ...]
    triage: tuple[TriageRow, ...]
    kinds: tuple[KindRow, ...]
    complete: frozenset[Procedure]  # procedures whose table leads from receipt to the end
    calendar: WorkCalendar
    checked_on: Mapping[str, date]  # law file → the day it was last compared with the law

    @property
    def since(self) -> date:
        """The first day whose law is known here."""
        return min(regime.in_force.since for regime in self.regimes)

    @property
    def clocks(self) -> frozenset[str]:
        return frozenset(limit.clock for limit in self.time_limits)

    def with_calendar(self, calendar: WorkCalendar) -> "LawBook":
        """The same law with another calendar: exceptions kept by the administrator, or a test's."""
        return replace(self, calendar=calendar)

    def regime(self, day: date) -> str:
        """R1, R2 or R3; LawUnknown before the first."""
        found = [regime.key for regime in self.regimes if regime.in_force.covers(day)]
        if len(found) != 1:
            raise LawUnknown("no_regime", day=day)
        return found[0]

    def time_limit(
        self,
        clock: str,
        on: date,
        *,
        remote: bool = False,
        complex: bool = False,
        several_places: bool = False,
        especially_complex: bool = False,
        second: bool = False,
        dismissal: bool = False,
    ) -> TimeLimit:
        """The one row for a clock that starts on a day, in these circumstances; LawUnknown for none or two.

        `second`: second instance (same time, other article). `dismissal`: complaint against a dismissal.
        A circumstance that the rows of the clock do not mention makes no difference.
        """
        given = {
            "remote": remote,
            "complex": complex or especially_complex,
            "several_places": several_places,
            "especially_complex": especially_complex,
            "second": second,
            "dismissal": dismissal,
        }
        found = rows_for(self.time_limits, clock, on, given)
        if len(found) != 1:
            reason = "no_time_limit" if not found else "two_time_limits"
            raise LawUnknown(reason, clock=clock, on=on, rules=[row.rule_id for row in found])
        return replace(found[0], regime=self.regime(on))

    def limit_for(self, clock: str, case: CaseFacts, on: date) -> TimeLimit:
        """The row for a clock of this case that starts on a day: place, complexity and instance are seen to."""
        return self.time_limit(
            clock,
            on,
            remote=case.in_remote_area,
            complex=case.is_complex,
            second=case.procedure is Procedure.COMPLAINT_SECOND,
        )

    def deadline(self, clock: str, case: CaseFacts, starts_on: date, pauses: tuple[Pause, ...] = ()) -> Deadline:
        """The due date of a clock of this case, explained day by day."""
        return compute(self.limit_for(clock, case, starts_on), starts_on, self.calendar, pauses)

    def unread_since(self, day: date) -> tuple[str, ...]:
        """Law files that nobody has compared with the law since a day: reported, never a reason to stop."""
        return tuple(sorted(name for name, checked_on in self.checked_on.items() if checked_on < day))

    def rules(self) -> tuple[Rule, ...]:
        """Every row that has an id and an article."""
        return (*self.time_limits, *self.transitions, *self.competence, *self.triage, *self.kinds)

    def rule(self, rule_id: str) -> Rule:
        """The row of an id that a case has kept, in force or not; LawUnknown if there is none."""
        row = _by_id(self).get(rule_id)
        if row is None:
            raise LawUnknown("no_such_rule", rule=rule_id)
        return row


@lru_cache(maxsize=8)
def _by_id(law: LawBook) -> dict[str, Rule]:
    return {row.rule_id: row for row in law.rules()}


def rows_for(rows: Iterable[TimeLimit], clock: str, on: date, given: Mapping[str, bool]) -> list[TimeLimit]:
    """Every row of a clock in force on a day whose circumstances are the given ones."""
    return [
        row
        for row in rows
        if row.clock == clock
        and row.in_force.covers(on)
        and all(given.get(name, False) is wanted for name, wanted in row.when)
    ]

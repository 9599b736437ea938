"""The law as frozen rows, and how exactly one of them is chosen for a day, or refused.

A LawBook is made by app/lawbook from TOML files; what its rows look like stands in app/domain/rows.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from app.domain.calendars import WorkCalendar
from app.domain.deadlines import Deadline, Pause, TimeLimit, compute
from app.domain.escalation.hot_spots import HotSpotRow
from app.domain.escalation.ladder import LadderRow
from app.domain.facts import CaseFacts
from app.domain.keeping.retention import RetentionRow
from app.domain.keeping.rights import DataRightRow
from app.domain.offices.delegable import DelegationRow
from app.domain.reception.duty import AdHocRow, DutyRow
from app.domain.reception.refusing import RefusalRow
from app.domain.refusals import LawUnknown
from app.domain.rows import (
    CIRCUMSTANCES,
    Alternative,
    CircumstanceRow,
    ClockEvents,
    CompetenceRow,
    Conditions,
    Doubt,
    Instrument,
    KindRow,
    LetterRow,
    LimitElsewhere,
    Regime,
    RespondentType,
    Rule,
    Transition,
    TransitionClause,
    TriageRow,
    Waiting,
)
from app.domain.vocabulary import Procedure, State

__all__ = [
    "CIRCUMSTANCES",
    "Alternative",
    "CircumstanceRow",
    "ClockEvents",
    "CompetenceRow",
    "Conditions",
    "Doubt",
    "Instrument",
    "KindRow",
    "LawBook",
    "LetterRow",
    "LimitElsewhere",
    "Regime",
    "RespondentType",
    "Rule",
    "Transition",
    "TransitionClause",
    "TriageRow",
    "Waiting",
]

Span = tuple[date, date, TimeLimit]
"""From a day to a day one row rules."""


DISCIPLINE_FILING = "DL-KL-01"
"""The clock within which discipline is complained about, the first or the second time."""


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
    clock_events: Mapping[str, ClockEvents] = field(default_factory=lambda: MappingProxyType({}))
    elsewhere: tuple[LimitElsewhere, ...] = ()
    circumstances: tuple[CircumstanceRow, ...] = ()
    clauses: tuple[TransitionClause, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    shelved: tuple[Rule, ...] = ()  # rows of the readings that are not in use; a case may have been decided under one
    doubts: tuple[Doubt, ...] = ()
    letters: tuple[LetterRow, ...] = ()
    delegations: tuple[DelegationRow, ...] = ()
    refusals: tuple[RefusalRow, ...] = ()  # of reception
    duties: tuple[DutyRow, ...] = ()  # of heads to receive in person
    ad_hoc: tuple[AdHocRow, ...] = ()  # when they receive at once
    retention: tuple[RetentionRow, ...] = ()
    data_rights: tuple[DataRightRow, ...] = ()
    ladders: tuple[LadderRow, ...] = ()  # of lateness
    hot_spots: tuple[HotSpotRow, ...] = ()
    state_codes: Mapping[str, State] = field(default_factory=lambda: MappingProxyType({}))
    procedure_codes: Mapping[str, Procedure] = field(default_factory=lambda: MappingProxyType({}))

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
        key = (clock, remote, complex or especially_complex, several_places, especially_complex, second, dismissal)
        known = _spans(self)
        spans = known.get(key)
        if spans is None:
            spans = known[key] = _spans_of(self, clock, dict(zip(_ORDER, key[1:], strict=True)))
        for since, until, limit in spans:
            if since <= on <= until:
                return limit
        self.regime(on)
        for row in self.elsewhere:
            if row.clock == clock and row.in_force.covers(on):
                raise LawUnknown("limit_in_another_law", clock=clock, rule=row.rule_id, look_in=row.look_in)
        found = rows_for(self.time_limits, clock, on, dict(zip(_ORDER, key[1:], strict=True)))
        reason = "no_time_limit" if not found else "two_time_limits"
        raise LawUnknown(reason, clock=clock, on=on, rules=[row.rule_id for row in found])

    def limit_for(self, clock: str, case: CaseFacts, on: date) -> TimeLimit:
        """The row for a clock of this case that starts on a day: place, complexity and instance are seen to. Once a
        first decision on discipline stands, what can still be filed is the second complaint (LKN Đ48)."""
        return self.time_limit(
            clock,
            on,
            remote=case.in_remote_area,
            complex=case.is_complex,
            several_places=case.checks_elsewhere,
            especially_complex=case.is_especially_complex,
            second=case.procedure.is_second_instance or (clock == DISCIPLINE_FILING and case.decided_on is not None),
            dismissal=case.is_dismissal,
        )

    def deadline(self, clock: str, case: CaseFacts, starts_on: date, pauses: tuple[Pause, ...] = ()) -> Deadline:
        """The due date of a clock of this case, explained day by day."""
        return compute(self.limit_for(clock, case, starts_on), starts_on, self.calendar, pauses)

    def letter(self, letter: str, on: date) -> LetterRow:
        """The form of a letter on a day; LawUnknown for none or two."""
        found = [row for row in self.letters if row.letter == letter and row.in_force.covers(on)]
        if len(found) != 1:
            raise LawUnknown("no_such_letter", letter=letter, on=on)
        return found[0]

    def unread_since(self, day: date) -> tuple[str, ...]:
        """Law files that nobody has compared with the law since a day: reported, never a reason to stop."""
        return tuple(sorted(name for name, checked_on in self.checked_on.items() if checked_on < day))

    def rules(self) -> tuple[Rule, ...]:
        """Every row that has an id and an article."""
        tables: tuple[tuple[Rule, ...], ...] = (
            *(self.time_limits, self.elsewhere, self.transitions, self.competence, self.circumstances),
            *(self.triage, self.kinds, self.letters, self.delegations, self.refusals),
            *(self.retention, self.data_rights, self.duties, self.ad_hoc, self.ladders, self.hot_spots),
        )
        return tuple(row for table in tables for row in table)

    def rule(self, rule_id: str) -> Rule:
        """The row of an id that a case has kept, in force or not; LawUnknown if there is none."""
        row = _by_id(self).get(rule_id)
        if row is None:
            raise LawUnknown("no_such_rule", rule=rule_id)
        return row


@lru_cache(maxsize=8)
def _by_id(law: LawBook) -> dict[str, Rule]:
    return {row.rule_id: row for row in (*law.shelved, *law.rules())}


_ORDER = ("remote", "complex", "several_places", "especially_complex", "second", "dismissal")
_LAST_DAY = date(9999, 12, 31)
_Key = tuple[str, bool, bool, bool, bool, bool, bool]


@lru_cache(maxsize=8)
def _spans(law: LawBook) -> dict[_Key, tuple[Span, ...]]:
    """What has been asked of this lawbook so far: a lawbook never changes, so an answer is found once."""
    return {}


def _spans_of(law: LawBook, clock: str, given: Mapping[str, bool]) -> tuple[Span, ...]:
    """The row that rules in these circumstances, period by period, where it is one; with the regime filled in."""
    rows = [row for row in law.time_limits if row.clock == clock]
    ends = {_LAST_DAY}
    for period in [row.in_force for row in rows] + [regime.in_force for regime in law.regimes]:
        ends.add(period.since - timedelta(days=1))
        ends.add(period.until or _LAST_DAY)
    spans: list[Span] = []
    since = date.min
    for until in sorted(ends):
        found = rows_for(rows, clock, until, given)
        regimes = [regime.key for regime in law.regimes if regime.in_force.covers(until)]
        if len(found) == len(regimes) == 1:
            spans.append((since, until, replace(found[0], regime=regimes[0])))
        since = min(until, _LAST_DAY - timedelta(days=1)) + timedelta(days=1)
    return tuple(reversed(spans))  # the law of today is asked for most


def rows_for(rows: Iterable[TimeLimit], clock: str, on: date, given: Mapping[str, bool]) -> list[TimeLimit]:
    """Every row of a clock in force on a day whose circumstances are the given ones."""
    return [
        row
        for row in rows
        if row.clock == clock
        and row.in_force.covers(on)
        and all(given.get(name, False) is wanted for name, wanted in row.when)
    ]

"""How long a file is kept, and when it may go (procedure.md 8.3): rows of lawbook/retention.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.citations import Citation, InForce
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import Confidence, Procedure, State


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """One row. An empty set means all; `years` None means for good."""

    rule_id: str
    procedures: frozenset[Procedure]
    states: frozenset[State]
    years: int | None
    words: Mapping[str, str]
    citation: Citation
    confidence: Confidence
    in_force: InForce

    def speaks_of(self, procedure: Procedure, state: State) -> bool:
        return (not self.procedures or procedure in self.procedures) and (not self.states or state in self.states)


def rule_for(rows: tuple[RetentionRow, ...], procedure: Procedure, state: State, closed_on: date) -> RetentionRow:
    """The row for a closed case under the law of its last day: the first that speaks of it."""
    for row in rows:
        if row.in_force.covers(closed_on) and row.speaks_of(procedure, state):
            return row
    raise LawUnknown("no_retention_rule", procedure=procedure.value)


def kept_until(row: RetentionRow, closed_on: date) -> date | None:
    """The last day on which the file must be kept: whole years after the one in which it was closed; None for good."""
    return date(closed_on.year + row.years, 12, 31) if row.years is not None else None


def earliest_closing(row: RetentionRow, today: date) -> date | None:
    """Cases closed up to this day may have run out under the row; None where none ever do."""
    return date(today.year - row.years - 1, 12, 31) if row.years is not None else None

"""Grounds on which somebody may be refused reception (LTCD Đ9; N154 Đ4): rows of lawbook/reception/refusals.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.citations import Citation, InForce
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import Confidence


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """One ground. `is_written`: a notice signed by the head is owed; the others are explained by word of mouth."""

    rule_id: str
    names: Mapping[str, str]  # language → the ground in short
    is_written: bool
    citation: Citation
    confidence: Confidence
    in_force: InForce


def grounds_on(rows: Iterable[RefusalRow], on: date) -> tuple[RefusalRow, ...]:
    """The grounds of a day, in the order of the law."""
    return tuple(row for row in rows if row.in_force.covers(on))


def ground_on(rows: Iterable[RefusalRow], rule_id: str, on: date) -> RefusalRow:
    """One of them; LawUnknown when it is no ground on that day."""
    found = next((row for row in grounds_on(rows, on) if row.rule_id == rule_id), None)
    if found is None:
        raise LawUnknown("no_such_refusal_ground", rule=rule_id, on=on)
    return found

"""The parts of a letter that was split, for who may read the letter or holds its code."""

from dataclasses import dataclass
from datetime import date

from app.domain.vocabulary import Procedure, State
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.queries import cases
from app.services.intake import split


@dataclass(frozen=True, slots=True)
class PartView:
    """One part: a case of its own."""

    case_id: int
    petition_id: int
    number: str
    procedure: Procedure
    state: State
    body: str
    due_on: date | None


def parts(case: Case) -> tuple[PartView, ...]:
    """Every part of the letter; none while it has not been split."""
    if case.state is not State.SPLIT:
        return ()
    petition_of = {receipt.case_id: receipt.petition_id for receipt in split.parts_of(case)}
    return tuple(_view(row, petition_of[row.id]) for row in cases.several(petition_of))


def _view(row: Case, petition_id: int) -> PartView:
    due_on = row.next_due_on if row.next_due_on < NO_DUE_DATE else None
    return PartView(row.id, petition_id, row.number, row.procedure, row.state, row.body.name, due_on)

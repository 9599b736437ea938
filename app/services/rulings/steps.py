"""What may happen next: the steps that the law knows from a state on a day, each with what it requires."""

from datetime import date
from typing import Any

from app.domain.rows import Transition
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure, State
from app.i18n.labels import label
from app.services.rulings.reading import Question, day, procedure, state


def answer(question: Question, law: LawBook) -> list[dict[str, Any]]:
    """Every step from here, conditions named and not judged: no case is known."""
    on = day(question, "on", "date", "ngay")
    if on is None:
        raise ValueError("on which day? (on)")
    law.regime(on)
    kind, here = procedure(question, law), state(question, law)
    codes = _codes(law)
    return [_told(row, codes) for row in _rows(law, kind, here, on)]


def _rows(law: LawBook, kind: Procedure, here: State | None, on: date) -> list[Transition]:
    return [
        row
        for row in law.transitions
        if row.procedure is kind
        and row.in_force.covers(on)
        and (here in row.from_states if here is not None else not row.from_states)
    ]


def _codes(law: LawBook) -> dict[State, str]:
    """The first code of each state."""
    found: dict[State, str] = {}
    for code, one in law.state_codes.items():
        found.setdefault(one, code)
    return found


def _told(row: Transition, codes: dict[State, str]) -> dict[str, Any]:
    return {
        "action": row.step.value,
        "action_name": label(row.step),
        "to": row.to_state.value if row.to_state else "suspended_from" if row.back else None,
        "to_code": codes.get(row.to_state) if row.to_state else None,
        "who": sorted(office.value for office in row.offices),
        "document": row.document.value if row.document else None,
        "document_name": label(row.document) if row.document else None,
        "citation": str(row.citation),
        "confidence": row.confidence.value,
        "rule": row.rule_id,
        "requires": list(row.requires),
        "ends": list(row.ends),
        "starts": list(row.starts),
        "extends": list(row.extends),
        "pauses": list(row.pauses),
        "resumes": list(row.resumes),
    }

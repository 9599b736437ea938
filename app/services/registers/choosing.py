"""What is chosen of a register as JSON, for an order that waits and for the log; codes and days, nobody's data."""

from dataclasses import fields
from datetime import date
from typing import Any

from app.domain.reception.registers import Chosen
from app.domain.reception.vocabulary import ReceptionMode, VisitOutcome
from app.domain.vocabulary import CaseKind

MEMBERS = {"mode": ReceptionMode, "kind": CaseKind, "outcome": VisitOutcome}
DAYS = ("since", "until")


def to_plain(chosen: Chosen) -> dict[str, Any]:
    values = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
    plain = {name: value.isoformat() if name in DAYS else value for name, value in values.items() if value is not None}
    return {name: str(value) if name in MEMBERS else value for name, value in plain.items()}


def from_plain(plain: dict[str, Any]) -> Chosen:
    values = dict(plain)
    for name in DAYS:
        values[name] = date.fromisoformat(plain[name])
    for name, members in MEMBERS.items():
        if name in plain:
            values[name] = members(plain[name])
    return Chosen(**values)

"""What the addresses of rounds and findings ask for; what cannot be meant is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.facts import Actor
from app.domain.oversight.vocabulary import RoundState, Severity
from app.domain.vocabulary import Role
from app.persistence.queries.oversight.audit.findings import Narrowed, Tab
from app.web.forms import read_number

HEAD_TABS = (Tab.MINE, Tab.OPEN, Tab.OVERDUE, Tab.DONE)
INSPECTOR_TABS = (Tab.OPEN, Tab.OVERDUE, Tab.MINE, Tab.DRAFT, Tab.DONE)


@dataclass(frozen=True, slots=True)
class AskedRounds:
    """Which rounds a list shows."""

    state: RoundState | None
    mine: bool
    before: int | None

    def values(self) -> dict[str, Any]:
        """As the address says it."""
        found = {"state": self.state and self.state.value, "mine": "1" if self.mine else None}
        return {name: value for name, value in found.items() if value}


def rounds(args: Mapping[str, str]) -> AskedRounds:
    """States and teams; goes on before a number."""
    state = next((one for one in RoundState if one.value == args.get("state")), None)
    return AskedRounds(state, args.get("mine") == "1", read_number(args.get("before", "")))


def tabs(actor: Actor) -> tuple[Tab, ...]:
    """What this reader's list has; the first is shown unasked."""
    return HEAD_TABS if actor.role is Role.HEAD else INSPECTOR_TABS


def findings(actor: Actor, args: Mapping[str, str]) -> Narrowed:
    """Tab, round, body, severity."""
    own = tabs(actor)
    return Narrowed(
        tab=next((one for one in own if one.value == args.get("tab")), own[0]),
        round_id=read_number(args.get("round", "")),
        body_id=read_number(args.get("body", "")),
        severity=next((one for one in Severity if one.value == args.get("severity")), None),
    )


def values(narrowed: Narrowed) -> dict[str, Any]:
    """The same as the address says it."""
    found = {
        "tab": narrowed.tab.value,
        "round": narrowed.round_id,
        "body": narrowed.body_id,
        "severity": narrowed.severity and narrowed.severity.value,
    }
    return {name: value for name, value in found.items() if value}

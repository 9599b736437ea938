"""From a TOML table to what may be signed for a head (delegation.toml)."""

from collections.abc import Iterator

from app.domain.offices.delegable import DelegationRow
from app.domain.offices.held import Capacity
from app.domain.vocabulary import Confidence, Procedure, Step
from app.lawbook.rows import RIGHTS, Table, citation, in_force, known


def delegations(table: Table) -> Iterator[DelegationRow]:
    keys = {"capacities", "steps", "procedures", "body_types", "is_personal", "is_step", "text"}
    known(table, RIGHTS | keys)
    yield DelegationRow(
        rule_id=table["id"],
        capacities=frozenset(map(Capacity, table["capacities"])),
        steps=frozenset(map(Step, table.get("steps", ()))),
        procedures=frozenset(map(Procedure, table.get("procedures", ()))),
        body_types=frozenset(table.get("body_types", ())),
        is_personal=table.get("is_personal", False),
        text=table["text"],
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
        is_step=table.get("is_step", True),
    )

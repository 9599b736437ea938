"""From a TOML table to what may be signed for a head (delegation.toml)."""

from collections.abc import Iterator
from types import MappingProxyType

from app.domain.offices.delegable import DelegationRow
from app.domain.offices.held import Capacity
from app.domain.vocabulary import Confidence, Procedure, Step
from app.lawbook.rows import RIGHTS, Table, citation, in_force, known


def delegations(table: Table) -> Iterator[DelegationRow]:
    keys = {"capacities", "steps", "procedures", "body_types", "is_personal", "is_step", "vi", "en"}
    known(table, RIGHTS | keys)
    yield DelegationRow(
        rule_id=table["id"],
        capacities=frozenset(map(Capacity, table["capacities"])),
        steps=frozenset(map(Step, table.get("steps", ()))),
        procedures=frozenset(map(Procedure, table.get("procedures", ()))),
        body_types=frozenset(table.get("body_types", ())),
        is_personal=table.get("is_personal", False),
        words=MappingProxyType({language: table[language] for language in ("vi", "en")}),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
        is_step=table.get("is_step", True),
    )

"""From a TOML table to the grounds of refusing reception (reception/refusals.toml)."""

from collections.abc import Iterator
from types import MappingProxyType

from app.domain.reception.refusing import RefusalRow
from app.domain.vocabulary import Confidence
from app.lawbook.rows import RIGHTS, Table, citation, in_force, known


def refusals(table: Table) -> Iterator[RefusalRow]:
    known(table, RIGHTS | {"is_written", "vi", "en", "km"})
    yield RefusalRow(
        rule_id=table["id"],
        names=MappingProxyType({language: table[language] for language in ("vi", "en", "km")}),
        is_written=table.get("is_written", False),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )

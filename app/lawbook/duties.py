"""From a TOML table to the duty of heads to receive, and to the cases of ad hoc reception (reception/duty.toml)."""

from collections.abc import Iterator
from types import MappingProxyType

from app.domain.reception.duty import AdHocRow, DutyRow, Per
from app.domain.reception.vocabulary import HeadPosition
from app.domain.vocabulary import Confidence
from app.lawbook.rows import RIGHTS, Table, citation, in_force, known


def duties(table: Table) -> Iterator[DutyRow]:
    known(table, RIGHTS | {"position", "levels", "types", "days", "per"})
    yield DutyRow(
        rule_id=table["id"],
        position=HeadPosition(table["position"]),
        levels=frozenset(table["levels"]),
        types=frozenset(table["types"]),
        days=table["days"],
        per=Per(table["per"]),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )


def ad_hoc(table: Table) -> Iterator[AdHocRow]:
    known(table, RIGHTS | {"vi", "en", "km"})
    yield AdHocRow(
        rule_id=table["id"],
        names=MappingProxyType({language: table[language] for language in ("vi", "en", "km")}),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )

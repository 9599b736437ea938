"""From TOML tables to how long files are kept (retention.toml) and what people may ask about their own data
(data_rights.toml)."""

from collections.abc import Iterator
from types import MappingProxyType

from app.domain.keeping.retention import RetentionRow
from app.domain.keeping.rights import DataRight, DataRightRow
from app.domain.vocabulary import Confidence, Procedure, State
from app.lawbook.rows import RIGHTS, Table, citation, in_force, known


def retention(table: Table) -> Iterator[RetentionRow]:
    known(table, RIGHTS | {"procedures", "states", "years", "vi", "en"})
    yield RetentionRow(
        rule_id=table["id"],
        procedures=frozenset(map(Procedure, table.get("procedures", ()))),
        states=frozenset(map(State, table.get("states", ()))),
        years=table.get("years"),
        words=MappingProxyType({language: table[language] for language in ("vi", "en")}),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )


def data_rights(table: Table) -> Iterator[DataRightRow]:
    known(table, RIGHTS | {"kind", "answer_working_days", "done_days", "vi", "en"})
    yield DataRightRow(
        rule_id=table["id"],
        kind=DataRight(table["kind"]),
        answer_working_days=table["answer_working_days"],
        done_days=table["done_days"],
        words=MappingProxyType({language: table[language] for language in ("vi", "en")}),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )

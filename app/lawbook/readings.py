"""What is unsure and how else it may be read: alternatives as switches, doubts, transition clauses, other codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from app.domain.deadlines import TimeLimit
from app.domain.rows import Alternative, CompetenceRow, Doubt, Rule, TransitionClause
from app.domain.vocabulary import Confidence, Counting, Procedure, State, Step
from app.lawbook.rows import citation

Table = Mapping[str, Any]
READ_AS: Mapping[str, Any] = MappingProxyType({"counting": Counting, "confidence": Confidence, "citation": citation})


def alternatives(tables: Iterable[Table], rows: Iterable[Rule]) -> tuple[Alternative, ...]:
    """Every switch with the rows that it would put in place of others."""
    known = {row.rule_id: row for row in rows}
    return tuple(_alternative(table, known) for table in tables)


def _alternative(table: Table, known: Mapping[str, Rule]) -> Alternative:
    unknown = table.keys() - {"key", "in_use", "question", "changes", "every_limit", "checked_on"}
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    changes = {change["rule"]: _changed(known[change["rule"]], change) for change in table.get("changes", ())}
    if "every_limit" in table:
        for row in known.values():
            if isinstance(row, TimeLimit) and not row.backward:
                changes[row.rule_id] = replace(row, rule_id=f"{row.rule_id}+{table['key']}", **table["every_limit"])
    every = "every_limit" in table
    return Alternative(table["key"], table["in_use"], table["question"], MappingProxyType(changes), every)


def _changed(row: Rule, change: Table) -> Rule:
    values = {name: READ_AS.get(name, _as_is)(value) for name, value in change.items() if name not in ("rule", "id")}
    return replace(row, rule_id=change["id"], **values)


def _as_is(value: Any) -> Any:
    return value


def in_use(rows: Iterable[Rule], readings: Iterable[Alternative]) -> tuple[Rule, ...]:
    """The rows as the switches stand: each replaced by the row of the reading that is in use."""
    found = list(rows)
    for reading in readings:
        if reading.in_use:
            found = [_read(row, reading) for row in found]
    return tuple(found)


def _read(row: Rule, reading: Alternative) -> Rule:
    """A row under a reading; of a row that an earlier switch has changed, only what this one says of every limit."""
    if row.rule_id in reading.changes:
        return reading.changes[row.rule_id]
    if isinstance(row, TimeLimit) and reading.every_limit and not row.backward:
        return replace(row, rule_id=f"{row.rule_id}+{reading.key}", counts_event=True)
    return row


def shelved(rows: Iterable[Rule], used: Iterable[Rule], readings: Iterable[Alternative]) -> tuple[Rule, ...]:
    """Rows that are not in use now: a case may have been decided under one of them."""
    kept = {row.rule_id: row for row in rows}
    for reading in readings:
        kept.update({row.rule_id: row for row in reading.changes.values()})
    for row in used:
        kept.pop(row.rule_id, None)
    return tuple(kept.values())


def doubts(table: Table) -> Iterator[Doubt]:
    yield Doubt(tuple(table.get("rules", ())), table["question"], table["look_in"], table.get("assumed", ""))


def clauses(table: Table) -> Iterator[TransitionClause]:
    yield TransitionClause(
        table["key"],
        frozenset(Procedure(name) for name in table["procedures"]),
        frozenset(Step(name) for name in table["steps"]),
        table["since"],
        table["text"],
        citation(table["citation"]),
        Confidence(table["confidence"]),
    )


def state_codes(table: Table) -> Mapping[str, State]:
    """Code of the procedure → state; the first code of a state is the one that is told."""
    return MappingProxyType({code: State(name) for name, codes in table.items() for code in codes})


def procedure_codes(table: Table) -> Mapping[str, Procedure]:
    return MappingProxyType({code: Procedure(name) for name, codes in table.items() for code in codes})


def with_readings(
    limits: tuple[TimeLimit, ...], competence: tuple[CompetenceRow, ...], tables: Iterable[Table]
) -> tuple[tuple[TimeLimit, ...], tuple[CompetenceRow, ...], tuple[Alternative, ...], tuple[Rule, ...]]:
    """Time limits and competence as the switches stand, the switches, and the rows put aside."""
    rows: tuple[Rule, ...] = (*limits, *competence)
    readings = alternatives(tables, rows)
    used = in_use(rows, readings)
    return (
        tuple(row for row in used if isinstance(row, TimeLimit)),
        tuple(row for row in used if isinstance(row, CompetenceRow)),
        readings,
        shelved(rows, used, readings),
    )

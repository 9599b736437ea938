"""From TOML tables to the ladder of lateness (escalation.toml), with what must hold of it, and to hot spots."""

from collections.abc import Iterator
from types import MappingProxyType

from app.domain.escalation.hot_spots import About, HotSpotRow
from app.domain.escalation.ladder import LadderRow, Rung, ladder_of
from app.domain.escalation.vocabulary import Act, Rank
from app.domain.refusals import LawUnknown
from app.domain.rules import LawBook
from app.domain.vocabulary import CaseKind, Confidence, Counting
from app.lawbook.rows import RIGHTS, Table, citation, in_force, known


def ladders(table: Table) -> Iterator[LadderRow]:
    known(table, RIGHTS | {"clocks", "kinds", "rungs", "vi", "en"})
    yield LadderRow(
        rule_id=table["id"],
        clocks=frozenset(table.get("clocks", ())),
        kinds=frozenset(map(CaseKind, table.get("kinds", ()))),
        rungs=tuple(_rung(rung) for rung in table["rungs"]),
        words=MappingProxyType({language: table[language] for language in ("vi", "en")}),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )


def _rung(table: Table) -> Rung:
    known(table, {"name", "days", "counting", "act", "to", "answer_days"})
    return Rung(
        name=table["name"],
        days=table["days"],
        counting=Counting(table["counting"]),
        act=Act(table["act"]),
        to=tuple(map(Rank, table["to"])),
        answer_days=table.get("answer_days", 5),
    )


def faults(law: LawBook) -> Iterator[str]:
    """Every clock of every kind has one ladder from the first day on; its rungs have names of their own and rise."""
    for row in law.ladders:
        names = [rung.name for rung in row.rungs]
        if len(set(names)) < len(names):
            yield f"{row.rule_id} has two rungs of one name"
        if [rung.days for rung in row.rungs] != sorted(rung.days for rung in row.rungs):
            yield f"{row.rule_id}: the rungs do not rise"
        for clock in row.clocks - law.clocks:
            yield f"{row.rule_id} names {clock!r}, which does not exist"
    for clock in sorted(law.clocks) if law.ladders else ():
        for kind in CaseKind:
            try:
                ladder_of(law.ladders, clock, kind, law.since)
            except LawUnknown:
                yield f"{clock} of {kind} has no ladder of its own, or two"


def hot_spots(table: Table) -> Iterator[HotSpotRow]:
    known(table, RIGHTS | {"about", "days", "at_least", "times_usual", "people", "vi", "en"})
    yield HotSpotRow(
        rule_id=table["id"],
        about=About(table["about"]),
        days=table["days"],
        at_least=table["at_least"],
        times_usual=float(table["times_usual"]),
        people=table.get("people"),
        words=MappingProxyType({language: table[language] for language in ("vi", "en")}),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
    )

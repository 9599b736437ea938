"""From one TOML table to the rows it stands for. A misspelt key is an error, never a silent default."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from app.domain.calendars import CalendarDay, DayKind
from app.domain.citations import Citation, InForce
from app.domain.competence import FORMER_DISTRICT, OTHER, POSITIONS, UNKNOWN
from app.domain.deadlines import ClockOwner, TimeLimit
from app.domain.rows import (
    CircumstanceRow,
    ClockEvents,
    CompetenceRow,
    Conditions,
    Instrument,
    KindRow,
    LetterRow,
    LimitElsewhere,
    Regime,
    RespondentType,
    Transition,
    TriageRow,
    Waiting,
)
from app.domain.vocabulary import (
    CaseKind,
    Confidence,
    Counting,
    Disposition,
    DocumentKind,
    Office,
    Procedure,
    State,
    Step,
)

Table = Mapping[str, Any]

ALL_OPEN = "open"  # in `from`: every open state
OPEN_STATES = frozenset(state for state in State if not state.is_final)
IN_HAND = "in_hand"  # every open state in which the matter itself is still dealt with
IN_HAND_STATES = OPEN_STATES - {State.TERMINATING}
BACK = "suspended_from"  # in `to`: the state from which the case was suspended
ANY_RESPONDENT = "*"
RIGHTS = {"id", "citation", "confidence", "since", "until", "checked_on"}


def citation(text: str) -> Citation:
    """`"LKN 28.1.a"` is điểm a khoản 1 Điều 28 of the instrument LKN."""
    instrument, _, place = text.partition(" ")
    article, clause, point = (place.split(".") + ["", ""])[:3]
    return Citation(instrument, article, clause, point)


def in_force(table: Table) -> InForce:
    since, until = table["since"], table.get("until")
    if not isinstance(since, date) or (until is not None and until < since):
        raise ValueError("a rule is in force from a day on, and not until an earlier one")
    return InForce(since, until)


def time_limits(table: Table) -> Iterator[TimeLimit]:
    of_the_clock = {"id", "owner", "vi", "en", "km", "starts", "ends", "beside", "limit", "elsewhere", "checked_on"}
    known(table, of_the_clock)
    for limit in table["limit"]:
        known(limit, RIGHTS | {"days", "counting", "backward", "when"})
        yield TimeLimit(
            rule_id=limit["id"],
            clock=table["id"],
            days=limit["days"],
            counting=Counting(limit["counting"]),
            citation=citation(limit["citation"]),
            confidence=Confidence(limit["confidence"]),
            in_force=in_force(limit),
            checked_on=limit.get("checked_on", table["checked_on"]),
            owner=ClockOwner(table["owner"]),
            backward=limit.get("backward", False),
            when=_when(limit),
        )


def clock_events(table: Table) -> ClockEvents:
    """From what a clock runs, and what ends it."""
    return ClockEvents(table["starts"], table["ends"], table.get("beside", ""))


def elsewhere(table: Table) -> Iterator[LimitElsewhere]:
    """The limit of a clock that another law holds."""
    limit = table.get("elsewhere")
    if limit is not None:
        known(limit, RIGHTS | {"look_in"})
        yield LimitElsewhere(
            limit["id"],
            table["id"],
            citation(limit["citation"]),
            Confidence(limit["confidence"]),
            in_force(limit),
            limit["look_in"],
        )


def transitions(table: Table) -> Iterator[Transition]:
    """One row for each procedure named."""
    clocks = {"ends", "starts", "extends", "pauses", "resumes"}
    keys = {"step", "procedures", "from", "to", "offices", "document", "requires", "by_acceptance"}
    known(table, RIGHTS | clocks | keys)
    target = table.get("to")
    turns: dict[str, Any] = {name: tuple(table.get(name, ())) for name in clocks}
    for name in table["procedures"]:
        yield Transition(
            rule_id=f"{name}.{table.get('id', table['step'])}",
            procedure=Procedure(name),
            step=Step(table["step"]),
            from_states=_states(table["from"]),
            to_state=State(target) if target and target != BACK else None,
            offices=frozenset(Office(office) for office in table["offices"]),
            citation=citation(table["citation"]),
            confidence=Confidence(table["confidence"]),
            in_force=in_force(table),
            document=DocumentKind(table["document"]) if "document" in table else None,
            requires=tuple(table.get("requires", ())),
            back=target == BACK,
            by_acceptance=table.get("by_acceptance", False),
            **turns,
        )


def waiting(table: Table) -> Iterator[Waiting]:
    known(table, {"procedures", "state", "reason", "citation", "confidence", "checked_on"})
    for name in table["procedures"]:
        yield Waiting(
            Procedure(name),
            State(table["state"]),
            table["reason"],
            citation(table["citation"]),
            Confidence(table["confidence"]),
        )


def respondents(table: Table) -> Iterator[RespondentType]:
    known(table, {"name", "levels", "types", "parent_types", "head", "superior", "aliases", "checked_on"})
    yield RespondentType(
        table["name"],
        frozenset(table["levels"]),
        frozenset(table["types"]),
        frozenset(table.get("parent_types", ())),
        table["head"],
        table["superior"],
        tuple(table["aliases"]),
    )


def competence(table: Table) -> Iterator[CompetenceRow]:
    known(
        table,
        RIGHTS
        | {"procedures", "respondents", "positions", "levels", "settler", "office", "title", "needs_human", "reason"},
    )
    yield CompetenceRow(
        rule_id=table["id"],
        procedures=frozenset(Procedure(name) for name in table["procedures"]),
        respondents=frozenset(table["respondents"]),
        positions=frozenset(table.get("positions", POSITIONS)),
        settler=table["settler"],
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
        reason=table["reason"],
        office=table.get("office", ""),
        needs_human=table.get("needs_human", False),
        title=table.get("title", ""),
        levels=frozenset(table.get("levels", ())),
    )


def circumstances(table: Table) -> Iterator[CircumstanceRow]:
    known(table, RIGHTS | {"procedures", "changes", "about", "position", "settler", "needs_human", "reason"})
    yield CircumstanceRow(
        rule_id=table["id"],
        procedures=frozenset(Procedure(name) for name in table["procedures"]),
        changes=frozenset(table["changes"]),
        about=table.get("about", ""),
        position=table.get("position", ""),
        settler=table.get("settler", ""),
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
        reason=table["reason"],
        needs_human=table.get("needs_human", False),
    )


def with_every_respondent(rows: Iterable[CompetenceRow], types: Iterable[RespondentType]) -> tuple[CompetenceRow, ...]:
    """Spell out `respondents = ["*"]`."""
    every = frozenset(kind.name for kind in types) | {UNKNOWN, FORMER_DISTRICT, OTHER}
    return tuple(replace(row, respondents=every) if ANY_RESPONDENT in row.respondents else row for row in rows)


def grounds(table: Table) -> Iterator[TriageRow]:
    known(table, RIGHTS | {"procedures", "when", "disposition", "step", "clock", "document", "reason", "handling"})
    yield TriageRow(
        rule_id=table["id"],
        procedures=frozenset(Procedure(name) for name in table["procedures"]),
        when=_when(table),
        disposition=Disposition(table["disposition"]) if "disposition" in table else None,
        reason=table["reason"],
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
        step=Step(table["step"]) if "step" in table else None,
        clock=table.get("clock"),
        document=DocumentKind(table["document"]) if "document" in table else None,
        handling=table.get("handling", table.get("disposition", "")),
    )


def kinds(table: Table) -> Iterator[KindRow]:
    known(table, RIGHTS | {"when", "kind", "procedure", "reason", "needs_human"})
    yield KindRow(
        rule_id=table["id"],
        when=_when(table),
        kind=CaseKind(table["kind"]) if "kind" in table else None,
        procedure=Procedure(table["procedure"]) if "procedure" in table else None,
        reason=table["reason"],
        citation=citation(table["citation"]),
        confidence=Confidence(table["confidence"]),
        in_force=in_force(table),
        needs_human=table.get("needs_human", False),
    )


def days(table: Table) -> Iterator[CalendarDay]:
    known(table, {"on", "kind", "name", "ground", "pending", "provisional", "checked_on"})
    yield CalendarDay(
        table["on"],
        DayKind(table["kind"]),
        table["name"],
        table["ground"],
        table.get("pending", False),
        table.get("provisional", False),
    )


def regimes(table: Table) -> Iterator[Regime]:
    known(table, {"key", "since", "until", "name", "checked_on"})
    yield Regime(table["key"], in_force(table), table["name"])


def instruments(table: Table) -> Iterator[Instrument]:
    known(table, {"key", "number", "short", "vi", "en", "km", "is_law", "checked_on"})
    names = {language: table[language] for language in ("vi", "en", "km") if language in table}
    yield Instrument(table["key"], table["number"], table["short"], MappingProxyType(names), table.get("is_law", True))


def as_written(table: Table) -> Iterator[Table]:
    """A table that is understood only when every other file has been read."""
    yield table


def known(table: Table, keys: set[str]) -> None:
    unknown = table.keys() - keys
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")


def _when(table: Table) -> Conditions:
    when = table.get("when", {})
    if not all(isinstance(wanted, bool) for wanted in when.values()):
        raise ValueError("a condition is true or false")
    return tuple(when.items())


def _states(names: list[str]) -> frozenset[State]:
    if names in ([ALL_OPEN], [IN_HAND]):
        return OPEN_STATES if names == [ALL_OPEN] else IN_HAND_STATES
    return frozenset(State(name) for name in names)


def letters(table: Table) -> Iterator[LetterRow]:
    """One row for each form that a letter has had."""
    known(table, {"id", "vi", "en", "km", "form", "checked_on"})
    for form in table["form"]:
        known(form, RIGHTS | {"number", "template", "symbol", "is_official"})
        yield LetterRow(
            rule_id=form["id"],
            letter=table["id"],
            form=form.get("number", ""),
            names=MappingProxyType({language: table[language] for language in ("vi", "en", "km")}),
            template=form["template"],
            citation=citation(form["citation"]),
            confidence=Confidence(form["confidence"]),
            in_force=in_force(form),
            symbol=form.get("symbol", ""),
            is_official=form.get("is_official", True),
        )

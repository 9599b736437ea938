"""What must hold before a rule is used: exactly one row for any facts and day, and nothing named that is not there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

from app.domain.citations import Citation
from app.domain.competence import ABOUT, CHANGES, FORMER_DISTRICT, LEVELS, OTHER, POSITIONS, SETTLERS, UNKNOWN
from app.domain.deadlines import TimeLimit
from app.domain.rules import CIRCUMSTANCES, LawBook, rows_for
from app.domain.triage import kind_conditions, triage_conditions
from app.domain.vocabulary import Procedure, State
from app.domain.workflow import CONDITIONS
from app.lawbook import climbing, clock_checks, reach
from app.lawbook.reach import turning_days


def faults(law: LawBook) -> list[str]:
    """Every contradiction in the law files, in words for whoever edits them; empty when there is none."""
    return [
        *_rule_ids(law),
        *_citations(law),
        *_names(law),
        *_regimes(law),
        *_time_limits(law),
        *_clocks_of_steps(law),
        *clock_checks.faults(law),
        *climbing.faults(law),
        *_competence(law),
        *_kinds(law),
        *_letters(law),
        *_calendar(law),
        *_doubts(law),
        *_clauses(law),
        *_codes(law),
        *reach.faults(law),
    ]


def _rule_ids(law: LawBook) -> Iterator[str]:
    for rule_id, times in Counter(row.rule_id for row in law.rules()).items():
        if times > 1:
            yield f"rule id {rule_id} is used {times} times"


def _citations(law: LawBook) -> Iterator[str]:
    named: list[tuple[str, Citation]] = [(row.rule_id, row.citation) for row in law.rules()]
    named += [(f"waiting {row.state}", row.citation) for row in law.waiting]
    for name, citation in named:
        instrument = law.instruments.get(citation.instrument)
        if instrument is None:
            yield f"{name} cites {citation.instrument!r}, which is no instrument"


def _names(law: LawBook) -> Iterator[str]:
    """Conditions, settlers, respondents and clocks that rows name must exist."""
    respondents = {kind.name for kind in law.respondents} | {UNKNOWN, FORMER_DISTRICT, OTHER}
    for row in law.transitions:
        yield from _unknown(row.rule_id, row.requires, CONDITIONS)
        named = (*row.ends, *row.starts, *row.extends, *row.pauses, *row.resumes)
        yield from _unknown(row.rule_id, named, law.clocks)
    for one in law.competence:
        yield from _unknown(one.rule_id, [one.settler], SETTLERS)
        yield from _unknown(one.rule_id, one.respondents, respondents)
        yield from _unknown(one.rule_id, one.positions, POSITIONS)
        yield from _unknown(one.rule_id, one.levels, LEVELS)
    for change in law.circumstances:
        yield from _unknown(change.rule_id, change.changes, CHANGES)
        yield from _unknown(change.rule_id, [change.about], ABOUT)
        yield from _unknown(change.rule_id, [change.position], POSITIONS | {""})
        yield from _unknown(change.rule_id, [change.settler], {*SETTLERS, ""})
    for ground in law.triage:
        yield from _unknown(ground.rule_id, [name for name, _ in ground.when], triage_conditions())
        yield from _unknown(ground.rule_id, [ground.clock] if ground.clock else [], law.clocks)
    for kind in law.kinds:
        yield from _unknown(kind.rule_id, [name for name, _ in kind.when], kind_conditions())
    for limit in law.time_limits:
        yield from _unknown(limit.rule_id, [name for name, _ in limit.when], CIRCUMSTANCES)
        if limit.days < 1:
            yield f"{limit.rule_id} lasts {limit.days} days"


def _unknown(rule_id: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    known = set(known)
    for name in names:
        if name not in known:
            yield f"{rule_id} names {name!r}, which does not exist"


def _regimes(law: LawBook) -> Iterator[str]:
    days = turning_days(regime.in_force for regime in law.regimes)
    for day in days:
        covering = [regime.key for regime in law.regimes if regime.in_force.covers(day)]
        if len(covering) != 1:
            yield f"{day} belongs to regimes {covering}"


def _time_limits(law: LawBook) -> Iterator[str]:
    """Exactly one row for a clock, in every circumstance, from its first day on."""
    for clock in sorted(law.clocks):
        rows = [row for row in law.time_limits if row.clock == clock]
        for day in turning_days(row.in_force for row in rows):
            yield from _one_row(rows, clock, day)


def _one_row(rows: list[TimeLimit], clock: str, day: date) -> Iterator[str]:
    names = sorted({name for row in rows for name, _ in row.when})
    for values in product((False, True), repeat=len(names)):
        given = dict(zip(names, values, strict=True))
        if given.get("especially_complex") and not given.get("complex", True):
            continue  # an especially complex case is a complex one
        found = [row.rule_id for row in rows_for(rows, clock, day, given)]
        if len(found) != 1:
            yield f"{clock} on {day} with {given}: rows {found}"


def _clocks_of_steps(law: LawBook) -> Iterator[str]:
    """A clock that a step starts has a row on every day on which the step can be taken."""
    for step in law.transitions:
        for clock in {*step.starts, *step.extends}:
            rows = [row for row in law.time_limits if row.clock == clock]
            days = [day for day in turning_days(row.in_force for row in rows) if step.in_force.covers(day)]
            for day in {step.in_force.since, *days}:
                if not any(row.in_force.covers(day) for row in rows):
                    yield f"{step.rule_id} starts {clock}, which is not in law on {day}"


def _competence(law: LawBook) -> Iterator[str]:
    """Exactly one row for every procedure, type of respondent, position and level, from the first row on."""
    respondents = sorted({kind.name for kind in law.respondents} | {UNKNOWN, FORMER_DISTRICT, OTHER})
    for procedure in Procedure:
        rows = [row for row in law.competence if procedure in row.procedures]
        days = turning_days(row.in_force for row in rows)
        levels = sorted(LEVELS) if any(row.levels for row in rows) else [""]
        for day, respondent, position, level in product(days, respondents, sorted(POSITIONS), levels):
            found = [
                row.rule_id
                for row in rows
                if row.in_force.covers(day)
                and respondent in row.respondents
                and position in row.positions
                and (not row.levels or level in row.levels)
            ]
            if len(found) != 1:
                yield f"competence {procedure} {respondent} {position} {level} on {day}: rows {found}"


def _kinds(law: LawBook) -> Iterator[str]:
    if not law.kinds or law.kinds[-1].when:
        yield "the classification list must end with a line that always applies"
    for procedure in Procedure:
        last = [row for row in law.triage if procedure in row.procedures]
        if not last or last[-1].disposition is None:
            yield f"the screening of {procedure} must end with a disposition"


def _doubts(law: LawBook) -> Iterator[str]:
    """Every unsure row has its question to a jurist, and every question its rows."""
    ids = [row.rule_id for row in law.rules()]
    for row in law.rules():
        if not row.confidence.is_sure and not any(doubt.concerns(row.rule_id) for doubt in law.doubts):
            yield f"{row.rule_id} is unsure, and nobody is asked about it"
    for doubt in law.doubts:
        if not doubt.rules and not doubt.assumed:
            yield f"what does the system do meanwhile? {doubt.question}"
        if doubt.rules and not any(
            doubt.concerns(rule_id) for rule_id in (*ids, *(row.rule_id for row in law.shelved))
        ):
            yield f"no row is meant by the doubt about {', '.join(doubt.rules)}"


def _clauses(law: LawBook) -> Iterator[str]:
    """What a transition clause gives to the new law may not be left to the law of the day of acceptance."""
    for clause in law.clauses:
        for row in law.transitions:
            if row.by_acceptance and row.procedure in clause.procedures and row.step in clause.steps:
                yield f"{row.rule_id} goes by the day of acceptance, against {clause.key}"


def _codes(law: LawBook) -> Iterator[str]:
    if law.state_codes:
        yield from (f"{state.value} has no code" for state in State if state not in law.state_codes.values())


def _letters(law: LawBook) -> Iterator[str]:
    """From the day on which a letter is known to the law it has exactly one form."""
    rows = law.letters
    for letter in sorted({row.letter for row in rows}):
        own = [row for row in rows if row.letter == letter]
        for day in turning_days([*(row.in_force for row in own), *(regime.in_force for regime in law.regimes)]):
            count = sum(row.in_force.covers(day) for row in own)
            if count != 1 and day >= own[0].in_force.since:
                yield f"letter {letter} has {count} forms on {day}"


def _calendar(law: LawBook) -> Iterator[str]:
    for day, entry in law.calendar.days.items():
        is_weekend = day.weekday() >= 5
        if entry.kind.value == "makeup_work" and not is_weekend:
            yield f"{day} is a weekday: nobody makes up for it"
        if entry.kind.value in {"comp_off", "swap_off"} and is_weekend:
            yield f"{day} is a weekend: it cannot be given off"

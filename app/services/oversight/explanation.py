"""Why a case stands as it does: the chain of rules it has kept, with what each says today. No personal data: the law
of a case and its dates, never its people or its words."""

from datetime import date
from typing import Any

from app import lawbook
from app.domain.deadlines import TimeLimit
from app.domain.refusals import LawUnknown, NotFound
from app.domain.rows import TransitionClause
from app.domain.rules import LawBook, Rule
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.event import CaseEvent
from app.persistence.queries import cases
from app.services import clocks
from app.services.law import law_in_force


def of_case(case_id: int) -> dict[str, Any]:
    """Competence, steps and clocks of a stored case, each with the rule it was ruled by."""
    case = cases.locked(case_id)
    if case is None:
        raise NotFound("case_not_found")
    law = law_in_force()
    return {
        "case": case.number,
        "procedure": case.procedure.value,
        "state": case.state.value,
        "received_on": case.received_on.isoformat(),
        "regime_of_receipt": law.regime(case.received_on),
        "transition_clauses": [_clause(clause) for clause in clauses_of(case, law)],
        "competence": _competence(case, law),
        "steps": [_step(event, law) for event in case.events],
        "clocks": [_clock(row, law) for row in case.deadlines],
    }


def of_rule(rule_id: str) -> dict[str, Any]:
    """The row of law behind a rule id, in force or not."""
    rule = lawbook.load().rule(rule_id)
    return {"rule": rule_id, "citation": str(rule.citation), "confidence": rule.confidence, "row": str(rule)}


def clauses_of(case: Case, law: LawBook) -> tuple[TransitionClause, ...]:
    """Transition clauses that reach this case: accepted before the new law, and not over when it came into force."""
    accepted_on = case.accepted_on
    if accepted_on is None:
        return ()
    over_on = max((event.document_on for event in case.events), default=accepted_on) if case.state.is_final else None
    return tuple(
        clause
        for clause in law.clauses
        if case.procedure in clause.procedures
        and accepted_on < clause.since
        and (over_on is None or over_on >= clause.since)
    )


def _clause(clause: TransitionClause) -> dict[str, Any]:
    return {"text": clause.text, "citation": str(clause.citation), "since": clause.since.isoformat()}


def _competence(case: Case, law: LawBook) -> dict[str, Any] | None:
    kept = case.competence
    if not kept:
        return None
    named = ("settler_code", "settler_name", "office", "sure", "needs_human", "reason")
    return {name: kept.get(name) for name in named} | _ground(kept["rule_id"], law)


def _step(event: CaseEvent, law: LawBook) -> dict[str, Any]:
    return {
        "step": event.step.value,
        "on": event.document_on.isoformat(),
        "to": event.to_state.value,
        "regime": law.regime(event.document_on),
    } | _ground(event.rule_id, law)


def _clock(row: Deadline, law: LawBook) -> dict[str, Any]:
    found: dict[str, Any] = {
        "clock": row.clock,
        "name": law.clock_names.get(row.clock, {}).get("vi", ""),
        "from": row.starts_on.isoformat(),
        "nominal": row.nominal_on.isoformat(),
        "due": row.due_on.isoformat(),
        "ended": _iso(row.ended_on),
        "in_time": row.met,
        "pauses": row.pauses or [],
        "regime": law.regime(row.starts_on),
    } | _ground(row.rule_id, law)
    if isinstance(_rule(row.rule_id, law), TimeLimit):
        ruling = clocks.explain(row)
        found["counted"] = [f"{step.day.isoformat()} {step.number or '-'} {step.note.value}" for step in ruling.steps]
        found["would_be_due_now"] = ruling.due_on.isoformat()
    return found


def _ground(rule_id: str, law: LawBook) -> dict[str, Any]:
    rule = _rule(rule_id, law)
    if rule is None:
        return {"rule": rule_id, "citation": None, "confidence": None}
    return {"rule": rule_id, "citation": str(rule.citation), "confidence": rule.confidence.value}


def _rule(rule_id: str, law: LawBook) -> Rule | None:
    try:
        return law.rule(rule_id)
    except LawUnknown:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

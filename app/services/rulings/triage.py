"""What to do with a petition: every ground that applies, and what is proposed; and what kind it is."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from app.domain.rules import LawBook
from app.domain.triage import KindFacts, TriageFacts, TriageRuling, propose, proposed, suggest_kind
from app.services.rulings.reading import Question, a_day, day, flag, number, procedure


def answer(question: Question, law: LawBook) -> dict[str, Any]:
    """The grounds for a petition whose kind is known, or the kind for a question without one."""
    received_on = day(question, "received_on", "received", "on", "date")
    if received_on is None:
        raise ValueError("when was it received? (received_on)")
    if question.get("kind") is None and question.get("procedure") is None:
        return _kind(question, law, received_on)
    answers = _answers(TriageFacts, question)
    if answers.get("is_anonymous"):
        answers.setdefault("is_named", False)
    facts = TriageFacts(procedure(question, law), received_on, **answers)
    rulings = propose(facts, law, received_on)
    first = proposed(rulings)
    return {
        "procedure": facts.procedure.value,
        "disposition": first.disposition.value if first and first.disposition else None,
        "handling": _handling(rulings, first),
        "proposed": _told(first) if first else None,
        "grounds": [_told(ruling) for ruling in rulings],
    }


INSTEAD = frozenset({"DONDOC", "TACH", "THANH_TRA_KIEM_TRA"})
"""What an advice asks for instead of the disposition: a person sees to it first (procedure.md 3.3 rows 6, 7, 11)."""


def _handling(rulings: Sequence[TriageRuling], first: TriageRuling | None) -> str | None:
    """What the table of the law does with this situation as a whole."""
    instead = next((ruling.handling for ruling in rulings if ruling.handling in INSTEAD), "")
    return instead or (first.handling if first else "") or next((one.handling for one in rulings if one.handling), None)


def _kind(question: Question, law: LawBook, on: date) -> dict[str, Any]:
    ruling = suggest_kind(KindFacts(**_answers(KindFacts, question)), law, on)
    return {
        "kind": ruling.kind.value if ruling.kind else None,
        "procedure": ruling.procedure.value if ruling.procedure else None,
        "reason": ruling.reason,
        "rule": ruling.ground.rule_id,
        "citation": str(ruling.ground.citation),
        "confidence": ruling.ground.confidence.value,
        "needs_human": ruling.needs_human,
    }


NOT_ANSWERS = frozenset({"kind", "procedure", "instance", "received_on", "received", "on", "date"})


def _answers(of: type[TriageFacts] | type[KindFacts], question: Question) -> dict[str, Any]:
    """The fields of the facts that the question gives; an unknown name is told, lest an answer go unheard."""
    kinds = {one.name: str(one.type) for one in fields(of)}
    found: dict[str, Any] = {}
    for name in question.keys() - NOT_ANSWERS:
        if name not in kinds:
            raise ValueError(f"no fact is called {name!r}")
        found[name] = _read(question, name, kinds[name])
    return found


def _read(question: Question, name: str, kind: str) -> Any:
    value = question[name]
    if "date" in kind:
        return None if value is None else a_day(value, name)
    if kind.endswith("int'>") or kind == "int":
        days = number(question, name)
        if days < 0:
            raise ValueError(f"{name} is a number of days, not {value!r}")
        return days
    return flag(question, name)


def _told(ruling: TriageRuling) -> dict[str, Any]:
    return {
        "disposition": ruling.disposition.value if ruling.disposition else None,
        "handling": ruling.handling or None,
        "step": ruling.step.value if ruling.step else None,
        "document": ruling.document.value if ruling.document else None,
        "clock": ruling.clock,
        "reason": ruling.reason,
        "rule": ruling.ground.rule_id,
        "citation": str(ruling.ground.citation),
        "confidence": ruling.ground.confidence.value,
    }


KNOWN = NOT_ANSWERS | {one.name for facts in (TriageFacts, KindFacts) for one in fields(facts)}
"""Every name that a question about screening may use."""

"""Screening: every ground that applies, in the order of the law, and what is proposed to the head."""

from datetime import date
from typing import Any

import pytest

from app import lawbook
from app.domain.triage import KindFacts, TriageFacts, propose, proposed, suggest_kind
from app.domain.vocabulary import Disposition, Procedure
from tests.domain.legal_cases import cases

LAW = lawbook.load()
TODAY = date(2025, 7, 14)


@pytest.mark.parametrize("case", cases("triage"))
def test_legal_case(case: dict[str, Any]) -> None:
    facts = TriageFacts(**{**case["facts"], "procedure": Procedure(case["facts"]["procedure"])})
    rulings = propose(facts, LAW, facts.received_on)
    assert [ruling.reason for ruling in rulings] == case["reasons"]
    first = proposed(rulings)
    assert first is not None
    told = {
        "disposition": first.disposition or "",
        "step": first.step or "",
        "document": first.document or "",
        "clock": first.clock or "",
        "citation": str(first.ground.citation),
    }
    assert {name: told[name] for name in told if name in case} == {name: case[name] for name in told if name in case}


@pytest.mark.parametrize("case", cases("kinds"))
def test_kind(case: dict[str, Any]) -> None:
    ruling = suggest_kind(KindFacts(**case["facts"]), LAW, TODAY)
    assert (ruling.kind or "", ruling.procedure or "") == (case["kind"], case["procedure"])
    assert ruling.needs_human is case.get("needs_human", False)
    assert ruling.ground.rule_id.startswith("kind.")


@pytest.mark.parametrize("procedure", list(Procedure))
@pytest.mark.parametrize("competent", [True, False])
def test_there_is_always_a_proposal(procedure: Procedure, competent: bool) -> None:
    first = proposed(propose(TriageFacts(procedure, TODAY, is_competent=competent), LAW, TODAY))
    assert first is not None
    assert (first.disposition is Disposition.ACCEPT) is competent


def test_no_rulings_propose_nothing() -> None:
    assert proposed(()) is None

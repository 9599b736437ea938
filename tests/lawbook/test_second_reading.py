"""Questions of a second reader, on the days and bodies where a reading of the law is likely to slip."""

from typing import Any

import pytest

from app import lawbook
from app.domain.refusals import Refusal
from app.services.rulings import competence, deadlines, triage
from tests.domain.directory import seed_directory
from tests.domain.legal_cases import cases

LAW, BODIES = lawbook.load(), seed_directory()


@pytest.mark.parametrize("case", cases("second_reading"))
def test_the_answer_stands(case: dict[str, Any]) -> None:
    assert answer(case["asks"], case["question"]) == case["answer"]


def answer(asks: str, question: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"deadline": by_when, "competence": by_whom, "triage": what_to_do}[asks](question)
    except Refusal as refusal:
        return {"error": refusal.reason}
    except ValueError as error:
        return {"error": str(error)}


def by_when(question: dict[str, Any]) -> dict[str, Any]:
    told = deadlines.answer(question, LAW)
    return {name: told[name] for name in ("due", "rule")}


def by_whom(question: dict[str, Any]) -> dict[str, Any]:
    told = competence.answer(question, LAW, BODIES)
    assert told["needs_human"] is not told["sure"]
    told["settler_body"] = told["settler_body"] or ""
    return {name: told[name] for name in ("settler_body", "settler_office", "citation", "sure")}


def what_to_do(question: dict[str, Any]) -> dict[str, Any]:
    told = triage.answer(question, LAW)
    proposed = told["proposed"] or {}
    found = {name: proposed.get(name) or "" for name in ("disposition", "step", "document")}
    grounds = told["grounds"]
    return {**found, "grounds": [one["reason"] for one in grounds], "citation": grounds[0]["citation"]}

"""The chain of rules of a stored case, with the transition clauses that reach it, and nobody's name."""

import json

import pytest

from app.domain.refusals import NotFound
from app.services.oversight import explanation
from tests.builders import a_case

pytestmark = pytest.mark.usefixtures("db")


def test_every_step_and_clock_names_its_rule() -> None:
    case = a_case().accepted(on="2026-06-25").made()
    told = explanation.of_case(case.id)
    assert [step["step"] for step in told["steps"]][-1] == "accept"
    assert all(step["citation"] for step in told["steps"])
    clock = next(clock for clock in told["clocks"] if clock["clock"] == "DL-KN-03")
    assert (clock["rule"], clock["regime"], clock["due"]) == (
        "complaint.settlement.first",
        "R2",
        clock["would_be_due_now"],
    )
    assert len(clock["counted"]) > 30
    assert [clause["citation"] for clause in told["transition_clauses"]] == ["khoản 1 Điều 22 N155"]
    assert case.lead_name and case.lead_name not in json.dumps(told, ensure_ascii=False)


def test_no_such_case() -> None:
    with pytest.raises(NotFound):
        explanation.of_case(999_999)

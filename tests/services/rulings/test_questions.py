"""Questions as machines ask them: every row of the table of competence, many ways of saying the same, and nonsense."""

from typing import Any

import pytest

from app import lawbook
from app.services.rulings import competence, deadlines, steps, triage
from tests.domain.directory import seed_directory
from tests.domain.legal_cases import cases

LAW, BODIES = lawbook.load(), seed_directory()
HEAD = {"kind": "TC", "filed_on": "2025-08-11", "respondent_code": "UBND-92-31654", "respondent_is_head": True}


@pytest.mark.parametrize("case", cases("settlers"))
def test_who_settles(case: dict[str, Any]) -> None:
    told = competence.answer(case["facts"], LAW, BODIES)
    assert (told["settler_body"] or "", told["settler_office"]) == (case["settler"], case["office"])
    assert (told["citation"], told["sure"], told["needs_human"]) == (case["citation"], case["sure"], not case["sure"])


@pytest.mark.parametrize(
    "question",
    [
        HEAD,
        {"kind": "TC", "date": "2025-08-11", "respondent": {"bodyId": "UBND-92-31654", "isHeadOrDeputy": True}},
        {"procedure": "tc", "received_on": "2025-08-11", "body_code": "UBND-92-31654", "position": "deputy"},
        {"kind": "denunciation", "on": "2025-08-11", "respondent": "UBND-92-31654", "is_head": "yes"},
        {"kind": "TC", "filed_on": "2025-08-11", "respondent_type": "ct_ubnd_xa"},
    ],
)
def test_the_same_question_in_other_words(question: dict[str, Any]) -> None:
    assert competence.answer(question, LAW, BODIES)["settler_body"] == "UBND-92"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"kind": "TC"}, "when was it filed"),
        ({"filed_on": "2025-08-11"}, "which kind"),
        ({"kind": "KN9", "filed_on": "2025-08-11"}, "no kind"),
        (HEAD | {"respondent_is_head": "perhaps"}, "yes or no"),
        (HEAD | {"respondent_moved": "abroad"}, "respondent_moved is one of"),
        (HEAD | {"respondent_type": "circus"}, "no respondent is of the type"),
    ],
)
def test_a_question_that_cannot_be_read(question: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        competence.answer(question, LAW, BODIES)


@pytest.mark.parametrize(
    "pause", [[["2025-02-20", "2025-03-20"]], ["2025-02-20:2025-03-20"], ["2025-02-20", "2025-03-20"]]
)
def test_a_pause_in_three_writings(pause: list[Any]) -> None:
    asked = {"clock": "DL-TC-04", "from": "2025-02-03", "pause": pause}
    assert deadlines.answer(asked, LAW)["due"] == "2025-04-02"


@pytest.mark.parametrize("code", ["DA_THULY", "accepted", "da_thuly"])
def test_a_state_by_value_or_by_code(code: str) -> None:
    told = steps.answer({"kind": "KN1", "state": code, "on": "2026-08-01"}, LAW)
    assert {"verify", "extend", "suspend"} <= {step["action"] for step in told}


def test_before_there_is_a_case() -> None:
    assert [step["action"] for step in steps.answer({"kind": "TC", "on": "2025-03-03"}, LAW)] == ["receive"]


def test_screening_tells_every_ground() -> None:
    asked = {"kind": "KN1", "received_on": "2025-04-09", "decision_known_on": "2025-01-06", "is_signed": False}
    told = triage.answer(asked, LAW)
    assert [ground["reason"] for ground in told["grounds"]] == ["not_signed", "too_late"]
    with pytest.raises(ValueError, match="no fact is called"):
        triage.answer(asked | {"is_angry": True}, LAW)

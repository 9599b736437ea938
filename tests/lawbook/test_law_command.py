"""`flask law`: what the contract promises to print."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

T07 = {"kind": "KN", "instance": 2, "respondent_code": "UBND-943", "act_on": "2025-06-10", "filed_on": "2025-07-14"}


def law(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=["law", *words])


def told(app: Flask, *words: str) -> Any:
    result = law(app, *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_deadline_is_told_day_by_day(app: Flask) -> None:
    answer = told(app, "deadline", "--clock", "DL-KN-03", "--from", "2025-03-31")
    assert (answer["rule"], answer["citation"]) == ("complaint.settlement.first", "Điều 28 LKN")
    assert (answer["nominal"], answer["due"]) == ("2025-04-30", "2025-05-05")
    assert answer["steps"][0] == {"day": "2025-03-31", "number": None, "note": "event", "name": ""}
    assert answer["steps"][-1] == {"day": "2025-05-05", "number": None, "note": "rolled", "name": ""}


def test_circumstances_and_pauses(app: Flask) -> None:
    words = ("deadline", "--clock", "DL-KN-03", "--from", "2025-07-04", "--remote", "--complex")
    assert told(app, *words)["due"] == "2025-09-03"
    paused = ("deadline", "--clock", "DL-TC-04", "--from", "2025-02-03", "--pause", "2025-02-20:2025-03-20")
    assert told(app, *paused)["due"] == "2025-04-02"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--clock", "DL-KN-13", "--from", "2025-03-31"), "no_time_limit"),
        (("--clock", "DL-KN-03", "--from", "31/03/2025"), "is not a date"),
        (("--clock", "DL-KN-03", "--from", "2025-03-31", "--pause", "2025-04-01"), "is not two dates"),
        (("--clock", "DL-KN-03", "--from", "2025-03-31", "--pause", "2025-04-02:2025-04-01"), "ends after it begins"),
    ],
)
def test_a_question_without_answer_is_refused(app: Flask, words: tuple[str, ...], said: str) -> None:
    result = law(app, "deadline", *words)
    assert result.exit_code
    assert said in result.output


@pytest.mark.parametrize(
    "facts", [T07, {**T07, "kind": "complaint", "instance": "second"}, {**T07, "procedure": "KN2"}]
)
def test_who_settles(app: Flask, tmp_path: Path, facts: dict[str, Any]) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts))
    answer = told(app, "competence", "--facts", str(file))
    assert (answer["settler_body"], answer["settler_office"]) == ("UBND-92", "Chủ tịch UBND thành phố")
    assert (answer["citation"], answer["sure"], answer["needs_human"]) == ("khoản 8 Điều 54 L72", True, False)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"kind": "KN"}',
        '{"kind": "KN", "filed_on": "soon"}',
        '{"kind": "XX", "filed_on": "2025-03-10"}',
        "[]",
    ],
)
def test_facts_that_cannot_be_read(app: Flask, tmp_path: Path, text: str) -> None:
    file = tmp_path / "facts.json"
    file.write_text(text)
    result = law(app, "competence", "--facts", str(file))
    assert result.exit_code == 1
    assert "the facts cannot be read" in result.output


def test_facts_of_a_time_before_the_law(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"kind": "KN", "filed_on": "1999-03-10"}')
    assert "no_competence_row" in law(app, "competence", "--facts", str(file)).output


def test_the_row_behind_a_kept_rule(app: Flask) -> None:
    assert told(app, "explain", "KN1.accept")["citation"] == "Điều 27 LKN"
    assert law(app, "explain", "nothing").exit_code == 1


def test_check(app: Flask) -> None:
    result = law(app, "check")
    assert result.exit_code == 0
    assert "rules" in result.output


def test_a_file_of_questions_is_answered_line_by_line(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    asked = [
        '{"clock": "DL-KN-03", "from": "2025-07-04", "remote": true, "complex": true, "pause": []}',
        '{"clock": "DL-TC-04", "from": "2025-02-03", "pause": [["2025-02-20", "2025-03-20"]]}',
        '{"clock": "DL-XX", "from": "2025-02-03"}',
        "nonsense",
        '{"clock": "DL-KN-13", "from": "2025-02-03"}',
        "[]",
    ]
    file.write_text("\n".join(asked))
    result = law(app, "deadline", "--batch", str(file))
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [answer.get("due") for answer in answers] == ["2025-09-03", "2025-04-02", None, None, None, None]
    assert all("error" in answer for answer in answers[2:])
    assert "steps" not in answers[0]


def test_what_may_be_done_next(app: Flask) -> None:
    answer = told(app, "steps", "--kind", "KN1", "--state", "DA_THULY", "--on", "2026-08-01")
    verify = next(step for step in answer if step["action"] == "verify")
    assert {"action", "to", "who", "document", "citation"} <= set(verify)
    assert (verify["to"], verify["to_code"], verify["citation"]) == ("verifying", "DANG_XACMINH", "Điều 29 LKN")


def test_screening(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"kind": "TC", "received_on": "2025-03-10", "is_competent": false}')
    assert told(app, "triage", "--facts", str(file))["disposition"] == "CHUYEN"


def test_doubts_come_with_their_question_and_other_readings(app: Flask) -> None:
    doubts = {doubt["rule"]: doubt for doubt in told(app, "doubts")}
    first = doubts["complaint.acceptance.first"]
    assert {one["switch"] for one in first["alternatives"]} == {"acceptance_in_working_days", "count_event_day"}
    assert all(doubt["question"] for doubt in doubts.values())


@pytest.mark.parametrize("words", [("deadline",), ("competence",), ("triage",), ("steps",)])
def test_no_question_at_all(app: Flask, words: tuple[str, ...]) -> None:
    assert law(app, *words).exit_code == 2

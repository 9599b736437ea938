"""What a due date answers besides the date: what it hangs on, how else it is read, and what is left while it stands."""

from typing import Any

import pytest

from app import lawbook
from app.domain.refusals import LawUnknown
from app.services.rulings import deadlines

LAW = lawbook.load()


def told(clock: str, since: str, **more: Any) -> dict[str, Any]:
    return deadlines.answer({"clock": clock, "from": since, **more}, LAW)


@pytest.mark.parametrize("end", [None, ""])
def test_a_pause_without_an_end_gives_no_date(end: str | None) -> None:
    answer = told("DL-TC-04", "2025-02-03", pause=[["2025-02-20", end]])
    assert (answer["due"], answer["nominal"]) == (None, None)
    assert (answer["paused_since"], answer["days_left"], answer["days_left_counting"]) == ("2025-02-20", 13, "calendar")
    assert answer["warnings"] == ["the clock stands since 2025-02-20: 13 days left from its resumption"]


def test_a_pause_after_the_end_or_before_the_start_is_told() -> None:
    assert told("DL-TC-04", "2025-02-03", pause=["2025-05-20:"])["due"] == "2025-03-05"
    assert "changes nothing" in told("DL-TC-04", "2025-02-03", pause=["2025-05-20:"])["warnings"][0]
    assert "knows no pause" in told("DL-TCD-01", "2025-05-09", pause=["2025-05-01:2025-05-02"])["warnings"][0]


@pytest.mark.parametrize(
    ("clock", "since", "said"),
    [
        ("DL-KN-03", "2030-03-03", "no holidays are known for 2030"),
        ("DL-KN-03", "2027-03-03", "the holidays of 2027 are expected by law"),
        ("DL-KN-04", "2026-11-20", "2026-11-24 may yet become a holiday: then due on 2026-11-26"),
    ],
)
def test_what_the_calendar_does_not_know_is_told(clock: str, since: str, said: str) -> None:
    assert said in told(clock, since)["warnings"][0]


def test_a_day_that_may_become_a_holiday_matters_only_where_it_moves_the_date() -> None:
    assert told("DL-KN-03", "2026-11-20")["warnings"] == []


def test_what_makes_no_difference_and_what_nobody_understood_is_told() -> None:
    answer = told("DL-TC-04", "2025-05-05", remote=True, urgent=True)
    assert answer["due"] == "2025-06-04"
    assert answer["warnings"] == ["not understood: urgent", "remote makes no difference to DL-TC-04"]


def test_note_a_ten_days_of_the_decree_stand_beside_those_of_the_law() -> None:
    answer = told("DL-KN-01", "2025-04-21")
    assert answer["due"] == "2025-05-05"
    (other,) = answer["other_readings"]
    assert (other["switch"], other["days"], other["counting"]) == ("acceptance_in_working_days", 10, "working")
    assert other["due"] == "2025-05-07"
    assert told("DL-KN-01", "2026-07-01")["other_readings"] == []


def test_note_b_no_execution_while_a_second_complaint_is_in_time() -> None:
    answer = told("DL-KN-07", "2025-01-02", received_on="2025-01-08")
    assert (answer["due"], answer["effective_from"]) == ("2025-02-03", "2025-02-04")
    assert (answer["second_complaint_until"], answer["no_execution_before"]) == ("2025-02-07", "2025-02-08")
    assert told("DL-KN-07", "2025-01-02")["no_execution_before"] is None
    assert told("DL-KN-07", "2025-01-02", second=True)["no_execution_before"] == "2025-02-04"


@pytest.mark.parametrize(
    "extended", [{"complex": 2}, {"extensions": 2}, {"especially_complex": True}, {"complex": "dac_biet"}]
)
def test_a_denunciation_extended_twice_in_many_words(extended: dict[str, Any]) -> None:
    assert told("dl-tc-04", "2025-05-05", **extended)["due"] == "2025-08-04"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"extensions": 3}, "at most 2 times"),
        ({"extensions": "many"}, "extensions is a number"),
        ({"from": "2025-03-03xyz"}, "is not a date"),
        ({"from": 20250303}, "is not a date"),
        ({"from": "2025-W10-1"}, "is not a date"),
        ({"pause": [["2025-03-20", "2025-02-20"]]}, "ends after it begins"),
        ({"pause": "soon"}, "not two dates"),
        ({"pause": 7}, "list of pairs"),
    ],
)
def test_a_question_that_cannot_be_read(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        deadlines.answer({"clock": "DL-TC-04", "from": "2025-03-03", **more}, LAW)


def test_a_moment_has_its_date_in_viet_nam() -> None:
    assert told("DL-KN-03", "2025-03-03T20:00:00Z")["from"] == "2025-03-04"
    assert told("DL-KN-03", "2025-03-03T20:00:00")["from"] == "2025-03-03"


def test_a_limit_of_another_law_is_not_guessed() -> None:
    with pytest.raises(LawUnknown) as unknown:
        told("DL-TC-14", "2025-05-05")
    assert unknown.value.reason == "limit_in_another_law"
    assert "not beyond DL-TC-14" in told("DL-TC-04", "2025-05-05", kind="TCQL")["warnings"][0]
    assert told("DL-TC-04", "2025-05-05", kind="TC")["warnings"] == []

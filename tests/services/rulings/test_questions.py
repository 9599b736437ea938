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
        (HEAD | {"act_on": "2025-09-01"}, "lies after the filing"),
        (HEAD | {"instance": 3}, "instance is 1 or 2"),
        (HEAD | {"level": "moon"}, "level is one of"),
    ],
)
def test_a_question_that_cannot_be_read(question: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        competence.answer(question, LAW, BODIES)


STAFF = HEAD | {"respondent_is_head": False}
COMMUNE, CITY = "UBND-92-31654", "UBND-92"


@pytest.mark.parametrize(
    ("word", "settler"),
    [
        ("Phó Chủ tịch UBND xã", CITY),
        ("chủ tịch", CITY),
        ("PCT", CITY),
        ("vice-chairman", CITY),
        ("deputy_head", CITY),
        ("Người đứng đầu", CITY),
        ("cơ quan", CITY),
        ("organisation", CITY),
        ("công chức địa chính", COMMUNE),
        ("Trưởng phòng", COMMUNE),  # of a division inside: managed by the chairman of the commune (procedure.md 6.4)
        ("officer", COMMUNE),
    ],
)
def test_a_position_in_words(word: str, settler: str) -> None:
    told = competence.answer(STAFF | {"position": word}, LAW, BODIES)
    assert (told["settler_body"], told["sure"], told["warnings"]) == (settler, True, [])


def test_a_position_that_nobody_understands_is_for_a_person() -> None:
    told = competence.answer(STAFF | {"position": "gardener"}, LAW, BODIES)
    assert (told["needs_human"], told["sure"]) == (True, False)
    assert told["warnings"] == ["position not understood: 'gardener'; answered as for staff"]
    complaint = STAFF | {"kind": "KN1", "position": "gardener", "mood": "bad"}
    told = competence.answer(complaint, LAW, BODIES)  # of a complaint it makes no difference
    assert (told["sure"], told["warnings"]) == (True, ["not understood: mood"])


@pytest.mark.parametrize(
    ("question", "settler"),
    [
        ({"kind": "KN1", "respondent_type": "UBND xã", "unit_code": "31654"}, COMMUNE),
        ({"kind": "KN2", "respondent_type": "UBND xã", "unit_code": "31654"}, CITY),
        ({"kind": "TC", "respondent_type": "phòng xã", "unit_code": "31654", "position": "trưởng phòng"}, COMMUNE),
        ({"kind": "TC", "respondent_type": "school", "managed_by": COMMUNE, "position": "hiệu trưởng"}, COMMUNE),
        ({"kind": "TC", "respondent_type": "school", "managed_by": "Sở Y tế", "position": "head"}, "CT-SYT"),
        ({"kind": "KN1", "respondent": "Sở Y tế"}, "CT-SYT"),
        ({"kind": "KN1", "respondent": "sở y tế thành phố Cần Thơ"}, "CT-SYT"),
        ({"kind": "TC", "respondent_code": COMMUNE, "several_managers": True}, COMMUNE),
        ({"kind": "KNPA", "level": "commune", "unit_code": "31654"}, COMMUNE),
        # equal posts of heads are for the superior of the old body, staff who moved for the manager of then (Đ12.3)
        ({"kind": "TC", "respondent_code": COMMUNE, "position": "head", "respondent_moved": "equal"}, CITY),
        ({"kind": "TC", "respondent_code": COMMUNE, "position": "staff", "respondent_moved": "equal"}, COMMUNE),
    ],
)
def test_a_body_known_by_its_type_its_name_or_its_manager(question: dict[str, Any], settler: str) -> None:
    assert competence.answer({"filed_on": "2025-08-11", **question}, LAW, BODIES)["settler_body"] == settler


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


ROWS = [  # procedure.md 3.3, row by row: KN, TC, KNPA
    ({}, "THULY", "THULY", "THULY"),
    ({"is_competent": False}, "HD", "CHUYEN", "CHUYEN"),
    ({"is_competent": False, "was_presented_in_person": True}, "HD", "HD", "CHUYEN"),
    ({"is_competent": False, "was_forwarded_by_body": True}, "TRA", "CHUYEN", "CHUYEN"),
    ({"is_competent": False, "sent_to_many_incl_competent": True}, "LUU", "KHONG_XULY", "LUU"),
    ({"is_competent": False, "was_guided_before": True}, "LUU", "KHONG_XULY", "LUU"),
    ({"is_competent": False, "is_overdue_below": True}, "DONDOC", "DONDOC", "DONDOC"),
    ({"is_anonymous": True}, "LUU", "KHONG_XULY", "LUU"),
    ({"is_anonymous": True, "has_clear_evidence": True}, "LUU", "THANH_TRA_KIEM_TRA", "LUU"),
    ({"is_duplicate_of_open": True}, "GOP", "GOP", "GOP"),
    ({"is_settled_effective": True}, "LUU", "KHONG_THULY", "LUU"),
    ({"is_settled_effective": True, "has_new_facts": True}, "XEM_XET_LAI", "TCT", "THULY"),
    ({"is_mixed": True}, "TACH", "TACH", "TACH"),
    ({"is_outside_administration": True}, "HD", "HD", "HD"),
    ({"is_insulting": True}, "LUU", "LUU", "LUU"),
    ({"is_legible": False}, "LUU", "LUU", "LUU"),
    ({"court_has_accepted": True}, "KHONG_THULY", "THULY", "THULY"),
    ({"has_basis": False}, "THULY", "KHONG_THULY", "THULY"),
]


@pytest.mark.parametrize(("facts", "complaint", "denunciation", "recommendation"), ROWS)
def test_the_table_of_screening(facts: dict[str, Any], complaint: str, denunciation: str, recommendation: str) -> None:
    asked = {"received_on": "2025-03-10", **facts}
    told = [triage.answer({"kind": kind, **asked}, LAW)["handling"] for kind in ("KN1", "TC", "KNPA")]
    assert told == [complaint, denunciation, recommendation]


def test_days_of_an_obstacle_are_not_negative() -> None:
    with pytest.raises(ValueError, match="number of days"):
        triage.answer({"kind": "KN1", "received_on": "2025-03-10", "obstacle_days": -3}, LAW)

"""Whose case it is: the legal cases on the real bodies, and what the directory knows of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app import lawbook
from app.domain.competence import BodyDirectory, resolve
from app.domain.facts import BodyFacts, CompetenceFacts
from app.domain.refusals import LawUnknown
from app.domain.vocabulary import BodyLevel, Procedure
from tests.domain.directory import seed_directory
from tests.domain.legal_cases import cases

LAW = lawbook.load()
BODIES = seed_directory()
BEFORE, AFTER = date(2025, 3, 3), date(2025, 7, 1)


@pytest.mark.parametrize("case", cases("competence"))
def test_legal_case(case: dict[str, Any]) -> None:
    facts = CompetenceFacts(**{**case["facts"], "procedure": Procedure(case["facts"]["procedure"])})
    ruling = resolve(facts, BODIES, LAW)
    assert (ruling.settler_code or "", ruling.office) == (case["settler"], case["office"])
    assert (str(ruling.citation), ruling.sure) == (case["citation"], case["sure"])
    assert ruling.needs_human is not ruling.sure


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_body_of_every_epoch_has_an_answer(procedure: Procedure) -> None:
    for body in BODIES:
        for filed_on in (BEFORE, AFTER, date(2026, 8, 3)):
            facts = CompetenceFacts(procedure, filed_on, act_on=BEFORE, respondent_code=body.code)
            for asked in (facts, replace(facts, respondent_is_head=True), replace(facts, respondent_position="body")):
                assert resolve(asked, BODIES, LAW).office


def test_an_unsure_row_is_never_sure() -> None:
    for row in LAW.competence:
        if not row.confidence.is_sure:
            assert row.needs_human, row.rule_id


def test_a_lawbook_without_an_answer_refuses() -> None:
    facts = CompetenceFacts(Procedure.COMPLAINT_FIRST, BEFORE, respondent_code="UBND-94")
    for rows, reason in (((), "no_competence_row"), (LAW.competence * 2, "two_competence_rows")):
        with pytest.raises(LawUnknown) as refused:
            resolve(facts, BODIES, replace(LAW, competence=rows))
        assert refused.value.reason == reason


def test_a_body_of_no_known_type_goes_to_the_reception_board() -> None:
    odd = BodyFacts(1, "X", "X", BodyLevel.PROVINCE, "hoi_dong", "Chủ tịch")
    board = BodyFacts(2, "B", "Ban", BodyLevel.PROVINCE, "ban_tiep_cong_dan", "Trưởng ban")
    ruling = resolve(
        CompetenceFacts(Procedure.COMPLAINT_FIRST, BEFORE, respondent_code="X"), BodyDirectory.of([odd, board]), LAW
    )
    assert (ruling.settler_code, ruling.reason, ruling.needs_human) == ("B", "not_administrative", True)


def test_with_no_board_nobody_is_named() -> None:
    ruling = resolve(CompetenceFacts(Procedure.RECOMMENDATION, BEFORE), BodyDirectory.of(()), LAW)
    assert (ruling.settler_code, ruling.settler_name, ruling.needs_human) == (None, "", True)


@pytest.mark.parametrize("day", [date(2025, 6, 30), AFTER])
def test_the_province_of_the_day(day: date) -> None:
    committee, board = BODIES.province_committee(day), BODIES.reception_board(day)
    assert committee and board
    assert (committee.code, board.code) == (("UBND-94", "BTCD") if day < AFTER else ("UBND-92", "CT-BTCD"))


def test_a_unit_code_used_in_both_epochs_means_the_body_of_the_day() -> None:
    before, after = BODIES.committee_of("31528", BEFORE), BODIES.committee_of("31528", AFTER)
    assert before and after
    assert (before.code, after.code) == ("UBND-31528", "UBND-92-31528")


def test_a_unit_that_is_gone_answers_with_its_successor() -> None:
    found = BODIES.committee_of("31519", AFTER)
    assert found and found.code == "UBND-92-31510"
    assert BODIES.committee_of("31519", BEFORE) == BODIES.get("UBND-31519", BEFORE)
    assert BODIES.committee_of("00000", BEFORE) is None


def test_a_chain_of_successors_ends() -> None:
    assert BODIES.successor("STNMT", AFTER) == BODIES.get("CT-SNNMT", AFTER)
    assert BODIES.successor("UBND-943", AFTER) is None
    assert BODIES.successor("no-such-code", AFTER) is None


def test_two_bodies_that_succeed_each_other_do_not_turn_for_ever() -> None:
    gone = BodyFacts(1, "A", "A", BodyLevel.PROVINCE, "so", "Giám đốc", valid_to=BEFORE, successor_code="B")
    assert BodyDirectory.of([gone, replace(gone, id=2, code="B", successor_code="A")]).successor("A", AFTER) is None


def test_two_departments_of_one_field_are_no_answer() -> None:
    one = BodyFacts(1, "A", "A", BodyLevel.PROVINCE, "so", "Giám đốc", fields=frozenset({"cho"}))
    bodies = BodyDirectory.of([one, replace(one, id=2, code="B")])
    ruling = resolve(CompetenceFacts(Procedure.RECOMMENDATION, BEFORE, field="cho"), bodies, LAW)
    assert (ruling.settler_code, ruling.reason) == (None, "settler_not_found")

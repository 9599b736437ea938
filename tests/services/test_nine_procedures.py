"""All nine procedures can be filed and chosen; none is open without a clock (procedure.md 4)."""

from dataclasses import replace

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import CaseKind, Channel, Procedure, State, Step
from app.persistence.queries import cases
from app.persistence.transaction import transaction
from app.services import clocks, steps
from app.services.intake import filing, screening, triage
from app.services.oversight import tracking
from app.services.oversight.tracking_rights import RightKind
from app.services.settlement import dialogue
from tests import cast
from tests.builders import a_case, a_petition, body
from tests.services.walking import TAKES, filed
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

SETTLERS = {
    Procedure.COMPLAINT_FIRST: cast.WARD,
    Procedure.COMPLAINT_SECOND: cast.CITY,
    Procedure.DISCIPLINE_FIRST: cast.WARD,
    Procedure.DISCIPLINE_SECOND: cast.CITY,
    Procedure.REPEAT_DENUNCIATION: cast.CITY,
}
"""Whose it is, where the ward is complained of; the discipline of its own people goes to the ward itself (LKN Đ49)."""


@pytest.mark.parametrize("procedure", Procedure)
def test_each_can_be_filed_and_a_clock_runs(procedure: Procedure) -> None:
    petition = a_petition(procedure.kind, on="2026-07-13", procedure=procedure)
    receipt = filing.file(cast.AN, petition, "a-petition-of-any-kind", at=at("2026-07-13"))
    case = cases.several([receipt.case_id])[0]
    assert (case.procedure, case.state) == (procedure, State.RECEIVED)
    assert case.next_clock is not None and case.is_sealed == (procedure.kind is CaseKind.DENUNCIATION)
    if procedure in SETTLERS:
        assert case.body.code == SETTLERS[procedure]


def test_a_complaint_about_discipline_must_be_in_writing() -> None:
    petition = a_petition(on="2026-07-13", procedure=Procedure.DISCIPLINE_FIRST, channel=Channel.HOTLINE)
    with pytest.raises(BadInput) as refused:
        filing.file(cast.actor("binh"), petition, "told-on-the-telephone", at=at("2026-07-13"))
    assert [(p.field, p.reason) for p in refused.value.details["problems"]] == [("channel", "discipline_in_writing")]


def test_who_denounces_again_says_who_settled_before() -> None:
    petition = a_petition(CaseKind.DENUNCIATION, procedure=Procedure.REPEAT_DENUNCIATION, respondent_body_id=None)
    with pytest.raises(BadInput) as refused:
        filing.file(cast.AN, petition, "nobody-settled-it-before", at=at("2026-07-13"))
    assert [p.reason for p in refused.value.details["problems"]] == ["earlier_settler_missing"]


def test_an_officer_chooses_the_procedure() -> None:
    case = a_case().filed("2026-07-13").registered("2026-07-14").made()
    officer = cast.officer_of(case.body_id)
    triage.classify(officer, case.id, Procedure.DISCIPLINE_FIRST, "Là quyết định kỷ luật.", at=at("2026-07-15"))
    assert (case.procedure, case.state) == (Procedure.DISCIPLINE_FIRST, State.REGISTERED)
    assert {row.clock for row in case.deadlines if row.ended_on is None} == {"DL-KL-02", "DL-XL-01"}
    triage.classify(officer, case.id, Procedure.REGULATION_FEEDBACK, "Góp ý quy định.", at=at("2026-07-15"))
    assert {row.clock for row in case.deadlines if row.ended_on is None} >= {"DL-NP-01", "DL-NP-03"}
    with pytest.raises(BadInput, match="same_kind"):
        triage.classify(officer, case.id, Procedure.REGULATION_FEEDBACK, "Nữa.", at=at("2026-07-15"))


def test_a_denunciation_may_turn_out_to_be_a_repeated_one_and_stays_sealed() -> None:
    case = a_case(CaseKind.DENUNCIATION).filed("2026-07-13").registered("2026-07-14").made()
    desk = cast.desk_of(case.body_id)
    triage.classify(desk, case.id, Procedure.REPEAT_DENUNCIATION, "Đã kết luận năm trước.", at=at("2026-07-15"))
    assert (case.state, case.is_sealed) == (State.RECEIVED, True), "entered anew: its register parts there"
    assert not any(event.reason for event in case.events), "no words in the clear"
    triage.register(desk, case.id, about_delay=True, at=at("2026-07-16"))
    assert (case.state, case.is_about_delay) == (State.REGISTERED, True)
    triage.classify(desk, case.id, Procedure.DENUNCIATION, "", at=at("2026-07-17"))
    assert (case.procedure, case.state) == (Procedure.DENUNCIATION, State.RECEIVED)
    with pytest.raises(WrongState, match="sealed_stays_sealed"):
        triage.classify(desk, case.id, Procedure.COMPLAINT_FIRST, "", at=at("2026-07-17"))


def test_the_time_of_discipline_is_screened_by_its_own_limit(db: SQLAlchemy) -> None:
    day = at("2026-07-13").date()
    ward = body(cast.WARD, "2026-07-13")
    petition = replace(
        a_petition(on="2026-07-13"), procedure=Procedure.DISCIPLINE_SECOND, known_on=day, is_dismissal=True
    )
    receipt = filing.file(
        cast.AN, replace(petition, respondent_body_id=ward.id), "the-second-time", at=at("2026-08-10")
    )
    known = screening.known(cases.several([receipt.case_id])[0])
    assert (known.decision_known_on, known.is_dismissal, known.has_first_decision) == (day, True, True)


DESK_STEPS = {Step.REGISTER, Step.PROPOSE, Step.REPORT_VERIFICATION, Step.SEND, Step.SERVE}


@pytest.mark.parametrize(("dismissed", "last"), [(False, "2026-08-13"), (True, "2026-09-03")])
def test_against_a_first_decision_on_discipline_there_are_ten_days_or_thirty(dismissed: bool, last: str) -> None:
    """LKN Đ48: from receipt on 03/08/2026; the thirtieth day falls into National Day."""
    case = filed(Procedure.DISCIPLINE_FIRST, "2026-07-13")
    with transaction():
        steps.open_case(case.id).is_dismissal = dismissed
    binh, dung = cast.actor("binh"), cast.actor("dung")
    for step in (Step.REGISTER, Step.PROPOSE, Step.ACCEPT, Step.VERIFY, Step.REPORT_VERIFICATION, Step.CALL_DIALOGUE):
        TAKES[step](binh if step in DESK_STEPS else dung, case, at("2026-07-20"))
    dialogue.hold(dung, case.id, "Hai bên nêu ý kiến.", at=at("2026-07-29"))
    for step in (Step.DRAFT, Step.DECIDE, Step.SEND, Step.SERVE):
        TAKES[step](binh if step in DESK_STEPS else dung, case, at("2026-08-03"))
    clock = clocks.find(case, "DL-KL-01")
    assert clock is not None and f"{clock.due_on}" == last
    seen = tracking.tracked(cast.an(case.id), case.id, at=at("2026-08-04"))
    kinds = {right.kind: f"{right.until}" for right in seen.rights}
    assert kinds.pop(RightKind.SECOND_COMPLAINT) == last
    assert set(kinds) == ({RightKind.LAWSUIT} if dismissed else set()), "only who is dismissed may go to court"

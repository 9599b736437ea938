"""The transition tables: whole stories, refusals with their article, and what no walk may ever do."""

from dataclasses import replace
from datetime import date

import pytest

from app import lawbook
from app.domain import workflow
from app.domain.citations import Citation
from app.domain.facts import CaseFacts
from app.domain.refusals import LawUnknown, WrongState
from app.domain.vocabulary import DocumentKind, Office, Procedure, State, Step
from tests.domain.a_case import a_case, received, walked

LAW = lawbook.load()
KN1, KN2, KNPA = Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.RECOMMENDATION
R1, R3 = date(2025, 3, 3), date(2026, 7, 6)
SCREENED = [procedure for procedure in Procedure if procedure is not Procedure.REPEAT_DENUNCIATION]
INTAKE = (Step.REGISTER, Step.PROPOSE, Step.ACCEPT)
SETTLING = [
    State.ACCEPTED,
    State.VERIFYING,
    State.VERIFIED,
    State.AWAITING_DIALOGUE,
    State.DIALOGUE_HELD,
    State.DRAFTING,
]


def on_one_day(case: CaseFacts, day: date, *steps: Step) -> CaseFacts:
    return walked(case, LAW, *((step, day) for step in steps))


def steps_of(case: CaseFacts, day: date) -> set[Step]:
    return {row.step for row in workflow.open_steps(case, LAW, day)}


def test_a_first_complaint_from_receipt_to_the_end() -> None:
    case = received(KN1, LAW, R1)
    assert case.open_clocks == {"DL-KN-01", "DL-XL-01"}
    case = on_one_day(case, date(2025, 3, 10), *INTAKE)
    assert (case.state, case.open_clocks) == (State.ACCEPTED, {"DL-KN-03"})
    case = on_one_day(case, date(2025, 3, 24), Step.VERIFY, Step.REPORT_VERIFICATION, Step.CALL_DIALOGUE)
    case = on_one_day(case, date(2025, 4, 1), Step.HOLD_DIALOGUE, Step.DRAFT, Step.DECIDE)
    assert (case.state, case.open_clocks) == (State.ISSUED, {"DL-KN-04", "DL-KN-07"})
    case = on_one_day(case, date(2025, 4, 3), Step.SEND, Step.SERVE)
    assert case.open_clocks == {"DL-KN-06", "DL-KN-07", "DL-KN-09"}
    assert workflow.effective_from(case, LAW) == date(2025, 5, 6)
    case = on_one_day(case, date(2025, 5, 6), Step.CONFIRM_EFFECT)
    assert (case.state, case.open_clocks) == (State.EFFECTIVE, {"DL-KN-10", "DL-KN-09"})
    case = on_one_day(case, date(2025, 5, 8), Step.EXECUTE, Step.CLOSE)
    assert case.state is State.CLOSED


def test_a_second_complaint_from_receipt_to_the_end() -> None:
    case = on_one_day(received(KN2, LAW, R1), date(2025, 3, 10), *INTAKE)
    assert case.open_clocks == {"DL-KN-03b"}
    case = on_one_day(case, date(2025, 3, 24), Step.VERIFY, Step.REPORT_VERIFICATION, Step.CALL_DIALOGUE)
    case = on_one_day(case, date(2025, 4, 1), Step.HOLD_DIALOGUE, Step.DRAFT, Step.DECIDE)
    assert case.open_clocks == {"DL-KN-04b", "DL-KN-05", "DL-KN-07"}
    case = on_one_day(case, date(2025, 4, 3), Step.SEND)
    assert workflow.effective_from(case, LAW) == date(2025, 5, 6)
    case = on_one_day(case, date(2025, 5, 6), Step.CONFIRM_EFFECT, Step.EXECUTE)
    with pytest.raises(WrongState) as refused:
        workflow.take(Step.CLOSE, case, LAW, date(2025, 6, 2))
    assert refused.value.reason == "published"
    assert on_one_day(case, date(2025, 6, 2), Step.PUBLISH, Step.CLOSE).state is State.CLOSED


def test_a_recommendation_is_answered_reopened_answered_and_closed() -> None:
    case = on_one_day(received(KNPA, LAW, R1), date(2025, 3, 10), *INTAKE)
    assert (case.state, case.open_clocks) == (State.PROCESSING, {"DL-NP-02"})
    case = on_one_day(case, date(2025, 3, 20), Step.EXTEND, Step.ANSWER)
    assert (case.state, case.open_clocks) == (State.ANSWERED, {"DL-NP-06"})
    case = on_one_day(case, date(2025, 3, 25), Step.REOPEN)
    assert (case.state, case.open_clocks) == (State.PROCESSING, {"DL-NP-02"})
    assert on_one_day(case, date(2025, 4, 1), Step.ANSWER, Step.CLOSE).state is State.CLOSED


@pytest.mark.parametrize("procedure", SCREENED)
def test_every_kind_reaches_its_queue_and_is_disposed_of(procedure: Procedure) -> None:
    case = on_one_day(received(procedure, LAW, R1), R1, Step.REGISTER, Step.PROPOSE)
    assert case.state is State.AWAITING_DISPOSITION
    assert {Step.ACCEPT, Step.TRANSFER, Step.GUIDE, Step.FILE_AWAY, Step.RETURN_PROPOSAL} <= steps_of(case, R1)
    assert on_one_day(case, R1, Step.RETURN_PROPOSAL).state is State.REGISTERED
    for step in (Step.GUIDE, Step.FILE_AWAY, Step.TRANSFER_OUT, Step.JOIN):
        assert on_one_day(case, R1, step).state.is_final


@pytest.mark.parametrize("procedure", SCREENED)
def test_a_transfer_starts_the_screening_again(procedure: Procedure) -> None:
    case = received(procedure, LAW, R1)
    row = workflow.take(Step.TRANSFER, case, LAW, R1)
    assert row.to_state is State.RECEIVED
    assert set(row.starts) == set(row.ends) - {"DL-TCD-02"} == case.open_clocks


def test_who_came_in_person_is_told_by_every_disposition() -> None:
    """LTCD Đ28.1: accepted, refused, guided, forwarded: each is an answer to the visitor."""
    told = {
        Step.ACCEPT,
        Step.DECLINE,
        Step.GUIDE,
        Step.TRANSFER,
        Step.TRANSFER_OUT,
        Step.SEND_BACK,
        Step.FILE_AWAY,
        Step.JOIN,
    }
    silent = [row.rule_id for row in LAW.transitions if row.step in told and "DL-TCD-02" not in row.ends]
    assert silent == []


def test_a_second_complaint_is_never_decided_without_dialogue() -> None:
    drafting = a_case(KN2, State.DRAFTING, accepted_on=R1)
    absent = replace(drafting, dialogue_absence_recorded=True)
    for case in (drafting, absent):
        with pytest.raises(WrongState) as refused:
            workflow.take(Step.DECIDE, case, LAW, date(2025, 4, 1))
        assert (refused.value.reason, refused.value.citation) == ("dialogue_held", Citation("LKN", "39"))
    with pytest.raises(WrongState):
        workflow.take(Step.DECIDE, drafting, LAW, R3)
    assert workflow.take(Step.DECIDE, absent, LAW, R3).to_state is State.ISSUED


def test_a_first_complaint_needs_dialogue_only_when_findings_differ() -> None:
    verified = a_case(state=State.VERIFIED, findings_match_request=False)
    assert Step.DRAFT not in steps_of(verified, R1)
    assert (Step.DRAFT, "findings_match_request") in {
        (row.step, reason) for row, reason in workflow.blocked(verified, LAW, R1)
    }
    agreed = replace(verified, findings_match_request=True)
    assert on_one_day(agreed, R1, Step.DRAFT, Step.DECIDE).state is State.ISSUED
    with pytest.raises(WrongState) as refused:
        workflow.take(Step.DECIDE, replace(verified, state=State.DRAFTING), LAW, R1)
    assert refused.value.reason == "dialogue_held_or_not_needed"


def test_an_absence_on_record_lets_the_procedure_go_on_since_2026() -> None:
    waiting = a_case(KN2, State.AWAITING_DIALOGUE, dialogue_absence_recorded=True)
    with pytest.raises(WrongState) as refused:
        workflow.take(Step.DRAFT, waiting, LAW, date(2026, 6, 30))
    assert (refused.value.reason, str(refused.value.citation)) == ("not_in_law", "khoản 5 Điều 28 N155")
    assert on_one_day(waiting, R3, Step.DRAFT, Step.DECIDE).state is State.ISSUED


@pytest.mark.parametrize("procedure", [KN1, KN2])
@pytest.mark.parametrize("state", SETTLING)
def test_suspension_is_in_law_since_2026_and_leads_back(procedure: Procedure, state: State) -> None:
    case = a_case(procedure, state, accepted_on=date(2026, 6, 15))
    with pytest.raises(WrongState) as refused:
        workflow.take(Step.SUSPEND, case, LAW, date(2026, 6, 30))
    assert refused.value.reason == "not_in_law"
    suspended = on_one_day(case, R3, Step.SUSPEND)
    assert (suspended.state, suspended.open_clocks) == (State.SUSPENDED, {"DL-KN-13"})
    suspended = on_one_day(suspended, R3, Step.SEND)
    assert (suspended.state, suspended.open_clocks) == (State.SUSPENDED, frozenset())
    row = workflow.take(Step.RESUME, suspended, LAW, R3)
    assert (row.to_state, row.resumes) == (state, ("DL-KN-03" if procedure is KN1 else "DL-KN-03b",))


def test_a_suspended_case_that_does_not_know_where_from_stays() -> None:
    for came_from in (None, State.SUSPENDED):
        with pytest.raises(WrongState):
            workflow.take(Step.RESUME, a_case(state=State.SUSPENDED, suspended_from=came_from), LAW, R3)


def test_a_case_is_extended_once_and_in_time() -> None:
    case = a_case(state=State.VERIFYING, accepted_on=R1)
    row = workflow.take(Step.EXTEND, case, LAW, date(2025, 4, 2))
    assert (row.extends, row.document, row.to_state) == (("DL-KN-03",), DocumentKind.EXTENSION_ORDER, None)
    for late, day in ((replace(case, is_complex=True), date(2025, 4, 2)), (case, date(2025, 4, 3))):
        with pytest.raises(WrongState):
            workflow.take(Step.EXTEND, late, LAW, day)
    paused = replace(case, settlement_due_on=date(2025, 4, 14))
    assert workflow.take(Step.EXTEND, paused, LAW, date(2025, 4, 14)).step is Step.EXTEND


@pytest.mark.parametrize("state", [State.RECEIVED, State.AWAITING_DISPOSITION, *SETTLING])
def test_a_complaint_may_be_withdrawn_until_it_is_decided(state: State) -> None:
    row = workflow.take(Step.WITHDRAW, a_case(state=state), LAW, R1)
    assert (row.to_state, Office.CITIZEN in row.offices) == (State.TERMINATED, True)
    with pytest.raises(WrongState) as refused:
        workflow.take(Step.WITHDRAW, a_case(state=State.ISSUED), LAW, R1)
    assert refused.value.reason == "wrong_state"


def test_effect_waits_for_the_citizen_s_time_to_complain_again() -> None:
    sent = a_case(state=State.SENT, decided_on=date(2025, 1, 2), decision_served_on=date(2025, 1, 8))
    assert workflow.effective_from(sent, LAW) == date(2025, 2, 8)
    for day, open_ in ((date(2025, 2, 4), False), (date(2025, 2, 7), False), (date(2025, 2, 8), True)):
        assert (Step.CONFIRM_EFFECT in steps_of(sent, day)) is open_
    assert Step.CONFIRM_EFFECT not in steps_of(replace(sent, has_second_instance=True), date(2025, 2, 8))
    unserved = replace(sent, decision_served_on=None)
    assert workflow.effective_from(unserved, LAW) is None
    assert Step.CONFIRM_EFFECT not in steps_of(unserved, date(2026, 2, 8))
    assert workflow.effective_from(replace(unserved, decided_on=None), LAW) is None


def test_a_first_decision_is_appealed_once() -> None:
    sent = a_case(state=State.SENT, decided_on=R1)
    appealed = on_one_day(sent, date(2025, 3, 20), Step.APPEAL)
    assert (appealed.state, appealed.has_second_instance) == (State.SENT, True)
    assert Step.APPEAL not in steps_of(appealed, date(2025, 3, 20))
    assert on_one_day(appealed, date(2025, 3, 20), Step.CLOSE).state is State.CLOSED
    with pytest.raises(WrongState):
        workflow.take(Step.CLOSE, sent, LAW, R1)


def test_an_overdue_first_complaint_may_go_to_the_second_instance() -> None:
    case = a_case(state=State.VERIFYING, accepted_on=R1)
    assert Step.APPEAL not in steps_of(case, date(2025, 4, 2))
    assert Step.APPEAL in steps_of(case, date(2025, 4, 3))
    assert Step.APPEAL not in steps_of(replace(case, accepted_on=None), date(2025, 4, 3))


def test_denunciations_know_no_dialogue() -> None:
    dialogue = {Step.CALL_DIALOGUE, Step.HOLD_DIALOGUE}
    rows = [row for row in LAW.transitions if row.procedure is Procedure.DENUNCIATION]
    assert rows and not dialogue & {row.step for row in rows}
    assert not {State.AWAITING_DIALOGUE, State.DIALOGUE_HELD} & {row.to_state for row in rows}


@pytest.mark.parametrize("procedure", list(Procedure))
def test_only_the_head_disposes_and_decides(procedure: Procedure) -> None:
    heads = {Step.ACCEPT, Step.DECLINE, Step.GUIDE, Step.SEND_BACK, Step.FILE_AWAY, Step.DECIDE, Step.EXTEND}
    rows = [row for row in LAW.transitions if row.procedure is procedure and row.step in heads]
    assert rows and all(row.offices == {Office.HEAD} for row in rows)


def test_two_rows_for_one_step_are_refused() -> None:
    twice = replace(LAW, transitions=LAW.transitions * 2)
    with pytest.raises(LawUnknown):
        workflow.take(Step.REGISTER, a_case(), twice, R1)
    with pytest.raises(LawUnknown):
        workflow.opening(KN1, replace(LAW, transitions=()), R1)


@pytest.mark.parametrize(("day", "cited"), [(date(2025, 6, 30), "DESIGN"), (date(2025, 7, 1), "khoản 8 Điều 54 L72")])
def test_a_handed_over_case_stays_where_it_is_with_its_clocks(day: date, cited: str) -> None:
    row = workflow.take(Step.HAND_OVER, a_case(state=State.VERIFYING, accepted_on=R1), LAW, day)
    assert (row.to_state, row.ends, row.starts, str(row.citation)) == (None, (), (), cited)


def test_a_row_names_its_ground() -> None:
    ground = workflow.take(Step.REGISTER, a_case(), LAW, R1).ground
    assert (ground.rule_id, str(ground.citation)) == ("KN1.register", "khoản 2 Điều 25 LTCD")

"""The tables of every procedure, and the stories that only some of them know."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app import lawbook
from app.domain import workflow
from app.domain.facts import CaseFacts
from app.domain.refusals import WrongState
from app.domain.vocabulary import Office, Procedure, State, Step
from tests.domain.a_case import a_case, received, walked
from tests.domain.legal_cases import cases

LAW = lawbook.load()
TC, TCT = Procedure.DENUNCIATION, Procedure.REPEAT_DENUNCIATION
R1, R3 = date(2025, 3, 3), date(2026, 8, 3)


@pytest.mark.parametrize("case", cases("steps"))
def test_the_table_has_this_row(case: dict[str, Any]) -> None:
    procedure, state, step, to, who, document, cited, on = case["row"]
    found = [
        row
        for row in LAW.transitions
        if row.procedure == procedure and row.step == step and state in row.from_states and row.in_force.covers(on)
    ]
    told = [(row.to_state or "", Office(who) in row.offices, row.document or "", str(row.citation)) for row in found]
    assert (to, True, document, cited) in told


def on_one_day(case: CaseFacts, day: date, *steps: Step) -> CaseFacts:
    return walked(case, LAW, *((step, day) for step in steps))


def test_a_denunciation_from_receipt_to_the_end() -> None:
    case = on_one_day(received(TC, LAW, R1), R1, Step.REGISTER, Step.CONFIRM_COMPETENCE, Step.PROPOSE)
    assert case.open_clocks == {"DL-TC-01"}
    case = on_one_day(case, date(2025, 3, 10), Step.ACCEPT)
    assert case.open_clocks == {"DL-TC-03", "DL-TC-04"}
    case = on_one_day(case, date(2025, 3, 12), Step.NOTIFY, Step.VERIFY, Step.REPORT_VERIFICATION)
    case = on_one_day(case, date(2025, 4, 8), Step.CONCLUDE)
    assert case.open_clocks == {"DL-TC-05", "DL-TC-06", "DL-TC-07"}
    case = on_one_day(case, date(2025, 4, 10), Step.SEND, Step.PUBLISH, Step.ENFORCE, Step.RECORD_RESULT)
    assert case.open_clocks == {"DL-TC-08"}
    assert on_one_day(case, date(2025, 4, 11), Step.REPORT_RESULT).state is State.CLOSED


def test_a_competent_body_is_not_late_with_passing_it_on() -> None:
    case = replace(received(TC, LAW, R1), is_competent=True)
    case = on_one_day(case, R1, Step.REGISTER, Step.PROPOSE)
    assert "DL-TC-02" not in case.open_clocks
    unsettled = on_one_day(received(TC, LAW, R1), R1, Step.REGISTER, Step.PROPOSE)
    assert "DL-TC-02" in unsettled.open_clocks


def test_a_denunciation_is_extended_twice_and_no_more() -> None:
    case = a_case(TC, State.VERIFYING, accepted_on=R1, open_clocks=frozenset({"DL-TC-04"}))
    due = [workflow.settlement_due_on(case, LAW)]
    for day in (date(2025, 4, 1), date(2025, 4, 28)):
        case = on_one_day(case, day, Step.EXTEND)
        due.append(workflow.settlement_due_on(case, LAW))
    assert due == [date(2025, 4, 2), date(2025, 5, 5), date(2025, 6, 2)]
    with pytest.raises(WrongState):
        workflow.take(Step.EXTEND, case, LAW, date(2025, 5, 12))


def test_the_expert_s_time_does_not_count_and_must_end_first() -> None:
    case = on_one_day(a_case(TC, State.VERIFYING, accepted_on=R1), R1, Step.CONSULT_EXPERT)
    with pytest.raises(WrongState) as refused:
        workflow.take(Step.REPORT_VERIFICATION, case, LAW, R1)
    assert refused.value.reason == "no_expert_at_work"
    row = workflow.take(Step.RECEIVE_EXPERTISE, case, LAW, R1)
    assert row.resumes == ("DL-TC-04",)


def test_a_withdrawn_denunciation_stops_or_goes_on() -> None:
    case = on_one_day(a_case(TC, State.VERIFYING, accepted_on=R1), R1, Step.WITHDRAW)
    assert case.state is State.VERIFYING
    assert on_one_day(case, R1, Step.CONTINUE).withdrawn_on is None
    stopped = on_one_day(case, R1, Step.TERMINATE)
    assert (stopped.state, stopped.open_clocks) == (State.TERMINATING, {"DL-TC-12"})
    assert on_one_day(stopped, R1, Step.SEND).state is State.TERMINATED


@pytest.mark.parametrize("step", [Step.TERMINATE, Step.WITHDRAW])
def test_the_order_that_ends_a_complaint_has_its_own_clock(step: Step) -> None:
    case = a_case(state=State.VERIFYING, accepted_on=R3, open_clocks=frozenset({"DL-KN-03"}))
    stopped = on_one_day(case, R3, step)
    assert (stopped.state, stopped.open_clocks) == (State.TERMINATING, {"DL-KN-13"})
    assert {row.step for row in workflow.open_steps(stopped, LAW, R3)} == {Step.SEND, Step.ASSIGN, Step.HAND_OVER}


@pytest.mark.parametrize(("about_delay", "clock"), [(False, "DL-TC-09"), (True, "DL-TC-10")])
def test_a_repeated_denunciation_goes_one_of_two_ways(about_delay: bool, clock: str) -> None:
    case = replace(received(TCT, LAW, R1), is_about_delay=about_delay)
    assert on_one_day(case, R1, Step.REGISTER).open_clocks == {clock}


def test_a_revoked_first_decision_is_settled_anew() -> None:
    closed = a_case(state=State.CLOSED, has_second_instance=True, decided_on=R1)
    assert not workflow.open_steps(closed, LAW, R1)
    again = on_one_day(replace(closed, decision_revoked=True), R1, Step.REVOKE)
    assert (again.state, again.open_clocks, again.decided_on) == (State.ACCEPTED, {"DL-KN-03"}, None)


@pytest.mark.parametrize(
    ("accepted", "cited"), [(date(2026, 6, 30), "Điều 28 LKN"), (date(2026, 7, 1), "Điều 3a N155")]
)
def test_what_no_transition_clause_reaches_keeps_the_law_of_acceptance(accepted: date, cited: str) -> None:
    """N155 Đ22.1 names withdrawal, suspension, termination and dialogue; not the criteria of a complex case."""
    case = a_case(state=State.VERIFYING, accepted_on=accepted)
    assert str(workflow.take(Step.EXTEND, case, LAW, date(2026, 7, 10)).citation) == cited
    assert str(workflow.take(Step.SUSPEND, case, LAW, date(2026, 7, 10)).citation) == "Điều 28a N155"


@pytest.mark.parametrize(("dismissal", "first_day"), [(False, date(2025, 4, 3)), (True, date(2025, 4, 15))])
def test_effect_of_a_decision_on_discipline(dismissal: bool, first_day: date) -> None:
    case = a_case(
        Procedure.DISCIPLINE_FIRST,
        State.SENT,
        decided_on=R1,
        decision_served_on=date(2025, 3, 15),
        is_dismissal=dismissal,
    )
    assert workflow.effective_from(case, LAW) == first_day

"""Dates of whole stories as the law counts them (procedure.md 10), through the services; and the clocks themselves."""

from datetime import date

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.refusals import BadInput, NotAllowed, WrongState
from app.domain.vocabulary import CaseKind, Channel, Disposition, Outcome, Procedure, State
from app.persistence.models import Case, Deadline
from app.persistence.models.case import NO_DUE_DATE
from app.services import clocks, steps
from app.services.intake import disposition, filing, triage
from app.services.intake.petition_input import FIRST_PROCEDURE
from app.services.intake.triage import Proposal
from app.services.settlement import answering, decision, dialogue, execution, extension, suspension, verification
from app.services.steps import Paper
from tests import cast
from tests.builders import a_case, a_petition, a_second_instance
from tests.houses import both_engines
from tests.times import at


def due(case: Case, clock: str) -> date:
    """The due date of a clock of the case, running or not."""
    return next(row.due_on for row in case.deadlines if row.clock == clock)


def test_t03_first_instance_ordinary_then_complex(db: SQLAlchemy) -> None:
    case = a_case().filed("2025-02-24").accepted("2025-03-03").made()
    assert due(case, "DL-KN-03") == date(2025, 4, 2) == case.next_due_on
    extension.extend(cast.actor("quy"), case.id, "Phải xác minh nhiều nơi.", at=at("2025-03-20"))
    assert due(case, "DL-KN-03") == date(2025, 4, 17) == case.next_due_on
    with pytest.raises(WrongState, match="not_yet_complex"):
        extension.extend(cast.actor("quy"), case.id, "Lần nữa.", at=at("2025-03-21"))


def test_t05_first_instance_in_a_remote_area(db: SQLAlchemy) -> None:
    case = a_case().filed("2025-07-02").in_remote_area().accepted("2025-07-04").made()
    assert due(case, "DL-KN-03") == date(2025, 8, 18)
    extension.extend(cast.actor("dung"), case.id, "Nhiều nội dung.", at=at("2025-08-01"))
    assert due(case, "DL-KN-03") == date(2025, 9, 3)


def second_of_july(db: SQLAlchemy) -> Case:
    first = a_case().filed("2025-05-05").served("2025-06-26").made()
    return a_second_instance(first, on="2025-07-23")


def accept_at_the_city(case: Case) -> None:
    khanh, hoa = cast.actor("khanh"), cast.actor("hoa")
    triage.register(khanh, case.id, at=at("2025-07-24"))
    triage.propose(khanh, case.id, Proposal(Disposition.ACCEPT, "Đủ điều kiện."), at=at("2025-07-30"))
    disposition.dispose(hoa, case.id, Disposition.ACCEPT, paper=Paper("9/TB", date(2025, 8, 5)), at=at("2025-08-06"))


def test_t09_second_instance_goes_to_the_city_with_its_own_clock(db: SQLAlchemy) -> None:
    case = second_of_july(db)
    assert case.procedure is Procedure.COMPLAINT_SECOND
    assert case.body.code == cast.CITY
    accept_at_the_city(case)
    assert due(case, "DL-KN-03b") == date(2025, 9, 19) == case.next_due_on  # from the notice, not from the click
    extension.extend(cast.actor("hoa"), case.id, "Phức tạp.", at=at("2025-08-20"))
    assert due(case, "DL-KN-03b") == date(2025, 10, 6)


@both_engines
def test_t09_second_instance_is_never_decided_without_dialogue(db: SQLAlchemy) -> None:
    case = second_of_july(db)
    accept_at_the_city(case)
    khanh, hoa = cast.actor("khanh"), cast.actor("hoa")
    verification.verify(hoa, case.id, khanh.user_id, at=at("2025-08-07"))
    verification.report(khanh, case.id, "Như lần đầu.", matches_request=True, at=at("2025-08-25"))
    with pytest.raises(WrongState):
        verification.draft(hoa, case.id, at=at("2025-08-26"))
    dialogue.call(hoa, case.id, held_on=date(2025, 9, 5), place="Trụ sở", at=at("2025-08-26"))
    dialogue.hold(hoa, case.id, "Vắng mặt.", absent=True, at=at("2025-09-05"))
    assert case.state is State.AWAITING_DIALOGUE  # the law of 2025 knows no absence that ends it
    with pytest.raises(WrongState):
        verification.draft(hoa, case.id, at=at("2025-09-05"))
    dialogue.hold(hoa, case.id, "Đã đối thoại.", at=at("2025-09-08"))
    verification.draft(hoa, case.id, at=at("2025-09-09"))
    decision.decide(hoa, case.id, Outcome.UNFOUNDED, "Giữ nguyên.", paper=Paper("88/QĐ"), at=at("2025-09-15"))
    assert due(case, "DL-KN-04b") == date(2025, 9, 22)
    assert due(case, "DL-KN-05") == date(2025, 9, 30)
    with pytest.raises(WrongState):
        answering.close(hoa, case.id, at=at("2025-09-16"))


def test_absence_lets_the_procedure_go_on_since_july_2026(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").dialogue_called("2026-07-20").made()
    dialogue.hold(cast.actor("dung"), case.id, "Vắng mặt, đã lập biên bản.", absent=True, at=at("2026-07-27"))
    assert (case.state, case.dialogue_held_on) == (State.AWAITING_DIALOGUE, None)
    verification.draft(cast.actor("dung"), case.id, at=at("2026-07-28"))
    assert case.state is State.DRAFTING


def test_t11_effect_waits_for_the_citizens_own_time(db: SQLAlchemy) -> None:
    case = a_case().filed("2024-12-02").decided("2025-01-02").made()
    decision.send(cast.actor("phuc"), case.id, at=at("2025-01-03"))
    decision.serve(cast.actor("phuc"), case.id, date(2025, 1, 8), at=at("2025-01-09"))
    assert due(case, "DL-KN-07") == date(2025, 2, 3)
    assert due(case, "DL-KN-06") == date(2025, 2, 7)
    for day in ("2025-02-04", "2025-02-07"):
        with pytest.raises(WrongState, match="window_closed"):
            execution.confirm_effect(cast.actor("quy"), case.id, at=at(day))
    execution.confirm_effect(cast.actor("quy"), case.id, at=at("2025-02-11"))
    assert case.effective_on == date(2025, 2, 8)
    assert due(case, "DL-KN-10") == date(2025, 2, 14)  # five working days from the effect, not from the click
    execution.execute(cast.actor("quy"), case.id, "Giao địa chính.", at=at("2025-02-12"))
    answering.close(cast.actor("quy"), case.id, at=at("2025-02-20"))
    assert case.closed_at == at("2025-02-20")
    assert all(row.ended_on for row in case.deadlines)


def test_acceptance_takes_ten_days_before_and_seven_working_days_after_july_2026(db: SQLAlchemy) -> None:
    assert due(a_case().filed("2026-06-29").made(), "DL-KN-01") == date(2026, 7, 9)
    assert due(a_case().filed("2026-07-02").made(), "DL-KN-01") == date(2026, 7, 13)


@both_engines
def test_recommendation_from_the_board_to_the_ward_and_back_to_the_citizen(db: SQLAlchemy) -> None:
    case = a_case(CaseKind.RECOMMENDATION).filed("2026-07-13").made()
    assert case.body.code == cast.BOARD
    assert due(case, "DL-NP-01") == date(2026, 7, 27)
    lan, long, ward = cast.actor("lan"), cast.actor("long"), cast.office("dung").body_id
    triage.register(lan, case.id, at=at("2026-07-14"))
    triage.propose(lan, case.id, Proposal(Disposition.TRANSFER, "Việc của phường.", ward), at=at("2026-07-15"))
    disposition.approve(long, case.id, at=at("2026-07-16"))
    assert (case.body_id, case.state, case.officer_id) == (ward, State.RECEIVED, None)
    assert due_of_running(case) == date(2026, 7, 30)  # ten working days anew, from the day the ward has it
    assert {row.body_id for row in case.deadlines if row.ended_on is None} == {ward}
    binh, dung = cast.actor("binh"), cast.actor("dung")
    triage.register(binh, case.id, at=at("2026-07-17"))
    with pytest.raises(BadInput, match="transfer_back_and_forth"):
        send_it_back(case, long.body_id)
    triage.propose(binh, case.id, Proposal(Disposition.ACCEPT, "Thuộc trách nhiệm."), at=at("2026-07-17"))
    disposition.approve(dung, case.id, at=at("2026-07-20"))
    assert (case.state, due(case, "DL-NP-02")) == (State.PROCESSING, date(2026, 8, 19))
    answering.answer(dung, case.id, "Đã sửa.", at=at("2026-08-03"))
    assert case.next_due_on == NO_DUE_DATE  # only the citizen has time now
    answering.rate(cast.an(case.id), case.id, 2, "Vẫn còn ổ gà.", reopen=True, at=at("2026-08-05"))
    assert (case.state, case.next_due_on) == (State.PROCESSING, date(2026, 9, 4))
    answering.answer(dung, case.id, "Đã sửa lại.", at=at("2026-08-10"))
    answering.close(dung, case.id, at=at("2026-08-26"))
    assert case.state is State.CLOSED


def due_of_running(case: Case) -> date:
    return next(row.due_on for row in case.deadlines if row.clock == "DL-NP-01" and row.ended_on is None)


def send_it_back(case: Case, body_id: int | None) -> None:
    disposition.dispose(
        cast.actor("dung"), case.id, Disposition.TRANSFER, reason="Trả.", target_body_id=body_id, at=at("2026-07-17")
    )


def test_a_suspended_clock_stands_and_goes_on(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").accepted("2026-07-20").made()
    dung = cast.actor("dung")
    assert case.next_due_on == date(2026, 8, 19)
    suspension.suspend(dung, case.id, "Thiên tai.", at=at("2026-07-27"))
    row = next(r for r in case.deadlines if r.clock == "DL-KN-03")
    assert clocks.is_paused(row)
    assert (case.next_clock, case.next_due_on) == ("DL-KN-13", date(2026, 7, 30))
    decision.send(cast.actor("cuc"), case.id, at=at("2026-07-28"))  # the order, not a decision
    assert (case.next_clock, case.next_due_on) == (None, NO_DUE_DATE)
    suspension.resume(dung, case.id, at=at("2026-08-10"))
    assert not clocks.is_paused(row)
    assert row.due_on == date(2026, 9, 3)  # 19/08 and the fourteen days it stood: 02/09 is a holiday
    assert case.state is State.ACCEPTED


def test_a_clock_that_stood_to_the_end_was_not_late(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").accepted("2026-07-20").made()
    suspension.suspend(cast.actor("dung"), case.id, "Thiên tai.", at=at("2026-07-27"))
    suspension.withdraw(cast.actor("binh"), case.id, "", at=at("2026-10-05"))
    row = next(r for r in case.deadlines if r.clock == "DL-KN-03")
    assert (row.ended_on, row.met) == (date(2026, 10, 5), True)


def test_preview_says_what_then_happens(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").proposed("2026-07-15").made()
    transition, on = steps.check(cast.actor("dung"), case, steps.Step.ACCEPT, at=at("2026-07-20"))
    foreseen = {turn.clock: turn for turn in clocks.preview(case, transition, on)}
    assert {clock for clock, turn in foreseen.items() if turn.effect == "ends"} == {"DL-KN-01", "DL-XL-01"}
    disposition.approve(cast.actor("dung"), case.id, at=at("2026-07-20"))
    ruling = foreseen["DL-KN-03"].ruling
    assert ruling is not None
    assert ruling.due_on == due(case, "DL-KN-03")


def test_another_kind_means_other_clocks_from_the_day_of_receipt(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").made()
    triage.classify(cast.actor("cuc"), case.id, Procedure.RECOMMENDATION, "Chỉ góp ý.", at=at("2026-07-15"))
    running = [row.clock for row in case.deadlines if row.ended_on is None]
    assert running == ["DL-NP-01"]
    assert case.next_due_on == date(2026, 7, 27)
    with pytest.raises(BadInput, match="same_kind"):
        triage.classify(cast.actor("cuc"), case.id, Procedure.RECOMMENDATION, "Nữa.", at=at("2026-07-15"))


def test_what_turns_out_to_be_a_denunciation_is_sealed_at_once(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").made()
    triage.classify(cast.actor("binh"), case.id, Procedure.DENUNCIATION, "Tố cáo cán bộ.", at=at("2026-07-15"))
    assert case.is_sealed
    assert (case.title, case.lead_name) == (case.number, "")
    petition = case.petitions[0]
    assert (petition.content, petition.request, petition.parties) == ("", "", [])
    with pytest.raises(WrongState, match="sealed_stays_sealed"):
        triage.classify(cast.desk_of(case.body_id), case.id, Procedure.COMPLAINT_FIRST, "Trả lại.", at=at("2026-07-16"))


@pytest.mark.parametrize("kind", list(CaseKind))
def test_a_visitor_hears_within_ten_working_days_whatever_the_kind(kind: CaseKind, db: SQLAlchemy) -> None:
    """LTCD Đ28.1: what the kind turns out to be changes nothing; being told how the matter is disposed of ends it."""
    other = CaseKind.RECOMMENDATION if kind is not CaseKind.RECOMMENDATION else CaseKind.COMPLAINT
    petition = a_petition(kind, on="2026-07-13", channel=Channel.RECEPTION)
    receipt = filing.file(cast.actor("binh"), petition, "at-the-desk", at=at("2026-07-13"))
    case = db.session.get_one(Case, receipt.case_id)
    desk, head = cast.desk_of(case.body_id), cast.head_of(case.body_id)
    if not case.is_sealed:
        triage.classify(desk, case.id, FIRST_PROCEDURE[other], "Đúng loại hơn.", at=at("2026-07-14"))
        triage.classify(desk, case.id, FIRST_PROCEDURE[kind], "Xem lại.", at=at("2026-07-15"))
    visitor = clocks.find(case, clocks.VISITOR)
    assert visitor is not None, "it runs on"
    assert (visitor.starts_on, visitor.due_on) == (date(2026, 7, 13), date(2026, 7, 27))
    triage.register(desk, case.id, at=at("2026-07-15"))
    triage.propose(desk, case.id, Proposal(Disposition.ACCEPT, "Đủ điều kiện."), at=at("2026-07-16"))
    disposition.approve(head, case.id, at=at("2026-07-17"))
    assert (visitor.ended_on, visitor.met) == (date(2026, 7, 17), True)


def test_dates_of_documents_are_bound(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").proposed("2026-07-15").made()
    for day, reason in ((date(2026, 7, 21), "document_in_future"), (date(2026, 7, 12), "document_before_petition")):
        with pytest.raises(BadInput, match=reason):
            disposition.dispose(
                cast.actor("dung"), case.id, Disposition.ACCEPT, paper=Paper("1/TB", day), at=at("2026-07-20")
            )


def test_joining_moves_the_petition_and_starts_no_clock(db: SQLAlchemy) -> None:
    older = a_case().filed("2026-07-13").accepted("2026-07-15").made()
    newer = a_case().filed("2026-07-20").made()
    before = len(older.deadlines)
    triage.join(cast.actor("cuc"), newer.id, older.id, "Cùng nội dung.", at=at("2026-07-21"))
    assert (newer.state, newer.merged_into_id, newer.next_due_on) == (State.MERGED, older.id, NO_DUE_DATE)
    db.session.expire_all()
    assert (len(older.petitions), len(older.deadlines), older.people_count) == (2, before, 2)
    with pytest.raises(WrongState):
        triage.join(cast.actor("cuc"), older.id, newer.id, "Ngược lại.", at=at("2026-07-22"))


def test_several_cases_are_locked_by_rising_number(db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who joins A to B while another joins B to A waits for him; neither waits for both."""
    first, second = a_case().filed("2026-07-13").made(), a_case().filed("2026-07-13").made()
    opened: list[int] = []
    unlocked = steps.open_case
    monkeypatch.setattr(steps, "open_case", lambda case_id: opened.append(case_id) or unlocked(case_id))
    triage.take_up(cast.actor("cuc"), [second.id, first.id], at=at("2026-07-14"))
    triage.hand_out(cast.actor("binh"), [second.id, first.id], cast.user("cam").id, at=at("2026-07-14"))
    triage.join(cast.actor("cam"), second.id, first.id, "Cùng nội dung.", at=at("2026-07-15"))
    assert opened == [first.id, second.id] * 3


def test_taking_up_is_all_or_nothing(db: SQLAlchemy) -> None:
    free, taken = a_case().filed("2026-07-13").made(), a_case().filed("2026-07-13").made()
    triage.take_up(cast.actor("cam"), [taken.id], at=at("2026-07-14"))
    with pytest.raises(Exception, match="taken_by_another"):
        triage.take_up(cast.actor("cuc"), [free.id, taken.id], at=at("2026-07-14"))
    db.session.refresh(free)
    assert free.officer_id is None
    with pytest.raises(NotAllowed):
        triage.hand_out(cast.actor("cuc"), [free.id], cast.user("cam").id, at=at("2026-07-14"))
    with pytest.raises(BadInput, match="officer_not_here"):
        triage.hand_out(cast.actor("binh"), [free.id], cast.user("giang").id, at=at("2026-07-14"))
    triage.hand_out(cast.actor("binh"), [free.id, taken.id], cast.user("cuc").id, at=at("2026-07-14"))
    assert free.officer_id == taken.officer_id == cast.user("cuc").id


def test_every_clock_keeps_the_rule_of_its_day(db: SQLAlchemy) -> None:
    case = a_case().filed("2025-02-24").accepted("2025-03-03").made()
    for row in db.session.scalars(select(Deadline).where(Deadline.case_id == case.id)):
        assert clocks.explain(row).due_on == row.due_on
        assert row.calendar_version


def test_since_july_2026_a_dialogue_needs_five_days_notice(db: SQLAlchemy) -> None:
    case = a_case().filed("2026-07-13").verified("2026-07-20").made()
    assert dialogue.earliest_day(case, date(2026, 7, 21)) == date(2026, 7, 27)  # the 26th is a Sunday
    assert dialogue.earliest_day(case, date(2026, 5, 4)) is None


def test_t28_what_came_by_the_national_portal_is_answered_within_twenty_days(db: SQLAlchemy) -> None:
    written = a_petition(CaseKind.RECOMMENDATION, on="2025-04-11", channel=Channel.PORTAL)
    receipt = filing.file(cast.actor("binh"), written, "portal-1", at=at("2025-04-11"))
    case = db.session.get_one(Case, receipt.case_id)
    assert due(case, "DL-NP-04") == date(2025, 5, 5)
    complaint = a_petition(CaseKind.COMPLAINT, on="2025-04-11", channel=Channel.PORTAL)
    receipt = filing.file(cast.actor("binh"), complaint, "portal-2", at=at("2025-04-11"))
    assert "DL-NP-04" not in {row.clock for row in db.session.get_one(Case, receipt.case_id).deadlines}

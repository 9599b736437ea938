"""The head's receptions from the plan to the last task: posted in time, booked, held, concluded, followed, counted."""

import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.domain import tracking_codes
from app.domain.reception import session as rules
from app.domain.reception.vocabulary import AppointmentState, ReceptionForm, ReceptionMode, SessionState
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.models import Appointment, ConclusionTask, OutboxMessage, ReceptionSession, Visit
from app.persistence.queries.reception import appointments, sessions, tasks
from app.services.intake import triage
from app.services.reception.days import booking, changing, duties, holding_day, letters, planning, preparing, task_list
from app.services.reception.days.booking import BookingInput
from app.services.reception.days.holding_day import ConclusionInput, TaskInput
from app.services.reception.days.session_input import SessionInput
from tests import cast
from tests.builders import a_case, body
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines

PLACE = "Phòng tiếp công dân phường Sóc Trăng"
WHOLE = (date(2026, 1, 1), date(2026, 12, 31))
AN = BookingInput(
    CaseKind.RECOMMENDATION,
    name="Lâm Thị An",
    phone="0912345678",
    matter="Xin hỏi khi nào làm lại con đường vào khóm 3.",
)


def posted(day: str = "2026-12-10", **changes: Any) -> int:
    """A reception of the ward's head, announced in November."""
    wanted = SessionInput(date.fromisoformat(day), place=PLACE, **changes)
    number = planning.plan(cast.actor("binh"), wanted, at=at("2026-11-23"))
    planning.sign(cast.actor("dung"), *WHOLE, at=at("2026-11-23"))
    planning.post(cast.actor("binh"), *WHOLE, at=at("2026-11-24"))
    return number


def booked(number: int, wanted: BookingInput = AN, slot: int | None = None, key: str = "first") -> booking.Booked:
    return booking.book(cast.AN, number, slot, wanted, key, at=at("2026-12-01"))


def find(db: SQLAlchemy, kind: type, number: int) -> Any:
    row = db.session.get(kind, number, populate_existing=True)
    assert row is not None
    return row


def test_the_calendar_is_proposed_signed_and_posted(db: SQLAlchemy) -> None:
    pattern = planning.Pattern(3, (10, 24), time(8), time(11), PLACE)
    dung, binh = cast.actor("dung"), cast.actor("binh")
    march = (date(2027, 1, 1), date(2027, 2, 28))
    assert planning.propose(binh, *march, pattern, at=at("2026-11-23")) == 4
    assert planning.propose(binh, *march, pattern, at=at("2026-11-23")) == 0, "what stands is not proposed again"
    with pytest.raises(NotAllowed):
        planning.sign(binh, *march, at=at("2026-11-23"))
    assert planning.post(binh, *march, at=at("2026-11-23")) == 0, "nothing is posted that the head has not signed"
    assert planning.sign(dung, *march, at=at("2026-11-23")) == 4
    assert sessions.public(*march, None, 10) == []
    assert planning.post(binh, *march, at=at("2026-11-24")) == 4
    first = sessions.public(*march, None, 10)[0]
    assert (first.day, first.posting_due_on) == (date(2027, 1, 11), date(2027, 1, 4)), "10/01/2027 is a Sunday"
    with pytest.raises(NotFound):
        planning.seen(cast.actor("giang"), first.id)


def test_t30_posting_day_and_postponement(db: SQLAlchemy) -> None:
    """A reception on Fri 09/05/2025 is posted by Tue 29/04/2025; the holidays and the swap lie between."""
    son = cast.actor("son")
    number = planning.plan(son, SessionInput(date(2025, 5, 9), place="Trụ sở"), at=at("2025-04-01"))
    assert find(db, ReceptionSession, number).posting_due_on == date(2025, 4, 29)
    with pytest.raises(BadInput) as refused:
        planning.plan(son, SessionInput(date(2025, 5, 2)), at=at("2025-04-01"))
    assert {problem.reason for problem in refused.value.details["problems"]} == {
        "session_day_off",
        "session_place_missing",
    }


def test_booking_is_kept_once_and_no_place_is_given_twice(db: SQLAlchemy) -> None:
    number = posted()
    first, again = booked(number, slot=0), booked(number, slot=0)
    assert first.code == again.code and first.appointment_id == again.appointment_id and not again.is_new
    row = find(db, Appointment, first.appointment_id)
    assert row.contact.phone == "0912345678" and row.code_hash == tracking_codes.fingerprint(first.code)
    with pytest.raises(WrongState):
        booked(number, slot=0, key="another")
    with pytest.raises(BadInput):
        booked(number, replace(AN, phone="12", matter=""), key="bad")
    topics = db.session.scalars(select(OutboxMessage.topic).where(OutboxMessage.topic.like("appointment%"))).all()
    assert sorted(topics) == ["appointment.booked", "appointment.remind"]
    opened = booking.opened(tracking_codes.grouped(first.code))
    assert opened is not None and opened.id == row.id
    booking.cancel(row.id, at=at("2026-12-02"), actor=cast.AN)
    assert booked(number, slot=0, key="another").is_new, "a place given back is free"
    with pytest.raises(WrongState):
        booking.cancel(row.id, at=at("2026-12-02"), actor=cast.AN)


def test_of_a_denunciation_nothing_is_kept_but_the_time(db: SQLAlchemy) -> None:
    denouncer = replace(AN, kind=CaseKind.DENUNCIATION)
    row = find(db, Appointment, booked(posted(), denouncer).appointment_id)
    assert row.is_sealed and (row.name, row.matter, row.documents, row.personal, row.phone_blind) == (
        *("", "", ""),
        *(None, None),
    )
    online = posted("2026-12-17", form=ReceptionForm.ONLINE)
    with pytest.raises(BadInput):
        booked(online, denouncer, key="online")
    assert booked(online, replace(denouncer, waives_secrecy=True), key="online").is_new
    receipt, _case = a_case(CaseKind.DENUNCIATION).filed("2026-11-16").receipt_and_case()
    with pytest.raises(BadInput):
        booked(posted("2026-12-18"), replace(AN, case_code=receipt.tracking_code), key="code")


def test_the_day_its_conclusion_and_the_tasks(db: SQLAlchemy) -> None:
    number, binh, dung = posted(), cast.actor("binh"), cast.actor("dung")
    receipt, case = a_case(CaseKind.COMPLAINT).filed("2026-11-16").receipt_and_case()
    mine = booked(number, replace(AN, case_code=receipt.tracking_code)).appointment_id
    booked(number, replace(AN, name="Không Đến"), key="no show")
    assert [found.id for found in preparing.dossiers(dung, number)[0].cases] == [case.id]
    said = ConclusionInput(
        AN.matter,
        conclusion="Giao Phòng Kinh tế kiểm tra, trả lời.",
        tasks=(
            TaskInput("Kiểm tra hiện trạng đường.", body(cast.WARD, "2026-12-10").id, date(2026, 12, 20)),
            TaskInput("Bố trí kinh phí.", body(cast.OTHER_WARD, "2026-12-10").id, date(2026, 12, 31)),
        ),
    )
    with pytest.raises(WrongState):
        holding_day.conclude(binh, mine, said, at=at("2026-12-10 09:00"))
    holding_day.begin(binh, number, cast.office("dung").id, at=at("2026-12-10 08:00"))
    holding_day.note_presence(binh, mine, AppointmentState.ARRIVED, at=at("2026-12-10 08:10"))
    visit_id = holding_day.conclude(binh, mine, said, at=at("2026-12-10 08:40"))
    assert holding_day.conclude(binh, mine, said, at=at("2026-12-10 08:41")) == visit_id
    visit = find(db, Visit, visit_id)
    assert (visit.mode, visit.session_id) == (ReceptionMode.PERIODIC, number)
    assert visit.received_by_id == dung.user_id and visit.concerns_case_id == case.id
    assert visit.result_due_on == date(2026, 12, 24), "ten working days from the reception (LTCD Đ28.1)"
    assert db.session.scalar(select(func.count()).select_from(ConclusionTask)) == 2, "sent twice, given once"
    notice = letters.of_visitor(binh, mine, "conclusion_notice", at=at("2026-12-10 10:00"))
    assert "Giao Phòng Kinh tế" in str(notice) and "20/12/2026" in str(notice)
    assert holding_day.close(binh, number, "", at=at("2026-12-10 11:00")) is SessionState.HELD
    first, second = task_list.listed(dung, is_open=True)
    assert [one.id for one in task_list.listed(cast.actor("ha"), is_open=True)] == [second.id]
    em, of_second = cast.actor("em"), second.owner_body_id
    assert len(task_list.listed(em, is_open=True)) == 2
    assert [one.id for one in task_list.listed(em, is_open=True, owner_body_id=of_second)] == [second.id]
    with pytest.raises(NotAllowed):
        task_list.finish(cast.actor("em"), first.id, "Đã kiểm tra.", date(2026, 12, 18), at=at("2026-12-18"))
    with pytest.raises(NotFound):
        task_list.finish(cast.actor("ha"), first.id, "Đã kiểm tra.", date(2026, 12, 18), at=at("2026-12-18"))
    task_list.finish(binh, first.id, "Đã kiểm tra, hỏng 200 m.", date(2026, 12, 18), at=at("2026-12-18"))
    task_list.tell(binh, first.id, "Gọi điện.", date(2026, 12, 18), at=at("2026-12-18"))
    assert find(db, Visit, visit_id).result_told_on == date(2026, 12, 18)


def test_what_turns_out_a_denunciation_leaves_no_word_in_the_open(db: SQLAlchemy) -> None:
    """The case somebody came about is classified anew: visit, appointments and tasks lose their words (LTC Đ56)."""
    number, later, binh = posted(), posted("2026-12-17"), cast.actor("binh")
    receipt, case = a_case(CaseKind.COMPLAINT).filed("2026-11-16").receipt_and_case()
    wanted = replace(AN, case_code=receipt.tracking_code)
    mine, next_one = booked(number, wanted), booked(later, wanted, key="next")
    holding_day.begin(binh, number, cast.office("dung").id, at=at("2026-12-10 08:00"))
    task = TaskInput("Hỏi bà Lâm Thị An thêm.", body(cast.WARD, "2026-12-10").id, date(2026, 12, 20))
    said = ConclusionInput(AN.matter, tasks=(task,))
    visit_id = holding_day.conclude(binh, mine.appointment_id, said, at=at("2026-12-10 08:40"))
    officer = cast.officer_of(case.body_id)
    triage.classify(officer, case.id, Procedure.DENUNCIATION, "Nội dung là tố cáo.", at=at("2026-12-11"))
    for one in (mine, next_one):
        row = find(db, Appointment, one.appointment_id)
        assert (row.is_sealed, row.name, row.matter, row.personal, row.case_id) == (True, "", "", None, None)
    visit = find(db, Visit, visit_id)
    assert visit.is_sealed and visit.matter == "" and not visit.people
    assert db.session.scalar(select(func.count()).select_from(ConclusionTask)) == 0


def test_put_off_the_visitors_go_along(db: SQLAlchemy) -> None:
    number, binh = posted(), cast.actor("binh")
    mine = booked(number, slot=1).appointment_id
    new = changing.postpone(binh, number, date(2026, 12, 15), time(14), "Chủ tịch họp Thành ủy.", at=at("2026-12-08"))
    row = find(db, Appointment, mine)
    assert row.session_id == new and row.starts_at == at("2026-12-15 14:20")
    shown = {one.day: one.state for one in sessions.public(*WHOLE, None, 10)}
    assert shown == {date(2026, 12, 10): SessionState.POSTPONED, date(2026, 12, 15): SessionState.POSTED}
    changing.cancel(binh, new, "Phường ngập, không đi lại được.", at=at("2026-12-14"))
    assert find(db, Appointment, mine).state is AppointmentState.CANCELLED
    with pytest.raises(WrongState):
        changing.cancel(binh, new, "Lần nữa.", at=at("2026-12-14"))


def test_duty_is_told_to_head_superior_and_inspectorate(app: Flask, db: SQLAlchemy) -> None:
    binh, cuc = cast.actor("binh"), cast.office("cuc")
    in_person, by_deputy, missed = posted("2026-11-30"), posted("2026-12-10"), posted("2026-12-17")
    holding_day.begin(binh, in_person, cast.office("dung").id, at=at("2026-11-30 08:00"))
    holding_day.close(binh, in_person, "", at=at("2026-11-30 11:00"))
    assert "không có công dân" in str(letters.of_empty_day(binh, in_person)).lower()
    holding_day.begin(binh, by_deputy, cuc.id, at=at("2026-12-10 08:00"))
    assert holding_day.close(binh, by_deputy, "Đi họp.", at=at("2026-12-10 11:00")) is SessionState.DELEGATED
    with pytest.raises(BadInput):
        holding_day.close(binh, missed, "", at=at("2026-12-17 12:00"))
    holding_day.close(binh, missed, "Đi công tác đột xuất.", at=at("2026-12-17 12:00"))
    ward = body(cast.WARD, "2026-12-10")
    (account,) = duties.of_body(ward, date(2026, 11, 1), date(2026, 12, 31), at=at("2027-01-05"))
    told = duties.told(ward, date(2026, 11, 1), date(2026, 12, 31), [account])["heads"][0]
    assert (told["required"], told["held"], told["delegated"], told["missed"]) == (4, 1, 1, 3)
    assert [(one["period"], one["missing"]) for one in told["missed_periods"]] == [("2026-11", 1), ("2026-12", 2)]
    for name, may in {"dung": True, "em": True, "hoa": True, "ha": False, "binh": False, "nga": False}.items():
        if may:
            duties.require_sight(cast.actor(name), ward)
        else:
            with pytest.raises((NotFound, NotAllowed)):
                duties.require_sight(cast.actor(name), ward)
    ran = app.test_cli_runner().invoke(
        args=["reception", "duty", "--body", cast.OLD_TOWN, "--from", "2025-01-01", "--to", "2025-12-31"]
    )
    (head,) = json.loads(ran.output)["heads"]
    assert (head["required"], head["held"], head["missed"]) == (12, 0, 12)


def test_lists_and_objects_agree(db: SQLAlchemy) -> None:
    """What the lists show is what the rules allow, for everybody of the cast."""
    number, binh = posted(), cast.actor("binh")
    mine = booked(number).appointment_id
    holding_day.begin(binh, number, cast.office("dung").id, at=at("2026-12-10 08:00"))
    task = TaskInput("Bố trí kinh phí.", body(cast.OTHER_WARD, "2026-12-10").id, date(2026, 12, 31))
    holding_day.conclude(binh, mine, ConclusionInput(AN.matter, tasks=(task,)), at=at("2026-12-10 09:00"))
    session, given = find(db, ReceptionSession, number), db.session.scalars(select(ConclusionTask)).one()
    facts = tasks.facts(given)
    assert facts is not None
    for name in cast.PEOPLE:
        actor = cast.actor(name)
        listed = [one.id for one in sessions.between(actor, *WHOLE)]
        assert (session.id in listed) is rules.may_see(actor, session.facts()), name
        assert bool(appointments.of_session(actor, number)) is rules.may_see(actor, session.facts()), name
        assert bool(tasks.listed(actor, is_open=True)) is rules.may_see_task(actor, facts), name

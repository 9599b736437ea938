"""A complaint from the register to the sent decision, by the pages alone; and what a step's page owes its user."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind, Disposition, State
from app.persistence.models import Case
from app.services.intake import triage
from app.services.settlement import conversation
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.casework.clerk import fields_of, sent, submit


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = at("2026-08-10")


@pytest.fixture
def cuc(app: Flask) -> FlaskClient:
    return cast.sign_in(app.test_client(), "cuc")


@pytest.fixture
def dung(app: Flask) -> FlaskClient:
    return cast.sign_in(app.test_client(), "dung")


def test_a_complaint_goes_its_whole_way(cuc: FlaskClient, dung: FlaskClient, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").made()
    on = f"/ho-so/{case.id}"
    assert "Đã vào sổ" in sent(cuc, f"{on}/vao-so")
    assert "Đã trình" in sent(cuc, f"{on}/de-xuat", disposition="THULY", reason="Đủ điều kiện.")
    assert "Đã thụ lý" in sent(dung, f"{on}/thu-ly", document_number="12/TB-UBND", document_on="07/08/2026")
    db.session.refresh(case)
    assert (case.accepted_on, case.next_due_on) == (date(2026, 8, 7), date(2026, 9, 7))
    officer = str(cast.user("cuc").id)
    sent(dung, f"{on}/xac-minh", officer_id=officer, note="Đo lại ranh.")
    sent(cuc, f"{on}/bao-cao-xac-minh", findings="Ranh lệch 2 m.", comparison="differs")
    sent(dung, f"{on}/moi-doi-thoai", held_on="10/08/2026", place="Phòng họp")
    sent(dung, f"{on}/doi-thoai", minutes="Chưa thống nhất.")
    sent(dung, f"{on}/du-thao")
    sent(dung, f"{on}/quyet-dinh", document_number="42/QĐ-UBND", outcome="DUNG1P", content="Công nhận một phần.")
    sent(cuc, f"{on}/gui")
    assert "Đã ghi ngày công dân nhận" in sent(cuc, f"{on}/giao-quyet-dinh", served_on="10/08/2026")
    page = sent(cuc, f"{on}/cong-khai", where="Niêm yết tại trụ sở")
    assert "42/QĐ-UBND" in page
    assert "Khiếu nại đúng một phần" in page
    db.session.refresh(case)
    assert (case.state, case.published_on) == (State.SENT, date(2026, 8, 10))


def test_before_confirming_one_reads_what_the_clocks_will_do(dung: FlaskClient) -> None:
    case = a_case().filed("2026-08-03").proposed("2026-08-05").made()
    page = dung.get(f"/ho-so/{case.id}/thu-ly").text
    assert "Giải quyết khiếu nại lần đầu" in page
    assert "09/09/2026" in page  # thirty days from today
    assert "Điều 28" in page
    again = submit(dung, f"/ho-so/{case.id}/thu-ly", document_on="05/08/2026", preview="1")
    assert again.status_code == 200
    assert "04/09/2026" in again.text
    assert 'value="05/08/2026"' in again.text


def test_a_mistake_comes_back_at_its_field_with_the_typed_text(dung: FlaskClient) -> None:
    case = a_case().filed("2026-08-03").drafting("2026-08-05").made()
    path, words = f"/ho-so/{case.id}/quyet-dinh", "Hủy quyết định số 15 và xin lỗi công dân."
    answer = submit(dung, path, document_number="", outcome="", content=words)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'id="document_number-error"' in answer.text
    assert 'id="outcome-error"' in answer.text
    late = submit(dung, path, document_number="1", outcome="DUNG", content=words, document_on="01/08/2026")
    assert late.status_code == 422
    assert "sớm hơn ngày nhận đơn" in late.text


def test_who_was_slower_sees_both_versions(cuc: FlaskClient, dung: FlaskClient, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").proposed("2026-08-05").made()
    path = f"/ho-so/{case.id}/khong-thu-ly"
    form = fields_of(dung.get(path), path)
    sent(cast_again(dung, case), f"/ho-so/{case.id}/de-xuat-lai", note="Xem lại thời hiệu.")
    answer = dung.post(path, data={**form, "reason": "Đã quá thời hiệu 90 ngày."})
    assert answer.status_code == 409
    assert "Đã quá thời hiệu 90 ngày." in answer.text  # what was typed
    assert "Xem lại thời hiệu." in answer.text  # what somebody else did
    db.session.refresh(case)
    assert case.state is State.REGISTERED


def cast_again(client: FlaskClient, case: Case) -> FlaskClient:
    return cast.sign_in(client.application.test_client(), "dung")


def test_a_question_to_the_citizen_is_no_conflict(dung: FlaskClient, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").proposed("2026-08-05").made()
    path = f"/ho-so/{case.id}/thu-ly"
    form = fields_of(dung.get(path), path)
    conversation.ask(cast.actor("cuc"), case.id, "Xin gửi bản vẽ.", at=at("2026-08-10"))
    assert dung.post(path, data=form).status_code == 302


def test_a_step_that_the_law_does_not_open_says_why(dung: FlaskClient) -> None:
    case = a_case().filed("2026-08-03").verified("2026-08-06", matches=False).made()
    answer = dung.get(f"/ho-so/{case.id}/du-thao")
    assert answer.status_code == 409
    assert "đối thoại" in answer.text
    assert "Điều 30" in answer.text


def test_eligibility_is_answered_from_the_file_and_by_the_officer(cuc: FlaskClient) -> None:
    late = a_case().filed("2026-08-03", known_on=date(2026, 3, 2), act_on=date(2026, 3, 2)).registered("2026-08-04")
    case = late.made()
    path = f"/ho-so/{case.id}/de-xuat"
    page = cuc.get(path)
    assert "Đã hết thời hiệu" in page.text
    assert "Điều 11" in page.text
    assert fields_of(page, path)["disposition"] == "KHONG_THULY"
    excused = submit(cuc, path, has_justified_delay="y", check="1")
    assert "Đủ điều kiện thụ lý" in excused.text
    assert fields_of(excused, path)["disposition"] == "THULY"
    missing = submit(cuc, path, disposition="CHUYEN", reason="Việc của sở.")
    assert missing.status_code == 422
    assert "Xin chọn cơ quan nhận." in missing.text


def test_a_likely_duplicate_is_shown_and_joined(cuc: FlaskClient, db: SQLAlchemy) -> None:
    older = a_case().filed("2026-08-03").made()
    newer = a_case().filed("2026-08-05").made()
    assert older.number in cuc.get(f"/ho-so/{newer.id}").text
    assert f"into={older.number}" in cuc.get(f"/ho-so/{newer.id}/doi-chieu").text
    path = f"/ho-so/{newer.id}/gop?into={older.number}"
    assert fields_of(cuc.get(path), f"/ho-so/{newer.id}/gop")["into"] == older.number
    assert "Đã gộp" in sent(cuc, path, reason="Cùng nội dung.")
    assert submit_text(cuc, older, "99999999") == 404
    db.session.refresh(newer)
    assert newer.merged_into_id == older.id


def submit_text(client: FlaskClient, case: Case, number: str) -> int:
    return submit(client, f"/ho-so/{case.id}/gop", into=number, reason="Trùng.").status_code


def test_transfer_inside_the_system_and_who_follows(app: Flask, db: SQLAlchemy) -> None:
    case = a_case(CaseKind.RECOMMENDATION).filed("2026-08-03").made()
    lan, long = (cast.sign_in(app.test_client(), name) for name in ("lan", "long"))
    sent(lan, f"/ho-so/{case.id}/vao-so")
    ward = str(cast.office("dung").body_id)
    sent(lan, f"/ho-so/{case.id}/de-xuat", disposition="CHUYEN", reason="Việc của phường.", target=ward)
    form = fields_of(long.get(f"/ho-so/{case.id}/chuyen"), f"/ho-so/{case.id}/chuyen")
    assert (form["target"], form["reason"]) == (ward, "Việc của phường.")
    sent(long, f"/ho-so/{case.id}/chuyen")
    assert case.number in lan.get("/ho-so?tab=followed").text
    assert case.number not in lan.get("/ho-so?tab=body").text
    assert case.number in cast.sign_in(app.test_client(), "binh").get("/ho-so?tab=new").text


def test_nothing_leads_elsewhere_after_a_step(dung: FlaskClient) -> None:
    for target in ("https://evil.example/", "//evil.example", "/\\evil"):
        case = a_case().filed("2026-08-03").proposed("2026-08-05").made()
        answer = submit(dung, f"/ho-so/{case.id}/thu-ly", next=target)
        assert answer.location == f"/ho-so/{case.id}"


def test_a_proposal_may_be_filed_for_every_disposition(cuc: FlaskClient, db: SQLAlchemy) -> None:
    for kind in Disposition:
        case = a_case().filed("2026-08-03").registered("2026-08-04").made()
        sent(cuc, f"/ho-so/{case.id}/de-xuat", disposition=kind.value, reason="Vì vậy.", target_name="Tòa án")
        db.session.refresh(case)
        assert case.proposed is kind


def test_registering_twice_is_told_and_changes_nothing(cuc: FlaskClient, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").made()
    path = f"/ho-so/{case.id}/vao-so"
    form = fields_of(cuc.get(path), path)
    triage.register(cast.actor("binh"), case.id, at=at("2026-08-10"))
    assert cuc.post(path, data=form).status_code == 409
    assert cuc.get(path).status_code == 409

"""The office's pages of the head's receptions, from the proposal to the last task, by forms alone."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.reception.vocabulary import ReceptionForm, SessionState
from app.persistence.models import Appointment, ConclusionTask, ReceptionSession
from tests import cast
from tests.builders import body
from tests.services.reception.test_days import AN, booked, posted
from tests.times import at
from tests.web.public.pen import csrf_of, summary_of

NOW = at("2026-11-23 09:00")


@pytest.fixture
def binh(client: FlaskClient, db: SQLAlchemy) -> FlaskClient:
    client.application.config["NOW"] = NOW
    return cast.sign_in(client, "binh")


def post(client: FlaskClient, path: str, at_page: str = "/tiep-dan/lich", **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_of(client.get(at_page)), **fields})


def other(client: FlaskClient, name: str) -> FlaskClient:
    return cast.sign_in(client.application.test_client(), name)


def test_the_year_is_proposed_signed_and_posted_by_pages(binh: FlaskClient, db: SQLAlchemy) -> None:
    fields = {"nam": "2027", "weekday": "3", "monthdays": "10, 25", "opens": "8h", "closes": "11:00"}
    assert (
        "Đã đề xuất 24 buổi" in binh.get(post(binh, "/tiep-dan/lich/de-xuat", **fields, place="Phòng 1").location).text
    )
    assert post(binh, "/tiep-dan/lich/duyet", nam="2027").status_code == 403
    dung = other(binh, "dung")
    assert "Duyệt lịch (24 buổi)" in dung.get("/tiep-dan/lich?nam=2027").text
    post(dung, "/tiep-dan/lich/duyet", nam="2027")
    page = binh.get(post(binh, "/tiep-dan/lich/dang", nam="2027").location).text
    assert "Đã đăng 24 buổi" in page and "đăng 23/11/2026" in page
    states = set(db.session.scalars(select(ReceptionSession.state)))
    assert states == {SessionState.POSTED}


def test_a_plan_that_cannot_stand_is_told_at_its_field(binh: FlaskClient) -> None:
    fields = {"mode": "ad_hoc", "form_of": "on_site", "day": "24/11/2026", "opens": "9:00", "closes": "8:00"}
    page = post(binh, "/tiep-dan/lich/moi", **fields, topic="Kè sông sạt lở")
    assert page.status_code == 422 and "Kè sông sạt lở" in page.text
    told = str(summary_of(page))
    for words in ("Giờ kết thúc phải sau giờ bắt đầu", "Xin ghi nơi tiếp", "chọn trường hợp", "xin chọn xã, phường"):
        assert words in told, words
    made = post(
        binh,
        "/tiep-dan/lich/moi",
        **fields | {"closes": "11:00"},
        place="Ấp 3",
        ground="ad_hoc.heated",
        unit_code="31507",
    )
    assert made.status_code == 303 and "Đột xuất" in binh.get(made.location).text
    assert post(binh, f"{made.location}/bo").status_code == 303
    assert binh.get(made.location).status_code == 404


def test_the_day_by_pages(binh: FlaskClient, db: SQLAlchemy) -> None:
    """A visitor is booked at the desk, comes, is concluded with two tasks; the letters come out; the day is closed."""
    number = posted()
    binh.application.config["NOW"] = at("2026-12-10 08:00")
    cast.sign_in(binh, "binh")
    here = f"/tiep-dan/buoi/{number}"
    key = re.search(r'name="idempotency_key" value="([^"]+)"', binh.get(f"{here}/hen").text)
    assert key
    fields = {"kind": "recommendation", "name": "Lâm Thị An", "phone": "0912345678", "matter": AN.matter}
    wrong = post(binh, f"{here}/hen", f"{here}/hen", idempotency_key=key[1], **fields | {"phone": "1"})
    assert wrong.status_code == 422 and "Lâm Thị An" in wrong.text
    done = post(binh, f"{here}/hen", f"{here}/hen", idempotency_key=key[1], **fields)
    assert "Mã hẹn vừa cấp" in binh.get(done.location).text
    mine = db.session.scalars(select(Appointment)).one().id
    post(binh, f"{here}/bat-dau", here, office_id=str(cast.office("dung").id))
    post(binh, f"/tiep-dan/hen/{mine}/co-mat", here, state="arrived")
    page = f"/tiep-dan/hen/{mine}/ket-luan"
    said = {"matter": AN.matter, "conclusion": "Giao kiểm tra.", "people_count": "1"}
    ward = str(body(cast.WARD, "2026-12-10").id)
    task = {"task_a-what": "Kiểm tra đường.", "task_a-owner_body_id": ward, "task_a-due_on": "20/12/2026"}
    missing = post(binh, page, page, **said, **task | {"task_a-due_on": ""})
    assert missing.status_code == 422 and "Hạn phải từ hôm nay" in missing.text and "Kiểm tra đường." in missing.text
    assert post(binh, page, page, **said, **task).status_code == 303
    for letter in ("conclusion_notice", "minutes"):
        made = post(binh, f"/tiep-dan/hen/{mine}/giay/{letter}", here, **{"as": "pdf"})
        assert made.data.startswith(b"%PDF"), letter
    assert "Lâm Thị An" in binh.get(f"{here}/ho-so").text
    post(binh, f"{here}/ket-thuc", here, note="")
    assert "Đã trực tiếp tiếp" in binh.get(here).text
    given = db.session.scalars(select(ConclusionTask)).one()
    assert "Kiểm tra đường." in other(binh, "em").get("/tiep-dan/viec").text
    post(binh, f"/tiep-dan/viec/{given.id}/xong", "/tiep-dan/viec", result="Đã sửa 200 m.", done_on="10/12/2026")
    post(binh, f"/tiep-dan/viec/{given.id}/bao", "/tiep-dan/viec", how="Gọi điện", told_on="10/12/2026")
    assert "Đã báo người dân" in binh.get("/tiep-dan/viec?tab=xong").text
    assert other(binh, "giang").get(here).status_code == 404
    assert other(binh, "em").get(here).status_code == 403
    duty = other(binh, "em").get(f"/tiep-dan/nghia-vu?co-quan={cast.WARD}&tu=01/12/2026&den=31/12/2026").text
    assert "10/12/2026" in duty and "Chưa hết kỳ" in duty
    assert other(binh, "ha").get(f"/tiep-dan/nghia-vu?co-quan={cast.WARD}").status_code == 404
    odd = f"/tiep-dan/nghia-vu?co-quan={cast.WARD}&tu=31/12/9999&den=01/01/1900"
    assert other(binh, "em").get(odd).status_code == 200


def test_put_off_by_page_and_on_line_notes(binh: FlaskClient, db: SQLAlchemy) -> None:
    number = posted(form=ReceptionForm.ONLINE)
    here = f"/tiep-dan/buoi/{number}"
    page = binh.get(here).text
    assert "Gửi thông báo chậm nhất 03/12/2026" in page and "Kết nối chậm nhất 07:00 10/12/2026" in page
    notes = {"invited_on": "01/12/2026", "connected_on": "10/12/2026", "connected_time": "6h45", "recording": "Kho 1"}
    post(binh, f"{here}/truc-tuyen", here, **notes)
    assert "06:45" in binh.get(here).text
    assert post(binh, f"{here}/hoan", f"{here}/hoan", day="15/12/2026", reason="").status_code == 422
    moved = post(binh, f"{here}/hoan", f"{here}/hoan", day="15/12/2026", opens="14:00", reason="Họp đột xuất.")
    assert "Thay cho buổi ngày 10/12/2026" in binh.get(moved.location).text
    assert booked(int(moved.location.rsplit("/", 1)[1]), key="later").is_new
    assert date(2026, 12, 15) in set(db.session.scalars(select(ReceptionSession.day)))


def test_hours_of_the_desk(binh: FlaskClient) -> None:
    post(binh, "/tiep-dan/lich/gio", **{"opens-0": "7:30", "closes-0": "11:00", "place": "Bàn số 1"})
    post(binh, "/tiep-dan/lich/gio", **{"opens-0": "8:00", "closes-0": "11:00", "place": "Bàn số 1"})
    page = binh.get(f"/lich-tiep-cong-dan?co-quan={cast.WARD}").text
    assert "08:00 – 11:00, Bàn số 1" in page and "07:30" not in page

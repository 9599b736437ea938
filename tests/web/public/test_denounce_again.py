"""Denouncing again (LTC Đ37–38), by the code of the earlier denunciation and at the desk of the superior."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.vocabulary import CaseKind, Procedure, State
from app.persistence.models import Case
from tests import cast
from tests.builders import a_case
from tests.web.public.follower import Follower, follow
from tests.web.public.pen import CONTENT, PEOPLE, code_on
from tests.web.reception.test_log import send

pytestmark = pytest.mark.usefixtures("db")

FIELDS = {
    "content": "Đã quá hạn từ tháng 10 mà chưa có kết luận.",
    "name": "Thạch Thị An",
    "address": "Khóm 3, phường Sóc Trăng",
    "phone": "0912345678",
    "idempotency_key": "mot-lan-va-chi-mot-lan-thoi",
}


@pytest.fixture
def overdue(client: FlaskClient, db: SQLAlchemy) -> Follower:
    built = a_case(CaseKind.DENUNCIATION).filed("2026-09-01", respondent_name="Trần Văn Kín").accepted("2026-09-10")
    return follow(client, built)


def again(db: SQLAlchemy) -> list[Case]:
    return list(db.session.scalars(select(Case).where(Case.procedure == Procedure.REPEAT_DENUNCIATION)))


def test_the_page_says_so_and_the_new_case_is_sealed(overdue: Follower, db: SQLAlchemy) -> None:
    assert "Bà con có quyền tố cáo tiếp" in overdue.page().text
    page = overdue.page("/to-cao-tiep")
    assert "Điều 38 Luật Tố cáo" in page.text and page.headers["Cache-Control"] == "no-store"
    answer = overdue.send("/to-cao-tiep", **FIELDS)
    assert answer.status_code == 303
    [case] = again(db)
    assert (case.first_case_id, case.is_about_delay, case.is_sealed) == (overdue.case.id, True, True)
    assert case.petitions[0].content == "" and case.petitions[0].parties == []
    receipt = overdue.client.get(answer.headers["Location"])
    assert "tố cáo tiếp đã đến nơi" in receipt.text and code_on(receipt) != overdue.receipt.tracking_code
    assert FIELDS["name"] not in receipt.text
    assert overdue.send("/to-cao-tiep", **FIELDS).status_code == 303 and len(again(db)) == 1
    page = overdue.page().text
    assert "Bà con đã tố cáo tiếp" in page and "Bà con có quyền tố cáo tiếp" not in page


def test_what_is_missing_is_said_at_its_field(overdue: Follower, db: SQLAlchemy) -> None:
    answer = overdue.send("/to-cao-tiep", **FIELDS | {"phone": "", "name": ""})
    assert answer.status_code == 422
    assert "Xin ghi số điện thoại hoặc thư điện tử." in answer.text and "Xin ghi họ tên người tố cáo." in answer.text
    assert FIELDS["content"] in answer.text and again(db) == []


def test_in_time_there_is_no_such_page(client: FlaskClient) -> None:
    follower = follow(client, a_case(CaseKind.DENUNCIATION).filed("2026-11-02").accepted("2026-11-10"))
    assert "to-cao-tiep" not in follower.page().text
    assert follower.page("/to-cao-tiep").status_code == 409


def test_at_the_desk_it_is_linked_by_its_number(app: Flask, overdue: Follower, db: SQLAlchemy) -> None:
    below = overdue.case
    desk = cast.sign_in(app.test_client(), "hoa")
    paper = {
        **PEOPLE,
        "parties-0-phone": "0912345678",
        "channel": "BD",
        "received_on": "20/11/2026",
        "is_signed": "y",
        "again": "delay",
        "respondent_body_id": str(below.body_id),
        "content": CONTENT,
    }
    path = "/tiep-nhan?loai=to-cao-tiep"
    answer = send(desk, path, {**paper, "first_number": "NTC-2026-999999"})
    assert answer.status_code == 422 and "Không có vụ tố cáo nào mang số này" in answer.text
    assert send(desk, path, {**paper, "first_number": below.number}).status_code == 303
    [case] = again(db)
    assert (case.first_case_id, case.state, case.is_about_delay) == (below.id, State.RECEIVED, True)

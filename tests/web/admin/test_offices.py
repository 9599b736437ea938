"""An administrator keeps offices and bodies, and meets no case on the way."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.offices.held import Standing
from app.domain.vocabulary import CaseKind
from app.persistence.db import db as database
from app.persistence.models import AuditEntry, Body, Case, HeldOffice
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.persistence.transaction import transaction
from tests import cast
from tests.builders import a_case
from tests.times import at

NOW = at("2026-08-10 08:00")


@pytest.fixture(autouse=True)
def now(app: Flask, db) -> None:
    app.config["NOW"] = NOW


@pytest.fixture
def oanh(client: FlaskClient) -> FlaskClient:
    return cast.sign_in(client, "oanh")


def sent(browser: FlaskClient, path: str, **data: object):
    token = browser.get("/quan-tri/tai-khoan").text.split('name="csrf_token" value="')[1].split('"')[0]
    return browser.post(path, data={"csrf_token": token, **data})


def new_office(**changes: object) -> dict[str, object]:
    office = {"body_id": cast.office("dung").body_id, "role": "officer", "standing": "deputy", "ground": "12/QĐ-UBND"}
    return {**office, "title": "Phó Chủ tịch UBND phường", "held_from": "2026-08-10", **changes}


def test_an_office_is_entered_and_ended(oanh: FlaskClient) -> None:
    user = cast.user("cam").id
    page = oanh.get(f"/quan-tri/tai-khoan/{user}/chuc-vu").text
    assert "Cấp phó" in page and 'value="citizen"' not in page
    assert sent(oanh, f"/quan-tri/tai-khoan/{user}/chuc-vu", **new_office()).status_code == 302
    office = holding.of_account(user)[0]
    assert office.standing is Standing.DEPUTY
    page = oanh.get(f"/quan-tri/tai-khoan/{user}").text
    assert "Phó Chủ tịch UBND phường" in page and f"/quan-tri/chuc-vu/{office.id}" in page
    data = {"last_day": "2026-08-20", "reason": "Nghỉ hưu", "successor_id": cast.office("cuc").id}
    assert sent(oanh, f"/quan-tri/chuc-vu/{office.id}/ket-thuc", **data).status_code == 302
    database.session.expire_all()
    assert (office.held_to, office.successor_id) == (date(2026, 8, 20), cast.office("cuc").id)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": "head", "standing": "holder"}, "đang là người đứng đầu"),
        ({"role": "head"}, "không mang vai trò Người đứng đầu"),
        ({"held_to": "2026-08-01"}, "Ngày kết thúc trước ngày bắt đầu"),
        ({"held_from": "32/13/2026"}, ""),
        ({"role": "citizen"}, "Lựa chọn này không có"),
        ({"ground": ""}, "Xin ghi căn cứ"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(oanh: FlaskClient, changes: dict[str, object], words: str) -> None:
    answer = sent(oanh, f"/quan-tri/tai-khoan/{cast.user('cam').id}/chuc-vu", **new_office(**changes))
    assert answer.status_code == 422 and words in answer.text and "Phó Chủ tịch UBND phường" in answer.text


def test_only_numbers_are_shown_of_open_work_and_no_page_names_a_case(oanh: FlaskClient) -> None:
    case = a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made()
    sealed = a_case(CaseKind.DENUNCIATION).made()
    office = cast.office("cuc").id
    page = oanh.get(f"/quan-tri/chuc-vu/{office}").text
    assert "Hồ sơ đang giữ" in page and re.search(r"<dd>1</dd>", page)
    tokens = {case.number, sealed.number, case.title, case.lead_name, "thu hồi 120"}
    paths = [
        *("/quan-tri/tai-khoan", f"/quan-tri/tai-khoan/{cast.user('cuc').id}", f"/quan-tri/chuc-vu/{office}"),
        *("/quan-tri/co-quan", f"/quan-tri/co-quan/{case.body_id}", "/quan-tri/co-quan/moi", "/quan-tri/sap-xep"),
        *("/quan-tri/he-thong", "/quan-tri/lich"),
    ]
    for path in paths:
        answer = oanh.get(path)
        assert answer.status_code == 200, path
        assert not [word for word in tokens if word in answer.text], path
    for path in ("/ho-so", f"/ho-so/{case.id}", "/cho-duyet", "/nhan-su", f"/nhan-su/{office}/ban-giao", "/giam-sat"):
        assert oanh.get(path).status_code in (403, 404), path
    done = sent(oanh, f"/quan-tri/chuc-vu/{office}/ban-giao", to_id=cast.office("cam").id, why="Chuyển công tác")
    assert done.status_code == 302
    page = oanh.get(f"/quan-tri/chuc-vu/{office}").text
    assert "Đã bàn giao 1 hồ sơ" in page and case.number not in page
    database.session.expire_all()
    assert database.session.get(Case, case.id).officer_id == cast.user("cam").id


def test_handing_over_needs_a_name_and_a_reason(oanh: FlaskClient) -> None:
    a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made()
    path = f"/quan-tri/chuc-vu/{cast.office('cuc').id}"
    assert sent(oanh, f"{path}/ban-giao", to_id="", why="").status_code == 422
    assert sent(oanh, f"{path}/ket-thuc", last_day="x", reason="y").status_code == 422
    assert oanh.get("/quan-tri/chuc-vu/999999999999").status_code == 404
    own = sent(
        oanh, f"/quan-tri/chuc-vu/{cast.office('oanh').id}/ket-thuc", last_day="2026-08-20", reason="x", successor_id=""
    )
    assert own.status_code == 403


def test_a_vacant_head_is_seen_by_the_administrator_and_by_oversight(client: FlaskClient) -> None:
    with transaction():
        cast.office("dung").held_to = date(2026, 8, 9)
    for who, path in (("oanh", "/quan-tri/co-quan"), ("em", "/giam-sat")):
        page = cast.sign_in(client, who).get(path).text
        assert "Chưa có người đứng đầu" in page, who
        assert cast.office("dung").body.name in page.partition("Chưa có người đứng đầu")[2][:400]


def body(**changes: object) -> dict[str, object]:
    names = {"name": "Trung tâm Tiếp công dân", "short_name": "TTTCD", "code": "CT-TTTCD", "head_title": "Giám đốc"}
    rest = {"level": "province", "type": "so", "parent_code": cast.CITY, "valid_from": "2026-08-01", "reason": "01/NQ"}
    return {**names, **rest, **changes}


def test_a_body_begins_and_ends_with_a_successor(oanh: FlaskClient) -> None:
    assert sent(oanh, "/quan-tri/co-quan/moi", **body()).status_code == 302
    found = bodies.by_code("CT-TTTCD", date(2026, 8, 10))
    assert found is not None and found.is_edited
    for changes, words in (
        ({}, "Mã này đang dùng"),
        ({"code": "x y"}, "Chỉ dùng chữ hoa"),
        ({"code": "CT-X", "unit_code": "1"}, "đơn vị hành chính"),
        ({"code": "CT-X", "parent_code": "UBND-92-X"}, "Lựa chọn này không có"),
    ):
        answer = sent(oanh, "/quan-tri/co-quan/moi", **body(**changes))
        assert answer.status_code == 422 and words in answer.text, changes
    path = f"/quan-tri/co-quan/{found.id}"
    end = {"last_day": "2026-08-31", "successor_code": "CT-BTCD", "reason": "02/NQ"}
    assert sent(oanh, path, **{**end, "last_day": "2026-07-01"}).status_code == 422
    assert sent(oanh, path, **end).status_code == 302
    assert "Ban Tiếp công dân" in oanh.get(path).text
    assert sent(oanh, "/quan-tri/co-quan/moi", **body(valid_from="2026-09-01")).status_code == 302, "the code is free"
    noted = [row.action for row in database.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert noted.count("body_created") == 2 and noted.count("body_closed") == 1


def test_people_of_bodies_that_ended_are_proposed_at_the_successor(oanh: FlaskClient) -> None:
    page = oanh.get("/quan-tri/sap-xep").text
    assert all(cast.PEOPLE[who].name in page for who in ("phuc", "quy", "son"))
    assert "Không có một cơ quan kế nhiệm" in page, "a district"
    picked = [cast.office(who).id for who in ("phuc", "quy", "son")]
    assert sent(oanh, "/quan-tri/sap-xep", office_id=picked, ground="").status_code == 422
    assert sent(oanh, "/quan-tri/sap-xep", office_id=picked, ground="1668/NQ-UBTVQH15").status_code == 302
    ward = bodies.by_code(cast.WARD, date(2026, 8, 10))
    assert ward is not None
    for who, role in (("phuc", "officer"), ("quy", "officer")):  # the ward has its head
        newest = holding.of_account(cast.user(who).id)[0]
        assert (newest.body_id, newest.role, newest.held_from) == (ward.id, role, date(2025, 7, 1)), who
    assert len(holding.of_account(cast.user("son").id)) == 1
    page = oanh.get("/quan-tri/sap-xep").text
    assert cast.PEOPLE["phuc"].name not in page and "Đã ghi 2 chức vụ" in page


def test_open_files_of_ended_bodies_are_moved_in_numbers(oanh: FlaskClient) -> None:
    case = a_case().filed("2025-06-03").made()
    assert "Còn 1 hồ sơ mở" in oanh.get("/quan-tri/sap-xep").text
    assert sent(oanh, "/quan-tri/sap-xep/ho-so").status_code == 302
    page = oanh.get("/quan-tri/sap-xep").text
    assert "Đã chuyển 1 hồ sơ" in page and case.number not in page
    database.session.expire_all()
    assert database.session.get(Body, database.session.get(Case, case.id).body_id).valid_to is None


def test_only_administrators_come_in(client: FlaskClient) -> None:
    office = database.session.query(HeldOffice).first()
    for who in ("dung", "cuc", "em", "nga"):
        browser = cast.sign_in(client, who)
        for path in ("/quan-tri/sap-xep", f"/quan-tri/chuc-vu/{office.id}", "/quan-tri/co-quan/moi"):
            assert browser.get(path).status_code == 403, (who, path)

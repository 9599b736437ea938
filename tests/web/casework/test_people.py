"""The head's page of his people, as the browser meets it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.offices.held import Capacity, Standing
from app.domain.vocabulary import Disposition, Role
from app.persistence.db import db as database
from app.persistence.models import Case, Delegation, HeldOffice
from app.persistence.transaction import transaction
from tests import cast
from tests.builders import a_case
from tests.times import at

NOW = at("2026-08-10 08:00")


@pytest.fixture(autouse=True)
def now(app: Flask, db) -> None:
    app.config["NOW"] = NOW


@pytest.fixture
def dung(client: FlaskClient) -> FlaskClient:
    return cast.sign_in(client, "dung")


@pytest.fixture
def deputy() -> HeldOffice:
    """Cẩm is deputy besides being officer."""
    with transaction() as session:
        office = cast.an_office(
            cast.user("cam"),
            Role.OFFICER,
            cast.office("cam").body_id,
            standing=Standing.DEPUTY,
            title="Phó Chủ tịch UBND phường",
        )
        session.add(office)
    return office


def token(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def sent(browser: FlaskClient, path: str, **data: object):
    return browser.post(path, data={"csrf_token": token(browser.get("/nhan-su").text), **data})


def paper(**changes: object) -> dict[str, object]:
    days = {"signed_on": "2026-08-10", "valid_from": "2026-08-10"}
    return {"capacity": "KT", "number": "12/QĐ-UBND", **days, **changes}


def test_a_paper_is_entered_seen_and_taken_back(dung: FlaskClient, deputy: HeldOffice) -> None:
    page = dung.get("/nhan-su/phan-cong").text
    assert "người giải quyết khiếu nại tự chủ trì" in page and "Chờ xác nhận" in page
    answer = sent(dung, "/nhan-su/phan-cong", taker_id=deputy.id, kinds=["complaint"], categories=["A1"], **paper())
    assert answer.status_code == 302
    page = dung.get("/nhan-su").text
    assert "12/QĐ-UBND" in page and "Đang có hiệu lực" in page and "Ký thay (KT.)" in page and "Khiếu nại" in page
    number = database.session.query(Delegation).one().id
    assert "12/QĐ-UBND" in dung.get(f"/nhan-su/phan-cong/{number}/thu-lai").text
    assert sent(dung, f"/nhan-su/phan-cong/{number}/thu-lai", reason="").status_code == 422
    assert sent(dung, f"/nhan-su/phan-cong/{number}/thu-lai", reason="Phân công lại").status_code == 302
    assert "Đã thu lại" in dung.get("/nhan-su").text


def test_bad_papers_are_told_at_the_field(dung: FlaskClient, deputy: HeldOffice) -> None:
    for changes, words in (
        ({"capacity": "TL"}, "chỉ dành cho cấp phó"),
        ({"valid_to": "2026-08-01"}, "Ngày kết thúc trước ngày bắt đầu"),
        ({"number": ""}, "Xin ghi số văn bản"),
        ({"taker_id": "999"}, "Lựa chọn này không có"),
        ({"kinds": ["x"]}, ""),
    ):
        answer = sent(dung, "/nhan-su/phan-cong", **{"taker_id": deputy.id, **paper(**changes)})
        assert answer.status_code == 422 and words in answer.text, changes


def test_files_are_handed_over_some_or_all(dung: FlaskClient) -> None:
    first, second = (a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made() for _ in range(2))
    path = f"/nhan-su/{cast.office('cuc').id}/ban-giao"
    assert first.number in dung.get(path).text
    to = {"successor_id": cast.office("cam").id, "reason": "Chuyển công tác"}
    assert sent(dung, path, scope="all").status_code == 422
    assert sent(dung, path, scope="picked", case_id=[str(first.id), "x"], **to).status_code == 302
    database.session.expire_all()
    assert [database.session.get(Case, case.id).officer_id for case in (first, second)] == [
        cast.user("cam").id,
        cast.user("cuc").id,
    ]
    assert "Đã bàn giao 1 hồ sơ" in (sent(dung, path, scope="all", **to), dung.get("/nhan-su").text)[1]
    assert "Không còn hồ sơ nào" in dung.get(path).text


def test_whoever_left_is_on_the_desk(dung: FlaskClient) -> None:
    a_case().registered("2026-08-03").assigned("2026-08-03", to="cuc").made()
    with transaction():
        cast.office("cuc").held_to = at("2026-08-09").date()
    for path in ("/cho-duyet", "/nhan-su"):
        page = dung.get(path).text
        assert "Chưa bàn giao" in page and "Lý Thị Cúc" in page, path


def test_nobody_else_comes_in(client: FlaskClient) -> None:
    office = cast.office("cuc").id
    for who in ("cuc", "binh", "em", "oanh", "ha"):
        browser = cast.sign_in(client, who)
        expected = 404 if who == "ha" else 403
        assert browser.get(f"/nhan-su/{office}/ban-giao").status_code == expected, who


def test_who_holds_two_offices_chooses_in_the_bar(client: FlaskClient, deputy: HeldOffice) -> None:
    with transaction() as session:
        session.add(
            Delegation(
                giver_id=cast.office("dung").id,
                taker_id=deputy.id,
                capacity=Capacity.FOR_HEAD,
                number="12/QĐ-UBND",
                signed_on=NOW.date(),
                valid_from=NOW.date(),
                kinds=[],
                categories=[],
                created_by_id=cast.user("dung").id,
                created_at=NOW,
            )
        )
    case = a_case().proposed("2026-08-03", Disposition.ACCEPT).made()
    cam = cast.sign_in(client, "cam")
    page = cam.get("/ho-so").text
    assert "Phó Chủ tịch UBND phường" in page and cam.get("/cho-duyet").status_code == 403
    chosen = {"csrf_token": token(page), "office_id": deputy.id}
    assert cam.post("/chuc-vu", data=chosen).status_code == 302
    assert case.number in cam.get("/cho-duyet").text
    assert cam.get("/nhan-su").status_code == 403, "who signs for the head assigns nobody"
    with transaction():
        deputy.held_to = at("2026-08-09").date()
    assert cam.get("/cho-duyet").status_code == 403, "the choice outlives no office"
    assert cam.post("/chuc-vu", data=chosen).status_code == 400
    assert cam.post("/chuc-vu", data={**chosen, "office_id": "x"}).status_code == 400

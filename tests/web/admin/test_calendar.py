"""The calendar page: exceptions proposed with a reason, their effects seen, confirmed; dates moved only when told."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import lawbook
from app.domain.vocabulary import CaseKind
from app.persistence.db import db as database
from app.persistence.models import CalendarException, Deadline, DeadlineChange
from app.web.admin.calendar_year import months
from tests import cast
from tests.builders import a_case
from tests.languages.test_pages import inspect
from tests.times import at
from tests.web.admin.test_admin import token_of

NOW = at("2026-11-23 09:00")
DAY = {"day": "24/11/2026", "kind": "holiday", "name": "Ngày Văn hóa Việt Nam", "ground": "Nghị định 1/2026/NĐ-CP"}
REASON = "Đã có nghị định"


@pytest.fixture
def oanh(app: Flask, db) -> FlaskClient:
    app.config["NOW"] = NOW
    return cast.sign_in(app.test_client(), "oanh")


def post(client: FlaskClient, address: str, **data: str):
    token = token_of(client.get("/quan-tri/lich/de-xuat").text)
    return client.post(address, data={"csrf_token": token, **data})


def proposed(client: FlaskClient, **changes: str) -> str:
    answer = post(client, "/quan-tri/lich/de-xuat", **{**DAY, "reason": REASON, **changes})
    assert answer.status_code == 302, answer.text
    return answer.location


def test_the_year_shows_every_day_once_and_names_the_odd_ones(oanh: FlaskClient) -> None:
    year = months(lawbook.load().calendar, 2026)
    cells = [cell for month in year for week in month.weeks for cell in week if cell]
    assert [cell.day for cell in cells] == [date.fromordinal(date(2026, 1, 1).toordinal() + i) for i in range(365)]
    page = oanh.get("/quan-tri/lich?year=2026").text
    assert page.count("<caption><b>") == 12
    assert "Tết Dương lịch" in page and "chờ xác nhận" in page
    assert "Chưa có lịch nghỉ lễ" in oanh.get("/quan-tri/lich?year=2040").text
    assert oanh.get("/quan-tri/lich?year=999999").status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_in_every_language(oanh: FlaskClient, language: str) -> None:
    a_case(CaseKind.COMPLAINT).filed("2026-11-20").made()
    one = proposed(oanh)
    for address in ("/quan-tri/lich", "/quan-tri/lich/de-xuat?day=2026-11-24", one):
        inspect(address, oanh.get(f"{address}{'&' if '?' in address else '?'}lang={language}").text, language)


def test_a_day_that_waits_brings_its_own_words(oanh: FlaskClient) -> None:
    page = oanh.get("/quan-tri/lich").text
    assert "day=2026-11-24" in page
    form = oanh.get("/quan-tri/lich/de-xuat?day=2026-11-24").text
    assert 'value="Ngày Văn hóa Việt Nam"' in form and 'value="24/11/2026"' in form


def test_from_the_notice_to_the_moved_date(oanh: FlaskClient, app: Flask) -> None:
    case = a_case(CaseKind.COMPLAINT).filed("2026-11-20").made()
    one = proposed(oanh)
    page = oanh.get(one).text
    assert "Những hạn đang chạy sẽ đổi" in page and case.number in page
    assert "01/12/2026" in page and "02/12/2026" in page
    assert "Dời tất cả" not in page, "nothing moves before the day is confirmed"
    assert case.title not in page and "Lâm Thị An" not in page, "an administrator opens no case"
    assert post(oanh, f"{one}/doi-han", scope="all").status_code == 409
    assert post(oanh, f"{one}/xac-nhan").status_code == 302
    assert not database.session.scalars(select(DeadlineChange)).all()
    clock = database.session.scalars(select(Deadline).where(Deadline.clock == "DL-KN-01")).one()
    post(oanh, f"{one}/doi-han", chosen=f"{clock.id}:2026-12-02")
    database.session.expire_all()
    assert clock.due_on == date(2026, 12, 2)
    head = cast.sign_in(app.test_client(), "dung").get(f"/ho-so/{case.id}").text
    assert "Dời từ ngày 01/12/2026 sang ngày 02/12/2026" in head and "Võ Kim Oanh" in head
    assert "Đã dời" in oanh.get(one).text
    assert post(oanh, f"{one}/doi-han", scope="all").status_code == 302
    assert "Không có hạn nào phải đổi" in oanh.get(one).text


def test_the_citizen_reads_both_dates_and_no_name(oanh: FlaskClient, app: Flask) -> None:
    receipt, case = a_case(CaseKind.COMPLAINT).filed("2026-11-20").receipt_and_case()
    one = proposed(oanh)
    post(oanh, f"{one}/xac-nhan")
    post(oanh, f"{one}/doi-han", scope="all")
    phone = app.test_client()
    token = token_of(phone.get("/tra-cuu").text)
    phone.post("/tra-cuu", data={"csrf_token": token, "code": receipt.tracking_code})
    page = phone.get(f"/tra-cuu/ho-so/{case.id}").text
    assert "Dời từ ngày 01/12/2026 sang ngày 02/12/2026" in page and "Ngày Văn hóa Việt Nam" in page
    assert "Võ Kim Oanh" not in page


def test_a_second_confirmation_is_told_so(oanh: FlaskClient) -> None:
    one = proposed(oanh)
    assert post(oanh, f"{one}/xac-nhan").status_code == 302
    again = post(oanh, f"{one}/xac-nhan")
    assert again.status_code == 409 and "trước bạn" in again.text


def test_withdrawing_asks_why(oanh: FlaskClient) -> None:
    one = proposed(oanh)
    post(oanh, f"{one}/rut", reason="")
    assert database.session.scalars(select(CalendarException)).one().status == "proposed"
    post(oanh, f"{one}/rut", reason="Ghi nhầm ngày")
    database.session.expire_all()
    row = database.session.scalars(select(CalendarException)).one()
    assert (row.status, row.decided_reason) == ("withdrawn", "Ghi nhầm ngày")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Xin ghi tên ngày"),
        ({"ground": ""}, "văn bản làm căn cứ"),
        ({"reason": ""}, "Xin nêu lý do"),
        ({"kind": "party"}, "không có trong danh sách"),
        ({"day": "31/02/2026"}, "Xin ghi ngày"),
        ({"day": "01/01/1950"}, "sớm hơn mọi quy định"),
    ],
)
def test_mistakes_come_back(oanh: FlaskClient, changes: dict[str, str], words: str) -> None:
    answer = post(oanh, "/quan-tri/lich/de-xuat", **{**DAY, "reason": REASON, **changes})
    assert answer.status_code == 422 and words in answer.text
    assert not database.session.scalars(select(CalendarException)).all()


def test_the_same_day_twice_is_told_at_its_field(oanh: FlaskClient) -> None:
    proposed(oanh)
    answer = post(oanh, "/quan-tri/lich/de-xuat", **{**DAY, "reason": REASON})
    assert answer.status_code == 422 and "đã có trong danh sách" in answer.text


@pytest.mark.parametrize("username", ["dung", "cuc", "em", "nga"])
def test_only_an_administrator_keeps_the_calendar(oanh: FlaskClient, app: Flask, username: str) -> None:
    one = proposed(oanh)
    other = cast.sign_in(app.test_client(), username)
    for address in ("/quan-tri/lich", "/quan-tri/lich/de-xuat", one):
        assert other.get(address).status_code == 403
    for act in ("xac-nhan", "rut", "doi-han"):
        assert other.post(f"{one}/{act}", data={"reason": "x"}).status_code in (400, 403)
    database.session.expire_all()
    assert database.session.scalars(select(CalendarException)).one().status == "proposed"
    assert app.test_client().get("/quan-tri/lich").status_code == 302


def test_nonsense_in_the_address_and_the_form(oanh: FlaskClient) -> None:
    one = proposed(oanh)
    post(oanh, f"{one}/xac-nhan")
    assert oanh.get(f"{one}?after=x:y").status_code == 200
    assert post(oanh, f"{one}/doi-han", chosen="1:2:3").status_code == 302
    assert oanh.get("/quan-tri/lich/99999999999").status_code == 404
    assert oanh.get("/quan-tri/lich/12").status_code == 404
    assert oanh.post(f"{one}/rut").status_code in (302, 400)

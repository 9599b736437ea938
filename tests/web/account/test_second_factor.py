"""The pages of the second step as a browser meets them."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.services.keeping import first_passwords
from app.services.signing_in import recovery
from tests import cast
from tests.services.signing_in.telephone import code, enrolled
from tests.times import at
from tests.web.auth.test_sign_in import sign_in, token_of

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-23 08:00")
LATER = NOW + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def morning(app: Flask) -> None:
    app.config["NOW"] = NOW


def send(client: FlaskClient, address: str, page: str | None = None, **fields: str):
    token = token_of(client.get(page or address).text)
    return client.post(address, data={"csrf_token": token, **fields})


def secret_on(page: str) -> str:
    found = re.search(r'td-secret">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def test_an_account_without_its_second_factor_reaches_nothing_else(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "em")
    for address in ("/", "/tra-cuu"):
        assert client.get(address).status_code == 200
    for address in ("/giam-sat", "/ho-so", "/tai-khoan", "/thong-ke", "/quan-tri"):
        answer = client.get(address)
        assert answer.status_code in (403, 404) or answer.location == "/tai-khoan/buoc-hai", address
    assert "Trước hết" in client.get("/tai-khoan/buoc-hai").text
    page = client.get("/tai-khoan/ung-dung").text
    assert "data:image/svg+xml" in page
    wrong = client.post("/tai-khoan/ung-dung", data={"csrf_token": token_of(page), "code": "000000"})
    assert wrong.status_code == 422 and "Mã không khớp" in wrong.text and secret_on(wrong.text) == secret_on(page)
    shown = code(secret_on(page), NOW)
    done = client.post("/tai-khoan/ung-dung", data={"csrf_token": token_of(page), "code": f"{shown[:3]} {shown[3:]}"})
    codes = re.findall(r'td-code">([a-z2-9-]{29})<', done.text)
    assert done.status_code == 200 and len(codes) == recovery.HOW_MANY and done.headers["Cache-Control"] == "no-store"
    assert client.get("/giam-sat").status_code == 200
    overview = client.get("/tai-khoan").text
    assert "Thêm ứng dụng tạo mã" in overview and codes[0] not in overview


def test_an_officer_is_offered_one_and_works_without(client: FlaskClient) -> None:
    sign_in(client, "cuc")
    assert client.get("/ho-so").status_code == 200
    assert "Chưa có" in client.get("/tai-khoan").text


def test_password_then_code_then_where_one_was_going(app: Flask, client: FlaskClient) -> None:
    secret, _token, _codes = enrolled("em", NOW)
    app.config["NOW"] = LATER
    answer = sign_in(client, "em", next="/giam-sat")
    assert answer.location == "/dang-nhap/buoc-hai"
    assert client.get("/giam-sat").location.startswith("/dang-nhap?next=")
    page = client.get("/dang-nhap/buoc-hai")
    assert page.headers["Cache-Control"] == "no-store" and "Huỳnh Văn Em" not in page.text
    wrong = send(client, "/dang-nhap/buoc-hai", code="123456")
    assert wrong.status_code == 422 and "Mã không đúng" in wrong.text
    before = client.get_cookie("session").value
    done = send(client, "/dang-nhap/buoc-hai", code=code(secret, LATER))
    assert done.location == "/giam-sat" and client.get("/giam-sat").status_code == 200
    thief = app.test_client()
    thief.set_cookie("session", before)
    assert thief.get("/giam-sat").status_code == 302 and thief.get("/dang-nhap/buoc-hai").location == "/dang-nhap"


def test_a_recovery_code_enters_and_few_of_them_are_mentioned(app: Flask, client: FlaskClient) -> None:
    _secret, _token, codes = enrolled("em", NOW)
    app.config["NOW"] = LATER
    for one in codes[:7]:
        app.config["NOW"] += timedelta(minutes=1)
        browser = app.test_client()
        sign_in(browser, "em")
        assert send(browser, "/dang-nhap/buoc-hai", code=one).status_code == 302
    page = browser.get("/tai-khoan").text
    assert "Chỉ còn 3 mã dự phòng" in page and "Dùng một mã dự phòng" in page
    made = send(browser, "/tai-khoan/ma-du-phong", "/tai-khoan")
    assert made.status_code == 200 and "Chỉ còn" not in browser.get("/tai-khoan").text


def test_who_waits_at_the_second_step_may_leave(client: FlaskClient) -> None:
    enrolled("em", NOW)
    sign_in(client, "em")
    out = send(client, "/dang-xuat", "/dang-nhap/buoc-hai")
    assert out.location == "/dang-nhap" and client.get("/dang-nhap/buoc-hai").location == "/dang-nhap"


def test_a_one_time_password_comes_before_the_second_factor(app: Flask, client: FlaskClient) -> None:
    password = first_passwords.reset(cast.actor("oanh"), cast.user("em").id, at=NOW)
    sign_in(client, "em", password)
    for address in ("/tai-khoan", "/tai-khoan/buoc-hai", "/tai-khoan/ung-dung", "/tai-khoan/xac-nhan", "/giam-sat"):
        assert client.get(address).location == "/mat-khau", address


def test_removing_the_application_is_said_to_its_owner(app: Flask, client: FlaskClient) -> None:
    enrolled("cuc", NOW)
    cast.sign_in(client, "cuc")
    assert send(client, "/tai-khoan/ung-dung/bo", "/tai-khoan").location == "/tai-khoan"
    assert "Bỏ ứng dụng tạo mã" in client.get("/tai-khoan").text


def test_a_browser_gets_its_cookie_when_somebody_has_signed_in(app: Flask, client: FlaskClient) -> None:
    assert client.get("/dang-nhap") and client.get_cookie("device") is None
    sign_in(client, "cuc", "something wrong")
    assert client.get_cookie("device") is None
    sign_in(client, "cuc")
    device = client.get_cookie("device")
    assert device is not None and device.http_only and device.same_site == "Lax"
    send(client, "/dang-xuat", "/tai-khoan")
    sign_in(client, "cuc")
    assert client.get_cookie("device").value == device.value
    assert client.get("/tai-khoan").text.count("Đăng nhập lần đầu từ một trình duyệt") == 1


@pytest.mark.parametrize("language", ["vi", "km", "en"])
def test_the_second_step_speaks_three_languages(client: FlaskClient, language: str) -> None:
    enrolled("em", NOW)
    sign_in(client, "em")
    assert f'<html lang="{language}"' in client.get(f"/dang-nhap/buoc-hai?lang={language}").text

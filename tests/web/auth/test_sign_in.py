"""The sign-in pages as a browser meets them."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.auth.sign_in import safe_next
from tests import cast
from tests.times import at


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: FlaskClient, username: str, password: str = cast.PASSWORD, **more: str):
    page = client.get("/dang-nhap").text
    sent = {"csrf_token": token_of(page), "username": username, "password": password, **more}
    return client.post("/dang-nhap", data=sent)


def test_an_officer_signs_in_and_out(app: Flask, client: FlaskClient) -> None:
    answer = sign_in(client, "cuc", next="/mat-khau")
    assert (answer.status_code, answer.location) == (302, "/mat-khau")
    page = client.get("/mat-khau")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    out = client.post("/dang-xuat", data={"csrf_token": token_of(page.text)})
    assert out.status_code == 302 and "Clear-Site-Data" in out.headers
    assert client.get("/mat-khau").status_code == 302


def test_the_page_behind_comes_back_after_signing_in(client: FlaskClient) -> None:
    asked = client.get("/mat-khau")
    assert asked.location == "/dang-nhap?next=/mat-khau"
    assert 'value="/mat-khau"' in client.get(asked.location).text


@pytest.mark.parametrize(("username", "password"), [("cuc", "wrong one"), ("nobody", "wrong one")])
def test_a_failure_tells_nothing(client: FlaskClient, username: str, password: str) -> None:
    answer = sign_in(client, username, password)
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text
    assert password not in answer.text


def test_empty_fields_are_named(client: FlaskClient) -> None:
    answer = sign_in(client, "", "")
    assert "Xin nhập tên đăng nhập." in answer.text and "Xin nhập mật khẩu." in answer.text


def test_a_planted_session_does_not_survive_signing_in(app: Flask, client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["planted"] = "yes"
        session["tracked"] = {"7": 1}
    sign_in(client, "cuc")
    with client.session_transaction() as session:
        assert "planted" not in session and session["tracked"] == {"7": 1}


def test_an_idle_session_asks_again(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = at("2026-11-23 08:00")
    sign_in(client, "cuc")
    assert client.get("/mat-khau").status_code == 200
    app.config["NOW"] += timedelta(minutes=31)
    assert client.get("/mat-khau").status_code == 302


def test_a_stolen_cookie_dies_with_the_session(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "cuc")
    stolen = client.get_cookie("session").value
    client.post("/dang-xuat", data={"csrf_token": token_of(client.get("/mat-khau").text)})
    thief = app.test_client()
    thief.set_cookie("session", stolen)
    assert thief.get("/mat-khau").status_code == 302


def test_changing_the_password(client: FlaskClient) -> None:
    sign_in(client, "cuc")
    page = client.get("/mat-khau").text
    data = {"csrf_token": token_of(page), "old": cast.PASSWORD, "new": "một buổi sáng mùa hè"}
    assert "không giống nhau" in client.post("/mat-khau", data={**data, "again": "khác"}).text
    assert "quá phổ biến" in client.post("/mat-khau", data={**data, "new": "a" * 20, "again": "a" * 20}).text
    assert client.post("/mat-khau", data={**data, "again": data["new"]}).status_code == 302
    assert client.get("/mat-khau").status_code == 302
    assert sign_in(client, "cuc", data["new"]).status_code == 302


@pytest.mark.parametrize(
    "target",
    [None, "https://evil.example", "//evil.example", "/\\evil.example", "\\/evil.example", "javascript:x", "/a\nb"],
)
def test_nobody_is_led_elsewhere(app: Flask, target: str | None) -> None:
    with app.test_request_context():
        assert safe_next(target) == safe_next("")


def test_a_path_of_ours_is_kept(app: Flask) -> None:
    with app.test_request_context():
        assert safe_next("/casework/41?tab=new") == "/casework/41?tab=new"

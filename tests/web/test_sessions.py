"""Who is asking: accounts among staff, citizens by the codes they have proven, and nobody by a forged cookie."""

from datetime import timedelta

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from app.domain.vocabulary import Role
from app.web import sessions
from tests import cast
from tests.times import at

NOW = at("2026-11-23 08:00")


@pytest.fixture
def citizen(app: Flask):
    """A request on a public page."""
    app.config["NOW"] = NOW
    with app.test_request_context("/"):
        yield app


def test_a_proven_code_opens_its_case_for_two_hours(citizen: Flask) -> None:
    sessions.remember_case(7)
    assert sessions.current_actor().case_ids == {7}
    assert sessions.current_actor().role is Role.CITIZEN
    assert sessions.is_personal()
    citizen.config["NOW"] = NOW + timedelta(hours=2, minutes=1)
    assert sessions.current_actor().case_ids == frozenset()


def test_a_browser_remembers_twenty_cases(citizen: Flask) -> None:
    for number in range(30):
        citizen.config["NOW"] = NOW + timedelta(seconds=number)
        sessions.remember_case(number)
    assert sessions.current_actor().case_ids == set(range(10, 30))


def test_a_shared_computer_forgets(citizen: Flask) -> None:
    sessions.remember_case(7)
    sessions.forget_cases()
    assert sessions.current_actor().case_ids == frozenset() and not sessions.is_personal()
    assert "tracked" not in session


def test_nobody_is_signed_in_by_a_forged_cookie(app: Flask, client: FlaskClient) -> None:
    for forged in ("x", "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbbbbbbbb", "." * 4000):
        client.set_cookie("session", forged)
        assert client.get("/mat-khau").status_code == 302
    with client.session_transaction() as made:
        made["_user_id"] = "1"  # even with our own key: a number of an account is no token
    assert client.get("/mat-khau").status_code == 302


def staff_pages(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("casework.") and "GET" in (rule.methods or ()) and not rule.arguments
    ]


def test_citizens_are_asked_to_sign_in_on_pages_of_staff(app: Flask, client: FlaskClient) -> None:
    with client.session_transaction() as made:
        made["tracked"] = {"1": int(NOW.timestamp())}
    app.config["NOW"] = NOW
    assert staff_pages(app)
    for address in staff_pages(app):
        assert client.get(address).location.startswith("/dang-nhap?next="), address


def test_who_has_no_right_is_told_so(app: Flask) -> None:
    observer = cast.sign_in(app.test_client(), "nga")
    answers = {address: observer.get(address).status_code for address in staff_pages(app)}
    assert 403 in answers.values() and 200 not in answers.values(), answers


def test_staff_are_citizens_on_public_pages(app: Flask) -> None:
    officer = cast.sign_in(app.test_client(), "cuc")
    page = officer.get("/dang-nhap")
    assert page.status_code == 302
    assert "Lý Thị Cúc" not in officer.get("/").text


def test_personal_pages_are_not_kept(app: Flask) -> None:
    officer = cast.sign_in(app.test_client(), "cuc")
    for address in ("/mat-khau", "/", "/khong-co"):
        assert officer.get(address).headers["Cache-Control"] == "no-store", address
    assert "no-cache" in app.test_client().get("/").headers["Cache-Control"]

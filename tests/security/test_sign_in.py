"""Signing in under attack: nothing tells who has an account, nobody is locked out for good, and rights end at once."""

import time
from datetime import timedelta
from statistics import median

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from app.domain import signing_in as rules
from app.domain.vocabulary import Role
from app.persistence.transaction import transaction
from app.services.keeping import accounts, passwords
from app.services.signing_in import entry, sessions
from tests import cast
from tests.web.public.follower import NOW

pytestmark = pytest.mark.usefixtures("db")

LURES = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "//[",
    "http://[::1",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\u200b//evil.example",
    "//evil\u2100.example",
    "javascript:alert(1)",
    "/%5cevil.example",
    "/ho-so\r\nSet-Cookie: a=b",
)


def attempt(client: FlaskClient, username: str, password: str, **more: str):
    page = client.get("/dang-nhap").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    return client.post("/dang-nhap", data={"csrf_token": token, "username": username, "password": password, **more})


def words(page: str) -> str:
    return page.split("<main", 1)[1].split("csrf_token")[0] + page.split("td-error", 1)[-1].split("</form>")[0]


def test_unknown_wrong_and_closed_look_the_same(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hashes that cost what they cost in life."""
    app.config["NOW"] = NOW
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(passwords.PASSES, passwords.KIBIBYTES, passwords.LANES))
    passwords._nobodys.cache_clear()
    with transaction() as session:
        session.get(type(cast.user("cuc")), cast.user("cuc").id).password_hash = passwords.hashed(cast.PASSWORD)
    accounts.deactivate(cast.actor("oanh"), cast.user("cam").id, at=NOW)
    pages, seconds = {}, {}
    for name in ("nobody-here", "cuc", "cam"):
        took = []
        for _each in range(2):
            began = time.perf_counter()
            answer = attempt(app.test_client(), name, "wrong-password-1")
            took.append(time.perf_counter() - began)
        pages[name] = (answer.status_code, words(answer.text).replace(name, ""))
        seconds[name] = median(took)
    assert len(set(pages.values())) == 1
    assert max(seconds.values()) < 4 * min(seconds.values()), seconds


def test_wrong_passwords_slow_down_and_never_lock_for_good(app: Flask) -> None:
    at = NOW
    for _each in range(12):
        with pytest.raises(Exception, match="sign_in_failed"):
            entry.authenticate("cuc", "wrong", at=at)
        at += timedelta(seconds=1)
    with pytest.raises(Exception, match="sign_in_failed"):
        entry.authenticate("cuc", cast.PASSWORD, at=at)
    assert entry.authenticate("cuc", cast.PASSWORD, at=at + rules.LONGEST_WAIT)


@pytest.mark.parametrize("lure", LURES)
def test_nobody_is_led_away(app: Flask, client: FlaskClient, lure: str) -> None:
    app.config["NOW"] = NOW
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = attempt(client, "cuc", cast.PASSWORD, next=lure)
    assert answer.status_code == 302
    assert answer.location.startswith("/") and not answer.location.startswith(("//", "/\\", "/\t"))
    assert "evil" not in answer.location.partition("?")[0].partition("/")[0] and "a=b" not in str(answer.headers)


def test_rights_end_at_once(app: Flask) -> None:
    app.config["NOW"] = NOW
    browsers = [cast.sign_in(app.test_client(), "cuc") for _each in range(2)]
    oanh, cuc = cast.actor("oanh"), cast.user("cuc").id
    assert all(browser.get("/ho-so").status_code == 200 for browser in browsers)
    with transaction():
        cast.office("cuc").role = Role.OBSERVER
    assert all(browser.get("/ho-so").status_code == 403 for browser in browsers)
    with transaction():
        cast.office("cuc").role = Role.OFFICER
    assert all(browser.get("/ho-so").status_code == 200 for browser in browsers)
    accounts.change_own_password(cast.actor("cuc"), cast.PASSWORD, "Ba con vịt lội mương", at=NOW)
    assert all(browser.get("/ho-so").status_code == 302 for browser in browsers)
    browser = cast.sign_in(app.test_client(), "cuc")
    accounts.deactivate(oanh, cuc, at=NOW)
    assert browser.get("/ho-so").status_code == 302


def test_a_planted_session_is_worth_nothing_after_signing_in(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    with client.session_transaction() as planted:
        planted["_user_id"], planted["draft"], planted["entering"] = "planted", "d" * 43, ["e" * 43]
    assert attempt(client, "cuc", cast.PASSWORD).status_code == 302
    with client.session_transaction() as now:
        assert now["_user_id"] != "planted" and "draft" not in now and "entering" not in now
        token = now["_user_id"]
    data = {"csrf_token": client.get("/mat-khau").text.split('name="csrf_token" value="')[1].split('"')[0]}
    assert client.post("/dang-xuat", data=data).headers["Clear-Site-Data"]
    assert sessions.recognise(token, at=NOW) is None

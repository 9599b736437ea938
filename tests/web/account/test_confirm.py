"""Who is it? Asked again before what is sealed or dangerous; what was sent meanwhile is not lost."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.confidentiality import Purpose
from app.domain.signing_in import CONFIRMED_FOR
from app.domain.vocabulary import CaseKind
from app.web.doors import STAFF_AUDIENCES
from tests import cast
from tests.builders import a_case
from tests.web.auth.test_sign_in import token_of
from tests.web.public.follower import NOW

pytestmark = pytest.mark.usefixtures("db")

LATE = NOW + CONFIRMED_FOR + timedelta(seconds=1)


@pytest.fixture
def late(app: Flask, client: FlaskClient) -> FlaskClient:
    """The administrator, six minutes after signing in."""
    app.config["NOW"] = NOW
    cast.sign_in(client, "oanh")
    app.config["NOW"] = LATE
    return client


def fields(page: str) -> dict[str, str]:
    form = page.split("<main", 1)[1]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_a_page_is_come_back_to(late: FlaskClient) -> None:
    asked = late.get("/quan-tri/tai-khoan/moi?x=1")
    assert asked.location == "/tai-khoan/xac-nhan?next=/quan-tri/tai-khoan/moi?x%3D1"
    page = late.get(asked.location).text
    wrong = late.post("/tai-khoan/xac-nhan", data={**fields(page), "password": "something else"})
    assert wrong.status_code == 422 and "không đúng" in wrong.text and "something else" not in wrong.text
    before = late.get_cookie("session").value
    done = late.post("/tai-khoan/xac-nhan", data={**fields(wrong.text), "password": cast.PASSWORD})
    assert done.location == "/quan-tri/tai-khoan/moi?x=1"
    assert late.get(done.location).status_code == 200
    thief = late.application.test_client()
    thief.set_cookie("session", before)
    assert thief.get("/quan-tri/tai-khoan").status_code == 302, "the token of before is dead"


def test_a_form_on_its_way_is_kept_and_sent_after_the_proof(app: Flask, late: FlaskClient) -> None:
    cuc = cast.user("cuc").id
    token = token_of(late.get("/quan-tri/tai-khoan").text)
    sent = {"csrf_token": token, "reason": "nghỉ <việc>", "password": "never kept"}
    stopped = late.post(f"/quan-tri/tai-khoan/{cuc}/dong", data=sent)
    assert stopped.status_code == 307
    page = late.post(stopped.location, data=sent)
    assert "chưa mất" in page.text and "never kept" not in page.text and "nghỉ &lt;việc&gt;" in page.text
    assert cast.user("cuc").is_active
    kept = {**fields(page.text), "kept.reason": "nghỉ <việc>"}
    go_on = late.post("/tai-khoan/xac-nhan", data={**kept, "password": cast.PASSWORD})
    assert go_on.status_code == 200 and cast.user("cuc").is_active
    again = fields(go_on.text)
    assert set(again) == {"csrf_token", "reason"}
    assert late.post(f"/quan-tri/tai-khoan/{cuc}/dong", data=again).status_code == 302
    assert not cast.user("cuc").is_active


@pytest.mark.parametrize("lure", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"])
def test_nobody_is_led_away(late: FlaskClient, lure: str) -> None:
    page = late.get("/tai-khoan/xac-nhan").text
    done = late.post("/tai-khoan/xac-nhan", data={**fields(page), "next": lure, "password": cast.PASSWORD})
    assert done.location == "/tai-khoan"
    page = late.get("/tai-khoan/xac-nhan").text
    sent = late.post("/tai-khoan/xac-nhan", data={**fields(page), "next": lure, "send": "1", "password": cast.PASSWORD})
    assert "evil" not in sent.text and "javascript:" not in sent.text


def test_the_identity_of_a_denouncer_asks_each_time_anew(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    case = a_case(CaseKind.DENUNCIATION).filed("2026-11-16").made()
    cast.sign_in(client, "dung")
    address = f"/ho-so/{case.id}/danh-tinh"
    page = client.get(address)
    assert page.status_code == 200
    sent = {"csrf_token": token_of(page.text), "purpose": Purpose.VERIFY.value}
    assert client.post(f"{address}/mo", data=sent).status_code == 200
    app.config["NOW"] = LATE
    assert client.get(address).location == f"/tai-khoan/xac-nhan?next={address}"
    assert client.post(f"{address}/mo", data=sent).location == f"/tai-khoan/xac-nhan?next={address}/mo&send=1"


def test_what_is_dangerous_asks(app: Flask) -> None:
    """Doors that open an identity, change a factor or an account, and no others of the account's own."""
    fresh = {name for name, view in app.view_functions.items() if getattr(view, "is_fresh", False)}
    assert {"casework.ask_identity", "casework.disclose", "casework.disclose_file"} <= fresh
    changing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("account.", "admin.account", "admin.reset")) and "POST" in (rule.methods or ())
    }
    assert changing - fresh == {"account.confirm", "account.read_notices"}
    assert "account" in STAFF_AUDIENCES


def test_sessions_are_seen_and_ended(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    browsers = [cast.sign_in(app.test_client(), "cuc") for _ in range(3)]
    page = browsers[0].get("/tai-khoan").text
    assert page.count("thấy lần cuối") == 3 and page.count("Máy này") == 1
    handle = re.search(r"/tai-khoan/phien/([0-9a-f]{16})/dang-xuat", page)
    assert handle
    data = {"csrf_token": token_of(page)}
    assert browsers[0].post(handle[0], data=data).status_code == 302
    assert browsers[0].post(f"/tai-khoan/phien/{'0' * 16}/dang-xuat", data=data).status_code == 404
    assert sorted(one.get("/tai-khoan").status_code for one in browsers) == [200, 200, 302]
    assert browsers[0].post("/tai-khoan/phien/dang-xuat", data=data).status_code == 302
    assert [one.get("/tai-khoan").status_code for one in browsers] == [200, 302, 302]

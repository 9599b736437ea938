"""Doors, headers, languages, errors and health: what every page stands on."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from app.domain.access import Action
from app.domain.refusals import WrongState
from app.persistence import outbox
from app.persistence.transaction import transaction
from app.web import doors
from app.web.assets import static
from tests import cast
from tests.houses import make

WORKS = {"database": True, "storage": True, "keys": True}


def test_a_queue_that_nobody_empties_is_an_alarm_and_no_reason_to_stop_the_web(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        outbox.post("test.left", at=datetime.now(UTC) - timedelta(minutes=11))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "alarm", "queue": False} | WORKS)
    assert "kẹt" in cast.sign_in(client, "oanh").get("/quan-tri/he-thong").text


def test_health_is_said_in_json(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "queue": True} | WORKS)


def test_health_fails_without_a_schema(tmp_path) -> None:
    app = make(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}")
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json["database"]) == (503, False)


def test_an_unguarded_url_stops_the_start(app: Flask) -> None:
    naked = Flask("naked")
    naked.add_url_rule("/open", "open", lambda: "")
    with pytest.raises(RuntimeError, match="/open"):
        doors.refuse_unguarded(naked)


def test_every_url_names_its_action(app: Flask) -> None:
    guards = {
        rule.endpoint: getattr(app.view_functions[rule.endpoint], "guard", None) for rule in app.url_map.iter_rules()
    }
    assert all(isinstance(guard, Action) for endpoint, guard in guards.items() if endpoint != "static")


@pytest.mark.parametrize("path", ["/", "/dang-nhap", "/healthz", "/nowhere", "/mat-khau", "/static/css/base.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in headers
    assert "Strict-Transport-Security" not in headers


def test_production_demands_https(tmp_path) -> None:
    app = make(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}", environment="production")
    answer = app.test_client().get("/dang-nhap", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_another_site_cannot_post(client: FlaskClient) -> None:
    assert client.post("/dang-xuat", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_post_without_token_hears_that_the_form_expired(client: FlaskClient) -> None:
    answer = client.post("/dang-nhap", data={"username": "cuc", "password": "x"})
    assert answer.status_code == 400
    assert "hết hạn" in answer.text


def test_pages_are_squeezed_for_those_who_can(client: FlaskClient) -> None:
    plain = client.get("/dang-nhap")
    squeezed = client.get("/dang-nhap", headers={"Accept-Encoding": "gzip"})
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in squeezed.headers["Vary"]
    assert "</html>" in gzip.decompress(squeezed.data).decode()
    assert "Content-Encoding" not in plain.headers


def test_assets_are_cached_under_the_hash_of_their_content(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = static.static_url("css/base.css")
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "immutable" not in client.get("/static/css/base.css?v=old").headers["Cache-Control"]


def test_assets_come_from_two_folders_only(client: FlaskClient) -> None:
    assert client.get("/static/bootstrap/css/bootstrap.min.css").status_code == 200
    for path in ("../config.py", "bootstrap/../../__init__.py", "css", "%2e%2e/web/doors.py", "nothing.css"):
        assert client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize(
    ("accept", "cookie", "query", "expected"),
    [
        ("", "", "", "vi"),
        ("fr,de;q=0.8", "", "", "vi"),
        ("en-US,en;q=0.9", "", "", "en"),
        ("en", "km", "", "km"),
        ("en", "km", "vi", "vi"),
        ("", "xx", "yy", "vi"),
    ],
)
def test_the_language_is_the_one_asked_for(client: FlaskClient, accept: str, cookie: str, query: str, expected: str):
    if cookie:
        client.set_cookie("lang", cookie)
    address = f"/dang-nhap?lang={query}" if query else "/dang-nhap"
    answer = client.get(address, headers={"Accept-Language": accept})
    assert answer.headers["Content-Language"] == expected
    assert f'<html lang="{expected}"' in answer.text


def test_a_chosen_language_is_kept(client: FlaskClient) -> None:
    client.get("/dang-nhap?lang=en")
    assert client.get("/dang-nhap").headers["Content-Language"] == "en"


@pytest.fixture
def broken(tmp_path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A house with one view that refuses and one that breaks."""
    bp = Blueprint("broken", __name__)

    def refuse() -> str:
        raise WrongState("case_not_found")

    def fail() -> str:
        raise ValueError("Nguyễn Văn An, 079085001234")

    doors.door(bp, "/refuse", refuse, access=Action.PUBLIC)
    doors.door(bp, "/fail", fail, access=Action.PUBLIC)
    app = make(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}")
    app.register_blueprint(bp)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def test_a_refusal_is_a_page_that_explains(broken: FlaskClient) -> None:
    answer = broken.get("/refuse")
    assert answer.status_code == 409
    assert "Không tìm thấy vụ việc này" in answer.text


def test_a_defect_shows_an_id_and_logs_nothing_personal(broken: FlaskClient, capfd: pytest.CaptureFixture[str]) -> None:
    answer = broken.get("/fail?q=bi-mat")
    logged = capfd.readouterr().err
    assert answer.status_code == 500
    assert "Traceback" not in answer.text and "Nguyễn" not in answer.text
    assert "ValueError" in logged and "Nguyễn" not in logged and "bi-mat" not in logged


def test_machines_hear_errors_in_json(broken: FlaskClient) -> None:
    answer = broken.get("/refuse", headers={"Accept": "application/json"})
    assert answer.json["reason"] == "case_not_found"


def test_the_telephone_of_the_house_stands_on_every_page_or_none(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tel:" not in client.get("/?lang=vi").text
    monkeypatch.setitem(app.config, "TIEP_DAN", replace(app.config["TIEP_DAN"], hotline="0299 3822 333"))
    for address in ("/", "/nop-don", "/khong-co-trang-nay"):
        assert (
            '<a class="td-nowrap" href="tel:02993822333"><strong>0299 3822 333</strong></a>' in client.get(address).text
        )

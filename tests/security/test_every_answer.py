"""What holds for every answer and every unsafe door, whoever asks: headers, cookies, forgery, and what may be kept."""

import re
from http.cookies import SimpleCookie
from itertools import cycle

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.persistence import outbox
from app.persistence.db import db
from app.persistence.models import AuditEntry
from tests import cast
from tests.builders import a_case
from tests.houses import make
from tests.security import fuzzing
from tests.web.public.follower import NOW, follow

pytestmark = pytest.mark.usefixtures("db")

HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Cache-Control",
)


def addresses(app: Flask, number: int) -> list[str]:
    found = []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:[^>]+>", str(number), rule.rule)
        path = re.sub(r'<any\("([^"]+)"[^>]*>', r"\1", path)
        found.append(path.replace("<path:name>", "css/base.css"))
    return sorted(set(found))


@pytest.mark.parametrize("name", ["", "dung"])
def test_headers_stand_on_every_answer(app: Flask, client: FlaskClient, name: str) -> None:
    app.config["NOW"] = NOW
    case = a_case().filed("2026-11-16").made()
    if name:
        cast.sign_in(client, name)
    others = cycle(["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"])
    for path in [*addresses(app, case.id), "/khong-co", "/ho-so/abc", "/static/khong.css"]:
        for method in ("GET", "POST") if name else ("GET", "POST", next(others)):
            answer = client.open(path, method=method)
            missing = [header for header in HEADERS if header not in answer.headers]
            assert not missing and answer.status_code < 500, (method, path, answer.status_code, missing)
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert "public" in answer.headers["Cache-Control"] or {"Cookie", "Accept-Language"} <= set(answer.vary)
            assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
            if name and not path.startswith("/static/"):
                assert answer.headers["Cache-Control"] == "no-store", (method, path)


def test_what_a_citizen_reads_is_kept_by_no_cache(app: Flask, client: FlaskClient) -> None:
    follower = follow(client, a_case().decided("2026-11-17"))
    for below in ("", "/bo-sung", "/rut-don", "/danh-gia", "/khieu-nai-lan-hai", "/bien-nhan", "/tep/1"):
        assert follower.page(below).headers["Cache-Control"] == "no-store", below
    assert client.get("/tra-cuu/ho-so").headers["Cache-Control"] == "no-store"


def test_cookies_of_production_keep_to_https_and_to_us(tmp_path) -> None:
    app = make(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}", environment="production")
    answer = app.test_client().get("/dang-nhap?lang=en", base_url="https://localhost")
    cookies = [SimpleCookie(line) for line in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) == 2
    for jar in cookies:
        for cookie in jar.values():
            assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["domain"]


def unsafe(app: Flask, number: int) -> list[tuple[str, str]]:
    """Every rule that takes a POST, with an address of it."""
    found = []
    for rule in fuzzing.post_doors(app):
        path = re.sub(r"<int:[^>]+>", str(number), rule)
        found.append((rule, re.sub(r'<any\("([^"]+)"[^>]*>', r"\1", path)))
    return found


@pytest.mark.parametrize("name", ["", "dung"])
def test_nothing_forged_is_taken(app: Flask, client: FlaskClient, name: str) -> None:
    """Without a token every unsafe door; each of them with one of the others: forged, of another session, from another
    site. They are looked at in one place, before any door."""
    app.config["NOW"] = NOW
    case = a_case().filed("2026-11-16").made()
    if name:
        cast.sign_in(client, name)
    other = app.test_client().get("/dang-nhap").text.split('name="csrf_token" value="')[1].split('"')[0]
    own = client.get("/tra-cuu").text.split('name="csrf_token" value="')[1].split('"')[0]
    forgeries = cycle(
        [
            (400, {"data": {"csrf_token": "forged"}}),
            (400, {"data": {"csrf_token": other}}),
            (400, {"headers": {"X-CSRFToken": other}, "json": {}}),
            (403, {"data": {"csrf_token": own}, "headers": {"Sec-Fetch-Site": "cross-site"}}),
            (403, {"data": {"csrf_token": own}, "headers": {"Sec-Fetch-Site": "same-site"}}),
        ]
    )
    for rule, path in unsafe(app, case.id):
        assert client.post(path).status_code == 400, rule
        status, forged = next(forgeries)
        assert client.post(path, **forged).status_code == status, (rule, forged)
    overridden = {"X-HTTP-Method-Override": "POST"}
    assert client.get(f"{path}?_method=POST&csrf_token={own}", headers=overridden).status_code < 500


def acts() -> int | None:
    """What was done; that somebody has looked is noted as well."""
    looked = AuditEntry.action.in_(["case.read", "case.file"])
    return db.session.scalar(select(func.count()).select_from(AuditEntry).where(~looked))


def test_looking_changes_nothing(app: Flask, client: FlaskClient) -> None:
    """GET and HEAD of every address, as the head, leave the database as it was, but for the note that he looked and
    the session's last sight."""
    app.config["NOW"] = NOW
    case = a_case().decided("2026-11-17").made()
    cast.sign_in(client, "dung")
    before = (acts(), outbox.standing(NOW), case.version)
    for path, method in zip(addresses(app, case.id), cycle(["GET", "GET", "HEAD"]), strict=False):
        client.open(path, method=method)
    db.session.expire_all()
    assert (acts(), outbox.standing(NOW), case.version) == before

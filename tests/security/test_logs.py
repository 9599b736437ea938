"""The log tells what failed and where; it never repeats what somebody typed, and nobody writes a line into it."""

import json
import logging
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from app.web.answers import last_resort, logs
from tests import cast
from tests.security import canaries
from tests.web.public.follower import NOW

pytestmark = pytest.mark.usefixtures("db")

FORGED = f'{canaries.NAME}\r\n{{"event": "request", "status": 200}}\n\x1b[2J\u2028'


@pytest.fixture
def logged(app: Flask, capfd: pytest.CaptureFixture[str]):
    """The lines of the log so far, each read as JSON: a line that is none breaks the reading."""
    app.config["NOW"] = NOW
    after = app.after_request_funcs.setdefault(None, [])
    after.append(logs.log_request)
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.strip()]
    after.remove(logs.log_request)


def test_no_line_is_forged_and_nothing_typed_is_logged(client: FlaskClient, logged) -> None:
    for path in ("/tra-cuu", "/dang-nhap", f"/{canaries.PHONE}", f"/ho-so/{canaries.IDENTITY}"):
        agent = {"User-Agent": canaries.NAME.encode().hex()}
        client.get(path, query_string={"q": FORGED, canaries.NAME: "1"}, headers=agent)
        client.post(path, data={"code": FORGED, "username": FORGED}, headers={"X-Request-Id": canaries.PHONE})
    lines = logged()
    assert len(lines) == 8 and {line["event"] for line in lines} == {"request"}
    assert canaries.hits_in(json.dumps(lines).encode()) == set()


def test_a_refusal_is_logged_by_its_rule(app: Flask, logged) -> None:
    cast.sign_in(app.test_client(), "oanh").get("/ho-so/1")
    line = logged()[-1]
    assert (line["rule"], line["status"], line["method"]) == ("/ho-so/<int:case_id>", 403, "GET")


def test_what_fails_last_is_caught_logged_and_told(logged) -> None:
    """Also where the making of the error page itself fails."""

    def broken(_environ, _start):
        raise RuntimeError(FORGED)

    answer = Client(last_resort.LastResort(broken)).get("/")
    assert answer.status_code == 500 and canaries.NAME not in answer.text
    assert answer.headers["Content-Security-Policy"] and answer.headers["Cache-Control"] == "no-store"
    (line,) = logged()
    assert line["event"] == "failure" and line["kind"] == "RuntimeError" and line["id"] in answer.text
    assert canaries.hits_in(json.dumps(line).encode()) == set()


def test_threads_and_libraries_quote_nothing(logged) -> None:
    def fail() -> None:
        raise ValueError(FORGED)

    kept = threading.excepthook
    threading.excepthook = lambda failed: last_resort._of_the_process(
        failed.exc_type, failed.exc_value, failed.exc_traceback
    )
    try:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    finally:
        threading.excepthook = kept
    speaker = logging.Logger("library")
    speaker.addHandler(last_resort.Quoting())
    speaker.warning("could not read %s", FORGED)
    speaker.error(FORGED)
    lines = logged()
    assert [line["event"] for line in lines] == ["failure", "library", "library"]
    assert lines[1]["words"] == "could not read %s" and lines[2]["words"] == ""
    assert canaries.hits_in(json.dumps(lines).encode()) == set()

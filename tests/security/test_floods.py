"""A flood is asked a question; a person who answers goes on; nobody is locked out, and nothing typed is lost."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.refusals import BadInput
from app.services.keeping import tries
from app.web import doors
from app.web.limits import floods, questions
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.web.public.follower import NOW
from tests.web.public.pen import Pen, csrf_of

pytestmark = pytest.mark.usefixtures("db")

WORDS = {str(word): number for number, word in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())}
WRONG = "0000-0000-0000-0000-0000-0000-0000"


@pytest.fixture
def counting(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Limits are off in tests but where they are the matter."""
    app.config["NOW"] = NOW
    monkeypatch.setattr(doors.limiter, "enabled", True)
    monkeypatch.setitem(app.config, "TIEP_DAN", replace(app.config["TIEP_DAN"], fewest_form_seconds=0))
    for kept in (doors.limiter, floods._seen, questions._used):
        kept.reset()
    yield
    for kept in (doors.limiter, floods._seen, questions._used):
        kept.reset()


def code_of(built) -> str:
    receipt, _case = built.receipt_and_case()
    return receipt.tracking_code


def answered(page: TestResponse) -> dict[str, str]:
    """What a person sends after reading the question."""
    first, sign, second = re.search(r">(\S+) (cộng|trừ) (\S+) bằng mấy\?", page.text.lower()).groups()
    number = WORDS[first] + (WORDS[second] if sign == "cộng" else -WORDS[second])
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text.split("<main", 1)[1]))
    return {**fields, "question_answer": str(number)}


def guess(client: FlaskClient, code: str = WRONG) -> TestResponse:
    return client.post("/tra-cuu", data={"csrf_token": csrf_of(client.get("/tra-cuu")), "code": code})


@pytest.mark.usefixtures("counting")
def test_a_flood_is_asked_a_question_and_an_answer_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    pen = Pen(app.test_client()).written()
    for _each in range(floods.FILING.of_one):
        floods._seen.acquire_entry("filing:127.0.0.1", floods.FILING.of_one, floods.WINDOW)
    asked = pen.submit()
    assert asked.status_code == 429 and asked.headers["Cache-Control"]
    assert "<img" not in asked.text.split("<main", 1)[1] and "bằng mấy?" in asked.text
    right = answered(asked)
    wrong = pen.client.post("/nop-don/xem-lai", data={**right, "question_answer": "99"})
    assert wrong.status_code == 429 and "chưa đúng" in wrong.text
    assert pen.client.post("/nop-don/xem-lai", data=answered(wrong)).status_code == 303
    elsewhere = Pen(app.test_client()).written()
    again = elsewhere.submit(question_token=right["question_token"], question_answer=right["question_answer"])
    assert again.status_code == 303, "the first question was not used up by a wrong answer"
    third = Pen(app.test_client()).written()
    assert (
        third.submit(question_token=right["question_token"], question_answer=right["question_answer"]).status_code
        == 429
    )


@pytest.mark.usefixtures("counting")
def test_faster_than_a_hand_is_asked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "TIEP_DAN", replace(app.config["TIEP_DAN"], fewest_form_seconds=3))
    pen = Pen(app.test_client()).written()
    assert pen.submit().status_code == 429


@pytest.mark.usefixtures("counting")
def test_what_fills_in_the_trap_is_asked(client: FlaskClient) -> None:
    pen = Pen(client).written()
    assert 'name="website"' in pen.review().text
    assert pen.submit(website="http://spam.example").status_code == 429


@pytest.mark.usefixtures("counting")
@both_engines
def test_guessing_codes_waits_longer_and_locks_nobody_out(app: Flask) -> None:
    code = code_of(a_case().filed("2026-11-16"))
    guesser = app.test_client()
    for _each in range(tries.FREE_TRIES):
        assert guess(guesser).status_code == 422
    asked = guess(guesser, code)
    assert asked.status_code == 429, "also the right one"
    assert guesser.post("/tra-cuu", data=answered(asked)).status_code == 303, "but its owner answers and is in"
    elsewhere = app.test_client()
    token = csrf_of(elsewhere.get("/tra-cuu"))
    there = {"REMOTE_ADDR": "10.0.0.9"}
    assert elsewhere.post("/tra-cuu", data={"csrf_token": token, "code": code}, environ_base=there).status_code == 303
    app.config["NOW"] = NOW + timedelta(minutes=1)
    assert guess(app.test_client(), code).status_code == 303, "the wait is over"


def test_waits_grow_and_end() -> None:
    waits = [tries.wait_after(count).total_seconds() for count in range(20)]
    assert waits[:5] == [0] * 5 and waits[5:11] == [30, 60, 120, 240, 480, 900] and max(waits) == 900
    assert tries.note("a", "10.0.0.1", at=NOW) == 1
    assert tries.note("a", "10.0.0.1", at=NOW + tries.FORGOTTEN_AFTER) == 1, "an hour later it is forgotten"


@pytest.mark.usefixtures("counting")
def test_unknown_wrong_and_malformed_codes_get_the_same_answer(app: Flask) -> None:
    real = code_of(a_case().filed("2026-11-16"))
    wrong = real[:-1] + ("0" if real[-1] != "0" else "1")
    pages = set()
    for code in (WRONG, wrong, "x", "abc-def", "'; --", "1" * 5_000, real[:-3], "Đ" * 28):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"10.1.0.{len(code) % 250}"
        answer = guess(client, code)
        shown = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text)
        shown = re.sub(r'(id="code"[^>]*value=")[^"]*"', r"\1", shown)
        pages.add((answer.status_code, shown))
    assert len(pages) == 1


@pytest.mark.usefixtures("counting")
def test_a_password_is_never_written_into_the_question(app: Flask, client: FlaskClient) -> None:
    for _each in range(floods.SIGN_IN.of_one):
        floods._seen.acquire_entry("sign_in:127.0.0.1", floods.SIGN_IN.of_one, floods.WINDOW)
    token = csrf_of(client.get("/dang-nhap"))
    asked = client.post("/dang-nhap", data={"csrf_token": token, "username": "cuc", "password": cast.PASSWORD})
    assert asked.status_code == 429 and cast.PASSWORD not in asked.text and 'value="cuc"' in asked.text
    again = client.post("/dang-nhap", data=answered(asked))
    assert again.status_code == 422 and "cuc" in again.text
    data = {"csrf_token": csrf_of(again), "username": "cuc", "password": cast.PASSWORD}
    assert client.post("/dang-nhap", data=data).status_code == 302


def test_an_address_has_a_quota_of_bytes(app: Flask) -> None:
    floods._seen.reset()
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "2001:db8::1"}):
        assert floods.neighbourhood(floods.request) == "2001:db8::/64"
        for _each in range(50):
            floods.require_quota(20 * 1024 * 1024)
        with pytest.raises(BadInput, match="upload_quota"):
            floods.require_quota(1)
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "10.0.0.1"}):
        floods.require_quota(1)
    floods._seen.reset()


def test_a_question_is_answered_once_in_time_and_in_any_digits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.test_request_context("/"):
        token = questions._token(7)
        assert not questions.is_right(token, "8") and not questions.is_right("forged", "7")
        assert questions.is_right(token, " ៧ ")
        assert not questions.is_right(token, "7"), "once"
        late = questions._token(7)
        monkeypatch.setattr(questions, "SECONDS", -1)
        assert not questions.is_right(late, "7")

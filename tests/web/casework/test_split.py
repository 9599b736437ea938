"""The page where a letter about several matters is cut, and what everybody sees of it afterwards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.vocabulary import CaseKind, State
from app.persistence.models import Case
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.casework.clerk import fields_of, sent, submit
from tests.web.public.follower import Follower

pytestmark = pytest.mark.usefixtures("db")

OWN = "Phường thu hồi 120 m² đất vườn của gia đình tôi mà không lập biên bản."
BRIBE = "Công chức địa chính Trần Văn Kín đòi tôi đưa 20 triệu đồng mới chịu đo lại đất."
LETTER = f"{OWN} Khi tôi lên hỏi, {BRIBE}"


def as_(app: Flask, name: str) -> FlaskClient:
    app.config["NOW"] = at("2026-11-23 10:00")
    return cast.sign_in(app.test_client(), name)


@pytest.fixture
def letter() -> tuple[object, Case]:
    return a_case().filed("2026-11-16", content=LETTER).registered("2026-11-17").receipt_and_case()


def cut(**changes: str) -> dict[str, str]:
    return {
        "parts-0-content": OWN,
        "parts-1-procedure": "TC",
        "parts-1-content": BRIBE,
        "parts-1-respondent_name": "Trần Văn Kín",
        **changes,
    }


def test_each_part_begins_as_the_whole_letter(app: Flask, letter: tuple[object, Case]) -> None:
    path = f"/ho-so/{letter[1].id}/tach-don"
    page = as_(app, "cuc").get(path)
    typed = fields_of(page, path)
    assert typed["parts-0-content"] == typed["parts-1-content"] == LETTER
    assert (typed["parts-0-procedure"], typed["parts-1-procedure"]) == ("KN1", "")
    assert typed["parts-0-decision_number"] == "15/QĐ-UBND" and typed["parts-1-decision_number"] == ""
    assert page.headers["Cache-Control"] == "no-store"


def test_the_officer_splits_and_may_read_the_letter_no_more(app: Flask, letter: tuple[object, Case]) -> None:
    case, cuc = letter[1], as_(app, "cuc")
    page = sent(cuc, f"/ho-so/{case.id}/tach-don", **cut())
    assert "Đã tách đơn" in page and "Trần Văn Kín" not in page, "back at the queue: the letter is sealed now"
    assert cuc.get(f"/ho-so/{case.id}").status_code == 404
    page = as_(app, "dung").get(f"/ho-so/{case.id}").text
    assert "Đơn đã tách thành 2 vụ việc riêng" in page and "Trần Văn Kín" not in page
    page = as_(app, "cuc").get(f"/ho-so/{case.id + 1}").text
    assert OWN in page and "Tách từ đơn" not in page and f"{case.id:06d}" not in page


def test_words_of_the_denunciation_left_in_an_open_part_are_shown_at_it(
    app: Flask, letter: tuple[object, Case]
) -> None:
    case = letter[1]
    answer = submit(as_(app, "cuc"), f"/ho-so/{case.id}/tach-don", **cut(**{"parts-0-content": LETTER}))
    assert answer.status_code == 422 and "Phần 1: Phần này còn nguyên câu của phần tố cáo" in answer.text
    assert case.state is State.REGISTERED
    answer = submit(as_(app, "cuc"), f"/ho-so/{case.id}/tach-don", **cut(**{"parts-1-procedure": ""}))
    assert answer.status_code == 422 and "Phần 2: Xin chọn loại đơn." in answer.text
    assert BRIBE in answer.text, "what was typed is kept"


def test_one_part_more_and_one_less(app: Flask, letter: tuple[object, Case]) -> None:
    path, cuc = f"/ho-so/{letter[1].id}/tach-don", as_(app, "cuc")
    page = submit(cuc, path, add_part="1", **cut())
    typed = fields_of(page, path)
    assert typed["parts-0-content"] == OWN and typed["parts-2-content"] == LETTER
    page = cuc.post(path, data={**typed, "remove_part": "1"})
    assert "parts-2-content" not in fields_of(page, path)


def test_a_sealed_letter_shows_nothing_before_it_is_opened(app: Flask) -> None:
    built = a_case(CaseKind.DENUNCIATION).filed("2026-11-16", content=LETTER, respondent_name="Trần Văn Kín")
    case = built.registered("2026-11-17").made()
    head = next(name for name, who in cast.PEOPLE.items() if cast.actor(name) == cast.head_of(case.body_id))
    path, browser = f"/ho-so/{case.id}/tach-don", as_(app, head)
    page = browser.get(path)
    assert "Mở nội dung để tách" in page.text and "Trần Văn Kín" not in page.text
    page = browser.post(path, data={**fields_of(page, path), "open": "1"})
    assert fields_of(page, path)["parts-1-content"] == LETTER


def test_the_old_code_shows_every_part(app: Flask, client: FlaskClient, letter: tuple[object, Case]) -> None:
    sent(as_(app, "cuc"), f"/ho-so/{letter[1].id}/tach-don", **cut())
    follower = Follower(client, letter)  # type: ignore[arg-type]
    follower.open()
    page = follower.page().text
    assert "Các đơn được tách ra" in page and "cả đơn được niêm phong" in page
    for number in (1, 2):
        assert f"/tra-cuu/ho-so/{letter[1].id + number}" in page
        assert client.get(f"/tra-cuu/ho-so/{letter[1].id + number}").status_code == 200
    told = client.get(f"/tra-cuu/ho-so/{letter[1].id + 2}").text
    assert "Đây là tố cáo" in told and "Trần Văn Kín" not in told

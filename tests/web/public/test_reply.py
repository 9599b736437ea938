"""Answering the authority, or adding of one's own accord."""

from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.persistence.queries import cases
from app.services.settlement import conversation
from tests import cast
from tests.builders import a_case
from tests.storage import corpus
from tests.times import at
from tests.web.public.follower import Follower, follow

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def asked(client: FlaskClient, db: SQLAlchemy) -> Follower:
    """An is asked for the decision she complains about."""
    follower = follow(client, a_case().filed("2026-11-16").registered("2026-11-17"))
    officer = cast.officer_of(follower.case.body_id)
    question = "Xin gửi bản chụp quyết định."
    conversation.ask(officer, follower.case.id, question, reply_by=date(2026, 11, 30), at=at("2026-11-18"))
    return follower


def test_the_question_stands_on_the_page_until_it_is_answered(asked: Follower) -> None:
    page = asked.page().text
    assert "Cơ quan cần bà con bổ sung" in page and "30/11/2026" in page
    assert "Xin gửi bản chụp quyết định." in asked.page("/bo-sung").text
    answer = asked.send("/bo-sung", text="Tôi gửi kèm đây.", files=(BytesIO(corpus.pdf()), "qd.pdf"))
    assert (answer.status_code, answer.headers["Location"]) == (303, asked.path())
    page = asked.page().text
    assert "Cơ quan cần bà con bổ sung" not in page
    assert "Tôi gửi kèm đây." in page and "qd.pdf" in page
    assert "data-draft-done" in page and "data-draft-done" not in asked.page().text


def test_the_same_answer_sent_twice_is_kept_once(asked: Follower) -> None:
    for _again in range(2):
        content = BytesIO(corpus.pdf())
        assert asked.send("/bo-sung", text="Tôi gửi kèm đây.", files=(content, "qd.pdf")).status_code == 303
    assert len(cases.messages(asked.case.id)) == 2
    assert len(cases.attachments(asked.case.id)) == 1


def test_a_refused_file_is_told_at_the_field_and_the_text_stays(asked: Follower) -> None:
    answer = asked.send("/bo-sung", text="Chữ tôi đã gõ.", files=(BytesIO(corpus.EXE), "anh.jpg"))
    assert answer.status_code == 422
    assert "Chữ tôi đã gõ." in answer.text
    assert 'id="files-error"' in answer.text and "anh.jpg" in answer.text
    assert len(cases.messages(asked.case.id)) == 1


@pytest.mark.parametrize("text", ["", " \u200f ", "x" * 5001])
def test_empty_or_endless_text_is_refused(asked: Follower, text: str) -> None:
    answer = asked.send("/bo-sung", text=text)
    assert answer.status_code == 422
    assert 'href="#text"' in answer.text
    assert len(cases.messages(asked.case.id)) == 1


def test_no_answer_without_a_token(asked: Follower) -> None:
    assert asked.client.post(asked.path("/bo-sung"), data={"text": "Tôi gửi"}).status_code == 400


def test_nothing_is_added_to_what_is_over(client: FlaskClient) -> None:
    built = a_case().filed("2026-11-02").accepted("2026-11-06")
    follower = follow(client, built)
    follower.send("/rut-don", sure="y")
    assert follower.send("/bo-sung", text="Tôi gửi thêm").status_code == 409

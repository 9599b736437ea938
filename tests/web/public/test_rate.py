"""Whether the citizen is satisfied, and the one time an answer is looked at again."""

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind, State
from app.persistence.models import Case
from app.persistence.queries import cases
from app.services.settlement import answering
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.public.follower import Follower, follow

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def answered(client: FlaskClient, db: SQLAlchemy) -> Follower:
    return follow(
        client, a_case(CaseKind.RECOMMENDATION).filed("2026-11-02").accepted("2026-11-06").answered("2026-11-18")
    )


def test_a_score_in_words_is_kept_and_may_be_changed(answered: Follower) -> None:
    assert "Rất hài lòng" in answered.page("/danh-gia").text
    assert answered.send("/danh-gia", score="4", comment="Nhanh").status_code == 303
    assert "Bà con đã đánh giá: Hài lòng." in answered.page().text
    assert answered.send("/danh-gia", score="2", comment="").status_code == 303
    rating = cases.rating(answered.case.id)
    assert rating is not None and (rating.score, rating.comment) == (2, "")


@pytest.mark.parametrize("score", ["", "0", "6", "abc"])
def test_other_scores_are_refused(answered: Follower, score: str) -> None:
    assert answered.send("/danh-gia", score=score).status_code == 422
    assert cases.rating(answered.case.id) is None


def test_an_answer_that_does_not_satisfy_is_looked_at_once_more(answered: Follower, db: SQLAlchemy) -> None:
    answer = answered.send("/danh-gia", score="2", reopen="y")
    assert answer.status_code == 422 and 'id="comment-error"' in answer.text
    assert answered.send("/danh-gia", score="2", reopen="y", comment="Ổ gà vẫn còn.").status_code == 303
    case = db.session.get_one(Case, answered.case.id)
    assert case.state is State.PROCESSING
    assert case.next_clock == "DL-NP-02"
    again = answering.rate(cast.an(case.id), case.id, 2, "Ổ gà vẫn còn.", reopen=True, at=at("2026-11-23"))
    assert again.state is State.PROCESSING, "sent twice, taken once"
    head = cast.head_of(case.body_id)
    answering.answer(head, case.id, "Đã vá lại.", at=at("2026-11-23"))
    assert 'name="reopen"' not in answered.page("/danh-gia").text
    assert answered.send("/danh-gia", score="5", comment="Cảm ơn").status_code == 303


def test_it_is_looked_at_again_only_in_time(answered: Follower, client: FlaskClient) -> None:
    assert "hạn cuối là ngày 03/12/2026" in answered.page().text
    client.application.config["NOW"] = at("2026-12-04 09:00")
    answered.open()
    assert 'name="reopen"' not in answered.page("/danh-gia").text
    assert answered.send("/danh-gia", score="1", reopen="y", comment="Chưa được").status_code == 303
    assert "Đã trả lời" in answered.page().text


def test_nothing_to_rate_before_there_is_a_result(client: FlaskClient) -> None:
    follower = follow(client, a_case().filed("2026-11-16"))
    assert follower.page("/danh-gia").status_code == 409
    assert follower.send("/danh-gia", score="1").status_code == 409

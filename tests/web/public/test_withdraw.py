"""Withdrawing (LKN Đ10): what it means, confirmed in words, and final."""

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind, State
from app.persistence.models import Case
from tests.builders import a_case
from tests.web.public.follower import follow

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("kind", [CaseKind.COMPLAINT, CaseKind.RECOMMENDATION, CaseKind.FIELD_REPORT])
def test_it_ends_the_case(client: FlaskClient, db: SQLAlchemy, kind: CaseKind) -> None:
    follower = follow(client, a_case(kind).filed("2026-11-16"))
    assert "Rút đơn nghĩa là gì" in follower.page("/rut-don").text
    assert follower.send("/rut-don", sure="y", reason="Tôi đã được bồi thường.").status_code == 303
    case = db.session.get_one(Case, follower.case.id)
    assert case.state is State.TERMINATED
    assert all(row.ended_on for row in case.deadlines)
    page = follower.page().text
    assert "Bà con đã rút đơn" in page and "Tôi đã được bồi thường." in page


def test_it_must_be_confirmed(client: FlaskClient, db: SQLAlchemy) -> None:
    follower = follow(client, a_case().filed("2026-11-16"))
    answer = follower.send("/rut-don", reason="Nhầm")
    assert answer.status_code == 422
    assert 'href="#sure"' in answer.text
    assert db.session.get_one(Case, follower.case.id).state is State.RECEIVED


def test_after_the_decision_it_is_too_late(client: FlaskClient) -> None:
    follower = follow(client, a_case().filed("2026-10-05").accepted("2026-10-12").decided("2026-11-02"))
    assert follower.page("/rut-don").status_code == 409
    assert follower.send("/rut-don", sure="y").status_code == 409
    assert "/rut-don" not in follower.page().text


def test_the_way_back_is_told_with_its_article(client: FlaskClient) -> None:
    page = follow(client, a_case().filed("2026-11-16")).page("/rut-don").text
    assert "30 ngày kể từ khi có thông báo đình chỉ" in page
    assert "khoản 8 Điều 11 Luật Khiếu nại" in page and "chưa chắc" in page

"""The second complaint (LKN Đ33): from a decision, from silence, and only once."""

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.vocabulary import Procedure
from app.persistence.models import Case
from tests.builders import a_case
from tests.web.public.follower import Follower, follow
from tests.web.public.pen import code_on

pytestmark = pytest.mark.usefixtures("db")

TOKEN = "mot-lan-va-chi-mot-lan-thoi"
FIELDS = {
    "content": "Quyết định chưa xem xét giấy tờ đất năm 1993.",
    "request": "Trả lại 40 m² đất còn thiếu.",
    "written_on": "23/11/2026",
    "idempotency_key": TOKEN,
}


@pytest.fixture
def decided(client: FlaskClient, db: SQLAlchemy) -> Follower:
    built = (
        a_case()
        .filed("2026-10-05")
        .accepted("2026-10-12")
        .decided("2026-11-02")
        .sent("2026-11-03")
        .served("2026-11-06")
    )
    return follow(client, built)


def seconds(db: SQLAlchemy) -> list[Case]:
    return list(db.session.scalars(select(Case).where(Case.procedure == Procedure.COMPLAINT_SECOND)))


def test_the_second_complaint_is_a_case_of_its_own(decided: Follower, db: SQLAlchemy) -> None:
    page = decided.page("/khieu-nai-lan-hai").text
    assert "ngày 07/12/2026" in page and 'value="23/11/2026"' in page
    answer = decided.send("/khieu-nai-lan-hai", **FIELDS)
    assert answer.status_code == 303
    [second] = seconds(db)
    assert second.first_case_id == decided.case.id
    petition = second.petitions[0]
    assert [party.name for party in petition.parties] == ["Lâm Thị An"]
    assert petition.request == FIELDS["request"] and petition.decision_number == "15/QĐ-UBND"
    receipt = decided.client.get(answer.headers["Location"])
    code = code_on(receipt)
    assert second.number in receipt.text and code != decided.receipt.tracking_code
    assert code_on(decided.client.get(answer.headers["Location"])) == code, "a reload shows it again"
    page = decided.page().text
    assert "Bà con đã khiếu nại lần hai" in page and f"/tra-cuu/ho-so/{second.id}" in page
    page = decided.client.get(f"/tra-cuu/ho-so/{second.id}").text
    assert "Quyết định giải quyết lần đầu" in page and "06/11/2026" in page
    assert f"/tra-cuu/ho-so/{decided.case.id}" in page


def test_sent_twice_it_is_one_case_and_one_receipt(decided: Follower, db: SQLAlchemy) -> None:
    first, again = (decided.send("/khieu-nai-lan-hai", **FIELDS) for _time in range(2))
    assert again.status_code == 303 and again.headers["Location"] == first.headers["Location"]
    assert len(seconds(db)) == 1
    another = decided.send("/khieu-nai-lan-hai", **(FIELDS | {"idempotency_key": "x" * 30}))
    assert another.status_code == 409
    assert len(seconds(db)) == 1


def test_silence_past_the_time_limit_opens_the_way(client: FlaskClient, db: SQLAlchemy) -> None:
    follower = follow(client, a_case().filed("2026-09-21").accepted("2026-09-28").verifying("2026-10-02"))
    assert follower.send("/khieu-nai-lan-hai", **FIELDS).status_code == 303
    assert len(seconds(db)) == 1


def test_before_that_there_is_none(client: FlaskClient, db: SQLAlchemy) -> None:
    follower = follow(client, a_case().filed("2026-11-02").accepted("2026-11-06"))
    assert follower.page("/khieu-nai-lan-hai").status_code == 409
    assert follower.send("/khieu-nai-lan-hai", **FIELDS).status_code == 409
    assert seconds(db) == []


@pytest.mark.parametrize("field", ["content", "request", "written_on"])
def test_what_is_missing_is_told_at_its_field(decided: Follower, db: SQLAlchemy, field: str) -> None:
    answer = decided.send("/khieu-nai-lan-hai", **(FIELDS | {field: ""}))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert TOKEN in answer.text, "the form keeps its token"
    assert seconds(db) == []


def test_a_receipt_is_for_its_own_browser(decided: Follower, client: FlaskClient) -> None:
    location = decided.send("/khieu-nai-lan-hai", **FIELDS).headers["Location"]
    assert client.application.test_client().get(location).status_code == 404


def test_a_late_one_is_asked_why(client: FlaskClient, db: SQLAlchemy) -> None:
    built = (
        a_case()
        .filed("2026-09-01")
        .accepted("2026-09-08")
        .decided("2026-10-05")
        .sent("2026-10-06")
        .served("2026-10-08")
    )
    follower = follow(client, built)
    assert "đã hết ngày 09/11/2026" in follower.page().text
    assert 'name="late_reason"' in follower.page("/khieu-nai-lan-hai").text
    assert follower.send("/khieu-nai-lan-hai", **FIELDS, late_reason="Tôi nằm viện.").status_code == 303
    assert seconds(db)[0].petitions[0].late_reason == "Tôi nằm viện."

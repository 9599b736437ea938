"""The desk enters what came on paper or by word of mouth."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.domain.vocabulary import Channel
from app.persistence.models import Case
from tests import cast
from tests.storage import corpus
from tests.web.public.pen import CONTENT, NOW, PEOPLE, code_on, csrf_of, summary_of, ward

COMPLAINT = "/tiep-nhan?loai=khieu-nai"
DENUNCIATION = "/tiep-nhan?loai=to-cao"


@pytest.fixture
def binh(client: FlaskClient, db: SQLAlchemy) -> FlaskClient:
    """Bình at the desk of the ward."""
    client.application.config["NOW"] = NOW
    return cast.sign_in(client, "binh")


def key_on(page: TestResponse) -> str:
    found = re.search(r'name="idempotency_key" value="([^"]+)"', page.text)
    assert found
    return found[1]


def paper(**changes: Any) -> dict[str, Any]:
    return {
        **PEOPLE,
        "channel": "BD",
        "received_on": "20/11/2026",
        "postmarked_on": "18/11/2026",
        "written_on": "17/11/2026",
        "is_signed": "y",
        "forwarded_by": "Đoàn đại biểu Quốc hội",
        "act_on": "10/10/2026",
        "known_on": "12/10/2026",
        "respondent_body_id": ward(),
        "unit_code": "31507",
        "content": CONTENT,
        "request": "Đo lại đất.",
        **changes,
    }


def send(client: FlaskClient, path: str, fields: dict[str, Any]) -> TestResponse:
    page = client.get(path)
    return client.post(path, data={"csrf_token": csrf_of(page), "idempotency_key": key_on(page), **fields})


def test_a_letter_counts_from_the_day_it_came(binh: FlaskClient, db: SQLAlchemy) -> None:
    answer = send(binh, COMPLAINT, paper(files=(BytesIO(corpus.picture("PNG")), "don.png")))
    assert (answer.status_code, answer.location) == (303, "/tiep-nhan/bien-nhan")
    case = db.session.scalars(select(Case)).one()
    petition = case.petitions[0]
    assert (case.received_on, petition.postmarked_on) == (date(2026, 11, 20), date(2026, 11, 18))
    assert all(row.starts_on == date(2026, 11, 20) for row in case.deadlines)
    assert petition.channel is Channel.POST and petition.forwarded_by == "Đoàn đại biểu Quốc hội"
    assert petition.logged_by_id == cast.user("binh").id and petition.attachments[0].name == "don.png"
    slip = binh.get("/tiep-nhan/bien-nhan")
    assert code_on(slip) and case.number in slip.text and "Ai có thẩm quyền" in slip.text


def test_it_stays_at_the_desk_that_received_it_competent_or_not(binh: FlaskClient, db: SQLAlchemy) -> None:
    city = cast.office("hoa").body_id
    send(binh, COMPLAINT, paper(respondent_body_id=str(city)))
    case = db.session.scalars(select(Case)).one()
    assert case.body.code == case.intake_body.code == cast.WARD
    assert case.competence["settler_code"] == cast.CITY
    assert "bàn của cơ quan mình" in binh.get("/tiep-nhan/bien-nhan").text


def test_nobody_keeps_a_denunciation_of_his_own_head(binh: FlaskClient, db: SQLAlchemy) -> None:
    fields = paper(respondent_is_head="y", respondent_name="Nguyễn Văn Dũng", act_on="")
    fields["parties-0-phone"] = "0912345678"
    assert send(binh, DENUNCIATION, fields).status_code == 303
    case = db.session.scalars(select(Case)).one()
    assert case.is_sealed and case.body.code != cast.WARD and case.intake_body.code != cast.WARD
    slip = binh.get("/tiep-nhan/bien-nhan").text
    assert "Nguyễn Văn Dũng" not in slip and "Thạch Thị An" not in slip


def test_a_mistake_keeps_text_and_files(binh: FlaskClient, db: SQLAlchemy) -> None:
    fields = paper(received_on="24/11/2026", content="", files=(BytesIO(corpus.picture("PNG")), "don.png"))
    answer = send(binh, COMPLAINT, fields)
    assert answer.status_code == 422
    assert 'href="#received_on"' in summary_of(answer) and 'href="#content"' in summary_of(answer)
    assert "don.png" in answer.text and "Đo lại đất." in answer.text and 'value="24/11/2026"' in answer.text
    again = paper(csrf_token=csrf_of(answer), idempotency_key=key_on(answer))
    assert binh.post(COMPLAINT, data=again).status_code == 303
    assert [a.name for a in db.session.scalars(select(Case)).one().petitions[0].attachments] == ["don.png"]


def test_saved_twice_it_is_one_petition(binh: FlaskClient, db: SQLAlchemy) -> None:
    page = binh.get(COMPLAINT)
    fields = paper(csrf_token=csrf_of(page), idempotency_key=key_on(page))
    assert {binh.post(COMPLAINT, data=fields).status_code for _ in range(3)} == {303}
    assert db.session.scalar(select(func.count()).select_from(Case)) == 1


def test_a_forged_key_files_nothing(binh: FlaskClient, db: SQLAlchemy) -> None:
    page = binh.get(COMPLAINT)
    answer = binh.post(COMPLAINT, data=paper(csrf_token=csrf_of(page), idempotency_key="forged"))
    assert answer.status_code == 422 and "Đo lại đất." in answer.text
    assert db.session.scalar(select(func.count()).select_from(Case)) == 0


def test_buttons_change_the_page_and_check_nothing(binh: FlaskClient, db: SQLAlchemy) -> None:
    answer = send(binh, COMPLAINT, paper(who="group", add_person="1", content=""))
    assert answer.status_code == 200 and "td-summary" not in answer.text
    assert 'name="parties-1-name"' in answer.text and "Thạch Thị An" in answer.text
    old = send(binh, COMPLAINT, paper(refresh="respondent_body_id", act_on="10/03/2025"))
    assert "Ủy ban nhân dân huyện Kế Sách" in old.text


@pytest.mark.parametrize(("channel", "status"), [("TCD", 422), ("BD", 303)])
def test_a_visitor_shows_his_papers_a_letter_cannot(binh: FlaskClient, channel: str, status: int) -> None:
    answer = send(binh, COMPLAINT, paper(channel=channel))
    assert answer.status_code == status
    assert ("#parties-0-identity_number" in summary_of(answer)) == (status == 422)


def test_a_paper_is_written_and_posted_before_it_comes(binh: FlaskClient) -> None:
    answer = send(binh, COMPLAINT, paper(written_on="21/11/2026", postmarked_on="22/11/2026"))
    assert 'href="#written_on"' in summary_of(answer) and 'href="#postmarked_on"' in summary_of(answer)


@pytest.mark.parametrize("who", ["cuc", "dung", "lan"])
def test_staff_of_a_body_may_enter(client: FlaskClient, db: SQLAlchemy, who: str) -> None:
    client.application.config["NOW"] = NOW
    assert cast.sign_in(client, who).get(COMPLAINT).status_code == 200


@pytest.mark.parametrize("who", ["em", "nga", "oanh"])
def test_others_may_not(client: FlaskClient, db: SQLAlchemy, who: str) -> None:
    client.application.config["NOW"] = NOW
    assert cast.sign_in(client, who).get(COMPLAINT).status_code == 403


def test_a_citizen_is_sent_to_sign_in(client: FlaskClient) -> None:
    assert "/dang-nhap" in client.get("/tiep-nhan").location


def test_the_kinds_are_offered(binh: FlaskClient) -> None:
    assert "loai=to-cao" in binh.get("/tiep-nhan").text
    for slug in ("to-cao", "kien-nghi", "phan-anh"):
        assert binh.get(f"/tiep-nhan?loai={slug}").status_code == 200

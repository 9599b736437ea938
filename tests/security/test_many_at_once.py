"""Twenty hands on one thing: one petition, one step, one answer; and the days at the edge of the calendar."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.domain.vocabulary import Disposition, Step
from app.persistence.audit import verifying
from app.persistence.db import db as database
from app.persistence.models import Case, CaseEvent, Petition
from app.services.intake import drafts
from tests import cast
from tests.builders import a_case
from tests.houses import both_engines
from tests.times import at
from tests.web.casework.clerk import fields_of
from tests.web.public.follower import NOW, follow
from tests.web.public.pen import Pen, csrf_of, draft_of

pytestmark = [pytest.mark.usefixtures("db"), both_engines]

HANDS = 20


def twin(client: FlaskClient) -> FlaskClient:
    """A second browser with the cookies of the first, as a second tab that sends at the same moment."""
    with client.session_transaction() as first:
        kept = dict(first)
    other = client.application.test_client()
    with other.session_transaction() as second:
        second.update(kept)
    return other


def all_at_once(client: FlaskClient, path: str, data: dict[str, str]) -> list[int]:
    tabs = [twin(client) for _each in range(HANDS)]
    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(lambda tab: tab.post(path, data=data).status_code, tabs))


def test_one_draft_sent_twenty_times_is_one_petition(app: Flask, client: FlaskClient) -> None:
    page = Pen(client).written().review()
    data = {"csrf_token": csrf_of(page), "draft": draft_of(page), "agree": "y"}
    database.session.rollback()
    assert set(all_at_once(client, "/nop-don/xem-lai", data)) == {303}
    assert database.session.scalar(select(func.count()).select_from(Petition)) == 1
    assert database.session.scalar(select(func.count()).select_from(Case)) == 1
    assert verifying.verify() == []


def test_one_case_accepted_twenty_times_is_one_step(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    case_id = a_case().proposed("2026-11-17", Disposition.ACCEPT).made().id
    path = f"/ho-so/{case_id}/thu-ly"
    cast.sign_in(client, "dung")
    data = fields_of(client.get(path), path)
    database.session.rollback()
    statuses = all_at_once(client, path, data)
    assert statuses.count(302) == 1 and set(statuses) <= {302, 403, 409, 422}, statuses
    accepted = select(func.count()).select_from(CaseEvent).where(CaseEvent.step == Step.ACCEPT)
    assert database.session.scalar(accepted) == 1
    assert verifying.verify() == []


def test_one_answer_sent_twenty_times_is_kept_once(app: Flask, client: FlaskClient) -> None:
    follower = follow(client, a_case().accepted("2026-11-17"))
    data = {"csrf_token": csrf_of(client.get("/tra-cuu")), "text": "Tôi gửi thêm giấy tờ."}
    path = follower.path("/bo-sung")
    database.session.rollback()
    assert set(all_at_once(client, path, data)) == {303}
    replies = select(func.count()).select_from(CaseEvent).where(CaseEvent.step == Step.REPLY)
    assert database.session.scalar(replies) == 1


@pytest.mark.parametrize("moment", ["2026-12-31 23:59", "2027-01-01 00:00", "2027-12-31 23:59"])
def test_the_turn_of_the_year_breaks_nothing(app: Flask, client: FlaskClient, moment: str) -> None:
    pen = Pen(client, "kien-nghi")
    app.config["NOW"] = at(moment)
    pen.written()
    assert pen.submit().status_code == 303
    assert pen.receipt().status_code == 200
    assert moment[:4] in database.session.scalars(select(Case)).one().number
    cast.sign_in(client, "dung")
    for path in ("/ho-so", "/cho-duyet", "/thong-ke", "/luat/thoi-han"):
        assert client.get(path).status_code == 200


def test_a_draft_belongs_to_its_browser(app: Flask, client: FlaskClient) -> None:
    pen = Pen(client).written()
    token = draft_of(pen.review())
    stranger = Pen(app.test_client()).written(content="Nội dung khác hẳn của một người khác, đủ dài để gửi.")
    assert stranger.submit(draft=token).location == "/nop-don"
    assert drafts.find(token, at=NOW) is not None
    assert database.session.scalar(select(func.count()).select_from(Petition)) == 0

"""Who denounces somebody may fear the body he sends it to: he is told who reads it, and may have it passed on."""

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.persistence.models import Case
from app.persistence.queries import bodies
from tests import cast
from tests.times import at
from tests.web.public.pen import Pen, ward

pytestmark = pytest.mark.usefixtures("db")


def a_denunciation(client: FlaskClient) -> Pen:
    """Of one of the staff of the ward."""
    return Pen(client, "to-cao").written(respondent_body_id=ward(), act_on="10/10/2026")


def test_it_goes_to_the_competent_body_unless_asked_otherwise(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = a_denunciation(client)
    page = pen.review().text
    assert "Gửi đến cơ quan có thẩm quyền" in page and "Gửi đến Ban Tiếp công dân để chuyển" in page
    pen.submit(via="body")
    case = db.session.scalars(select(Case)).one()
    assert case.body.code == cast.WARD
    receipt = pen.receipt().text
    assert f"Người đứng đầu {case.body.name} và cán bộ tiếp nhận đơn, theo " in receipt
    assert "Luật Tố cáo" in receipt and "Đang ở" not in receipt


def test_it_may_go_to_the_reception_board_which_passes_it_on(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = a_denunciation(client)
    not_agreed = pen.submit(via="board", agree=None)
    assert not_agreed.status_code == 422
    assert 'value="board" checked' in not_agreed.text, "the choice stays"
    pen.submit(via="board")
    case = db.session.scalars(select(Case)).one()
    board = bodies.by_code("CT-BTCD", at("2026-11-23").date())
    assert board and case.body_id == case.intake_body_id == board.id
    assert case.competence["settler_code"] == cast.WARD and case.competence["sure"], "the ruling stays what it is"
    assert "Ban sẽ chuyển đến người có thẩm quyền" in pen.receipt().text
    assert cast.sign_in(client.application.test_client(), "dung").get(f"/ho-so/{case.id}").status_code == 404
    lan = cast.sign_in(client.application.test_client(), "lan")
    assert lan.get(f"/ho-so/{case.id}").status_code == 200


def test_other_kinds_have_no_such_choice(client: FlaskClient, db: SQLAlchemy) -> None:
    pen = Pen(client).written()
    assert 'name="via"' not in pen.review().text
    pen.submit(via="board")
    assert db.session.scalars(select(Case)).one().body.code == cast.WARD

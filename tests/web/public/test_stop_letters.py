"""The link that every letter carries ends the letters to this address, after one button."""

from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.notices import Stop, Way
from app.persistence.models import NoticeAddress
from app.persistence.queries.notices import addresses
from app.persistence.transaction import transaction
from app.services.notices import readers
from tests import cast
from tests.times import at
from tests.web.casework.clerk import fields_of

NOW = at("2026-11-23 08:00")


def test_the_link_of_a_letter_asks_once_and_ends_them(app: Flask, db: SQLAlchemy, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    with transaction():
        addresses.know(Way.MAIL, NOW, user_id=cast.user("cuc").id)
    row = db.session.scalars(select(NoticeAddress)).one()
    path = f"/thong-bao/dung/{row.id}/{readers.stop_token(row.id)}"
    button = fields_of(client.get(path), path)
    db.session.refresh(row)
    assert row.stopped_at is None, "opening the link alone ends nothing"
    wrong = f"/thong-bao/dung/{row.id}/{'0' * 32}"
    assert client.post(wrong, data=button).status_code == 404
    assert client.post(path).status_code == 400, "without the button's token"
    assert "Đã ghi" in client.post(path, data=button).text
    db.session.refresh(row)
    assert (row.stopped_at, row.stopped_why) == (NOW, Stop.ASKED)

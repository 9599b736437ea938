"""What everybody may do with the calendar of receptions: read it, follow it, book, move, cancel, by forms alone."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.persistence.models import Appointment
from tests import cast
from tests.services.reception.test_days import AN, posted
from tests.times import at
from tests.web.public.pen import csrf_of, summary_of

TYPED = {"slot": "1", "kind": "recommendation", "name": "Lâm Thị An", "phone": "0912 345 678", "matter": AN.matter}


@pytest.fixture
def an(client: FlaskClient, db: SQLAlchemy) -> FlaskClient:
    client.application.config["NOW"] = at("2026-12-01 09:00")
    return client


def send(client: FlaskClient, number: int, key: str | None = None, **fields: Any) -> TestResponse:
    page = client.get(f"/dat-lich?buoi={number}")
    found = re.search(r'name="idempotency_key" value="([^"]+)"', page.text)
    assert found
    hidden = {"csrf_token": csrf_of(page), "idempotency_key": key or found[1]}
    return client.post(f"/dat-lich?buoi={number}", data=hidden | {**TYPED, **fields})


def test_the_calendar_and_its_feed(an: FlaskClient) -> None:
    number = posted(topic="Đất đai; nước sạch")
    page = an.get("/lich-tiep-cong-dan").text
    assert "Nguyễn Văn Dũng" in page and "10" in page and f"/dat-lich?buoi={number}" in page
    assert "Chưa có buổi tiếp nào" in an.get(f"/lich-tiep-cong-dan?co-quan={cast.WARD}&thang=2027-03").text
    for odd in ("?thang=2026-99", "?tu=nay", "?co-quan=%00", "?thang=....-..", "?tu=31/12/9999", "?thang=9999-12"):
        assert an.get(f"/lich-tiep-cong-dan{odd}").status_code == 200, odd
    feed = an.get(f"/lich-tiep-cong-dan/{cast.WARD}.ics")
    assert feed.mimetype == "text/calendar"
    lines = feed.data.decode().replace("\r\n ", "").split("\r\n")
    assert "DTSTART:20261210T010000Z" in lines and "Đất đai\\; nước sạch" in next(
        line for line in lines if line.startswith("DESCRIPTION")
    )
    assert max(len(line.encode()) for line in feed.data.decode().split("\r\n")) <= 75
    assert b"DTSTART:20261210T010000Z" in an.get("/lich-tiep-cong-dan.ics").data
    assert an.get("/lich-tiep-cong-dan/khong-co.ics").status_code == 404
    for language in ("km", "en"):
        assert an.get(f"/lich-tiep-cong-dan?lang={language}").status_code == 200


def test_booked_moved_and_given_back(an: FlaskClient, db: SQLAlchemy) -> None:
    number = posted()
    assert f"/dat-lich?buoi={number}" in an.get("/dat-lich").text
    wrong = send(an, number, name="", phone="12", matter="ngắn")
    assert wrong.status_code == 422 and summary_of(wrong).count("<li>") == 3 and "ngắn" in wrong.text
    assert send(an, number).status_code == 303
    slip = an.get("/dat-lich/phieu-hen").text
    code = re.search(r'<div class="code">([0-9A-Z-]+)</div>', slip)
    assert code and "08:20" in slip and "data:image/svg+xml" in slip
    stranger = an.application.test_client()
    assert stranger.get("/dat-lich/phieu-hen").status_code == 303
    token = {"csrf_token": csrf_of(stranger.get("/dat-lich/hen"))}
    assert stranger.post("/dat-lich/hen", data=token | {"code": "0" * 28}).status_code == 422
    stranger.post("/dat-lich/hen", data=token | {"code": code[1].lower()})
    page = stranger.get("/dat-lich/hen/xem")
    assert "Lâm Thị An" in page.text and page.headers["Cache-Control"] == "no-store"
    assert stranger.post("/dat-lich/hen/doi", data=token | {"place": "7-x"}).status_code == 422
    assert stranger.post("/dat-lich/hen/doi", data=token | {"place": f"{number}-3"}).status_code == 303
    assert "09:00" in stranger.get("/dat-lich/hen/xem").text
    stranger.post("/dat-lich/hen/huy", data=token)
    assert "Đã hủy hẹn" in stranger.get("/dat-lich/hen/xem").text
    assert db.session.scalar(select(func.count()).select_from(Appointment)) == 1


def test_sent_twice_it_is_one_and_a_taken_place_is_told(an: FlaskClient, db: SQLAlchemy) -> None:
    number = posted()
    page = an.get(f"/dat-lich?buoi={number}")
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page.text)
    assert key
    assert {send(an, number, key[1]).status_code for _ in range(2)} == {303}
    assert db.session.scalar(select(func.count()).select_from(Appointment)) == 1
    taken = send(an, number)
    assert taken.status_code == 409 and "vừa có người đặt" in taken.text and AN.matter in taken.text
    assert send(an, number, "made-up").status_code == 422
    assert an.get("/dat-lich?buoi=99999999999").status_code == 200


def test_what_a_denouncer_types_is_not_kept(an: FlaskClient, db: SQLAlchemy) -> None:
    assert send(an, posted(), kind="denunciation", phone="không số").status_code == 303
    row = db.session.scalars(select(Appointment)).one()
    assert (row.name, row.matter, row.personal, row.is_sealed) == ("", "", None, True)
    assert "Lâm Thị An" not in an.get("/dat-lich/phieu-hen").text

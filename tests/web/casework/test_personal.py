"""Personal data of the people of a case: masked where nobody needs them, shown for a purpose, found by number."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.vocabulary import CaseKind
from app.persistence.models import AuditEntry
from tests import cast
from tests.builders import a_case
from tests.times import at

IDENTITY, PHONE, ADDRESS = "094185001234", "0912345678", "Số 12 đường Hùng Vương, khóm 3"


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = at("2026-08-20 09:00")


def post(client: FlaskClient, address: str, page: str, **data: Any) -> Any:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found
    return client.post(address, data={"csrf_token": found[1], **data})


@pytest.mark.parametrize(
    ("name", "open_to", "masked"),
    [
        ("cuc", {PHONE, ADDRESS}, {"••••••234"}),  # the case is hers
        ("cam", set(), {"••••••234", "0912•••678", "•••, khóm 3"}),
        ("binh", {PHONE, ADDRESS}, {"••••••234"}),
        ("dung", {ADDRESS}, {"••••••234", "0912•••678"}),
        ("em", set(), {"••••••234", "0912•••678", "•••, khóm 3"}),
    ],
)
def test_each_sees_what_the_task_needs(app: Flask, name: str, open_to: set[str], masked: set[str]) -> None:
    case = a_case().assigned("2026-08-03", to="cuc").made()
    page = cast.sign_in(app.test_client(), name).get(f"/ho-so/{case.id}").text
    assert {value for value in (IDENTITY, PHONE, ADDRESS) if value in page} == open_to
    assert all(words in page for words in masked)


def test_what_is_masked_is_shown_for_a_purpose_and_on_record(app: Flask, db: SQLAlchemy) -> None:
    case = a_case().assigned("2026-08-03", to="cuc").made()
    cam = cast.sign_in(app.test_client(), "cam")
    link = re.search(r'href="(/ho-so/\d+/nguoi/\d+)"', cam.get(f"/ho-so/{case.id}").text)
    assert link
    assert IDENTITY not in cam.get(link[1]).text
    assert "Cần xem để làm gì?" in post(cam, link[1], link[1]).text
    assert IDENTITY in post(cam, link[1], link[1], purpose="check_identity").text
    row = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "case.reveal")).one()
    assert (row.purpose, row.details) == ("check_identity", {"fields": ["address", "identity_number", "phone"]})
    assert "Đối chiếu giấy tờ" in cast.sign_in(app.test_client(), "dung").get(f"/nhat-ky/vu-viec/{case.id}").text


def test_another_bodys_officer_and_a_sealed_case_show_nothing(app: Flask) -> None:
    case, sealed = a_case().made(), a_case(CaseKind.DENUNCIATION).made()
    party = case.petitions[0].parties[0].id
    giang, cuc = cast.sign_in(app.test_client(), "giang"), cast.sign_in(app.test_client(), "cuc")
    assert post(giang, f"/ho-so/{case.id}/nguoi/{party}", "/mat-khau", purpose="contact").status_code == 404
    assert post(cuc, f"/ho-so/{sealed.id}/nguoi/{party}", "/mat-khau", purpose="contact").status_code == 404
    assert post(cuc, f"/ho-so/{case.id}/nguoi/{party + 1}", "/mat-khau", purpose="contact").status_code == 404


def test_a_person_is_found_by_number_within_what_one_may_see(app: Flask, db: SQLAlchemy) -> None:
    case, sealed = a_case().made(), a_case(CaseKind.DENUNCIATION).made()
    for name, sees in (("cuc", True), ("giang", False)):
        client = cast.sign_in(app.test_client(), name)
        for typed in ("094 185 001 234", "+84 912 345 678"):
            page = post(client, "/ho-so/tim", "/ho-so", number=typed).text
            assert (case.number in page) is sees
            assert sealed.number not in page
            assert typed not in page
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "search")).all()
    assert [row.details["found"] for row in rows] == [1, 1, 0, 0]
    assert "0941" not in str([row.details for row in rows])
    assert rows[0].details["terms"] == rows[2].details["terms"]

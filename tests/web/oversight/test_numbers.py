"""Who watches: the inspectorate sees every body, the observer numbers and no case."""

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind
from tests import cast
from tests.builders import a_case
from tests.times import at


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = at("2026-08-20")


def test_the_board_counts_bodies(app: Flask) -> None:
    a_case().filed("2026-08-03").made()
    a_case(CaseKind.RECOMMENDATION).filed("2026-08-17").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    page = cast.sign_in(app.test_client(), "em").get("/giam-sat").text
    assert "Ủy ban nhân dân phường Sóc Trăng" in page
    assert "Ban Tiếp công dân thành phố Cần Thơ" in page
    assert "what=overdue" in page


def test_the_observer_sees_numbers_and_no_case(app: Flask) -> None:
    case = a_case().filed("2026-08-03").accepted("2026-08-10").made()
    nga = cast.sign_in(app.test_client(), "nga")
    page = nga.get("/thong-ke").text
    assert "Khiếu nại lần đầu" in page
    assert case.number not in page
    assert case.lead_name not in page
    assert nga.get("/ho-so").status_code == 403
    assert nga.get(f"/ho-so/{case.id}").status_code == 403
    assert nga.get("/giam-sat").status_code == 403
    assert nga.get("/thong-ke?from=x&to=01/01/2020").status_code == 200


def test_where_those_who_watch_begin(app: Flask) -> None:
    assert cast.sign_in(app.test_client(), "em").get("/theo-doi").location == "/giam-sat"
    assert cast.sign_in(app.test_client(), "nga").get("/theo-doi").location == "/theo-doi/so-lieu"

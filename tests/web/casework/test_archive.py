"""Files whose term is over, on pages: a clerk lists them, the head decides, a hold keeps one back."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import Disposition
from app.persistence.models import Case
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.working import done_by_worker

NOW = at("2028-02-01 08:00")


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = NOW


def post(client: FlaskClient, address: str, page: str, **data: Any) -> Any:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found
    return client.post(address, data={"csrf_token": found[1], **data})


def test_listed_held_decided(app: Flask, db: SQLAlchemy) -> None:
    kept, gone = (a_case().filed("2026-07-13").disposed(Disposition.FILE_AWAY, "2026-07-20").made() for _ in range(2))
    binh, dung = cast.sign_in(app.test_client(), "binh"), cast.sign_in(app.test_client(), "dung")
    page = binh.get("/luu-tru").text
    assert kept.number in page
    assert "Chưa chắc, cần người đứng đầu xác nhận" in page
    assert post(binh, "/luu-tru/lap", "/luu-tru").location.endswith("/luu-tru")
    made = post(binh, "/luu-tru/lap", "/luu-tru", case_ids=[kept.id, gone.id]).location
    assert "người lập danh mục không tự quyết định" in binh.get(made).text
    assert post(binh, f"{made}/quyet-dinh", made, number="1", signed_on="01/02/2028").status_code == 403
    hold = f"/ho-so/{kept.id}/giu-lai"
    assert hold in dung.get(f"/ho-so/{kept.id}").text
    assert post(dung, hold, hold).status_code == 422
    post(dung, hold, hold, reason="Tòa án đang xét.")
    assert "Tòa án đang xét." in dung.get(hold).text
    assert "Xin ghi số quyết định." in post(dung, f"{made}/quyet-dinh", made, signed_on="01/02/2028").text
    post(dung, f"{made}/quyet-dinh", made, number="12/QĐ-UBND", signed_on="01/02/2028")
    done_by_worker(NOW)
    db.session.expire_all()
    assert db.session.get(Case, gone.id).destroyed_at == NOW  # type: ignore[union-attr]
    assert db.session.get(Case, kept.id).destroyed_at is None  # type: ignore[union-attr]
    page = dung.get(made).text
    assert "Giữ lại, không hủy" in page
    assert "12/QĐ-UBND" in page
    assert "Nội dung đã tiêu hủy" in dung.get(f"/ho-so/{gone.id}").text
    post(dung, f"/ho-so/{kept.id}/thoi-giu", hold)
    again = post(binh, "/luu-tru/lap", "/luu-tru", case_ids=[kept.id]).location
    post(binh, f"{again}/rut", again)
    assert "Đã rút" in binh.get("/luu-tru").text

"""Asking what is held about oneself: from the page to the slip, from the desk to the sheet."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind
from tests import cast
from tests.builders import a_case
from tests.times import at

PAGE, DESK = "/du-lieu-cua-toi", "/yeu-cau-du-lieu"
AN = {"kind": "access", "name": "Lâm Thị An", "identity_number": "094185001234", "words": "Xin bản sao."}


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = at("2026-07-13 08:00")


def post(client: FlaskClient, address: str, page: str, **data: Any) -> Any:
    form = client.get(page).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', form)
    token = re.search(r'name="token" value="([^"]+)"', form)
    assert found
    sent = {"csrf_token": found[1], **({"token": token[1]} if token else {}), **data}
    return client.post(address, data=sent, follow_redirects=True)


def test_from_the_page_to_the_slip(client: FlaskClient) -> None:
    page = post(client, PAGE, PAGE, kind="access", name="").text
    assert "Xin ghi họ và tên." in page
    page = post(client, PAGE, PAGE, **AN).text
    assert "23/07/2026" in page
    code = re.search(r'class="code">([0-9A-Z-]+)<', page)
    assert code
    state = post(client, f"{PAGE}/theo-doi", f"{PAGE}/theo-doi", code=code[1])
    assert "Mới nhận" in state.text
    assert "094185001234" not in state.text
    wrong = post(client, f"{PAGE}/theo-doi", f"{PAGE}/theo-doi", code="0" * 28)
    assert (wrong.status_code, "Không tìm thấy yêu cầu này" in wrong.text) == (422, True)


def test_from_the_desk_to_the_sheet(app: Flask) -> None:
    mine, sealed = a_case().made(), a_case(CaseKind.DENUNCIATION).made()
    binh = cast.sign_in(app.test_client(), "binh")
    assert "Phiếu hẹn" in post(binh, f"{DESK}/moi", f"{DESK}/moi", **AN).text
    one = re.search(rf'href="({DESK}/\d+)"', binh.get(DESK).text)
    assert one
    assert "Lâm Thị An" in binh.get(one[1]).text
    assert "Phải đối chiếu giấy tờ" in post(binh, f"{one[1]}/du-lieu", one[1]).text
    for act in ("acknowledge", "identity", "extend"):
        assert post(binh, f"{one[1]}/viec", one[1], act=act).status_code == 200
    sheet = post(binh, f"{one[1]}/du-lieu", one[1]).text
    assert mine.number in sheet
    assert "0912345678" in sheet
    assert sealed.number not in sheet
    assert "Xin ghi câu trả lời." in post(binh, f"{one[1]}/tra-loi", one[1]).text
    assert "Đã giao bản sao." in post(binh, f"{one[1]}/tra-loi", one[1], answer="Đã giao bản sao.").text
    for name, status in (("cuc", 403), ("em", 403), ("ha", 404)):
        assert cast.sign_in(app.test_client(), name).get(one[1]).status_code == status

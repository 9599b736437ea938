"""The content of a denunciation on paper: what leaves the circle has no identity, and the whole is asked for."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.vocabulary import CaseKind
from app.services.sealing import releasing
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.casework.clerk import fields_of

NOW = at("2026-11-20 09:00")


@pytest.mark.usefixtures("db")
def test_both_variants_print_from_their_pages(app: Flask, client: FlaskClient) -> None:
    app.config["NOW"] = NOW
    case = a_case(CaseKind.DENUNCIATION).filed("2026-11-16").made()
    head = cast.head_of(case.body_id)
    name = next(name for name in cast.PEOPLE if cast.actor(name).user_id == head.user_id)
    cast.sign_in(client, name)
    page, print_it, whole = f"/ho-so/{case.id}", f"/ho-so/{case.id}/ban-che/giay", f"/ho-so/{case.id}/danh-tinh/ban-in"
    assert print_it not in client.get(page).text, "nothing is released yet"
    key = fields_of(client.get(f"{page}/ban-che"), f"{page}/ban-che")
    prepared = client.post(f"{page}/ban-che", data=key).text
    assert "Nội dung đã che danh tính" in prepared
    releasing.release(head, case.id, "Cán bộ nhận tiền.", at=NOW)
    paper = client.post(print_it, data={**fields_of(client.get(page), print_it), "as": "docx"})
    assert (paper.status_code, paper.data[:2]) == (200, b"PK")
    asked = fields_of(client.get(f"{page}/danh-tinh"), f"{page}/danh-tinh/mo")
    opened = client.post(f"{page}/danh-tinh/mo", data={**asked, "purpose": "verify"})
    paper = client.post(whole, data=fields_of(opened, whole))
    assert (paper.status_code, paper.data[:4], paper.headers["Cache-Control"]) == (200, b"%PDF", "no-store")
    assert client.post(whole, data={**key, "purpose": ""}).status_code == 422

"""The register on the screen: lines lead on, parts and filters stand in the address, files are the asker's."""

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.domain.reception import registers
from app.domain.reception.vocabulary import VisitOutcome
from app.domain.vocabulary import CaseKind
from tests import cast
from tests.builders import body
from tests.services.reception.visits import a_visit, received
from tests.times import at
from tests.web.public.pen import csrf_of

pytestmark = pytest.mark.usefixtures("db")


def test_the_register_on_the_screen_and_as_a_file(app: Flask, db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["NOW"] = at("2026-08-20 10:00")
    received(a_visit(on="2026-06-15 09:00"))
    secret = received(a_visit(CaseKind.DENUNCIATION))
    filed = received(a_visit(outcomes=(VisitOutcome.PETITION,), request="Sửa đường vào khóm."))
    assert filed.receipt is not None
    binh = cast.sign_in(app.test_client(), "binh")
    page = binh.get("/so/tiep-dan")
    assert f'href="/tiep-dan/luot/{secret.visit_id}">2</a>' in page.text
    assert f'href="/ho-so/{filed.receipt.case_id}"' in page.text
    assert "giữ kín" in page.text and "094185001234" not in page.text and "Hướng xử lý" not in page.text
    older = binh.get("/so/tiep-dan?part=0").text
    assert "Trả lại đơn và hướng dẫn" in older and "Sửa đường" not in older
    assert "Sửa đường" not in binh.get("/so/tiep-dan?outcome=heard&from=2026-07-01").text
    assert "Không có mục nào" in binh.get("/so/tiep-dan?from=2025-01-01&to=31/01/2025&part=99&after=x").text
    for address in ("/so/tiep-dan?to=31/12/9999", "/so/don?from=31/12/9999", "/tiep-dan?ngay=31/12/9999"):
        assert binh.get(address).status_code == 200, address
    form = {"csrf_token": csrf_of(page), "from": "2026-01-01", "to": "2026-12-31"}
    answer = binh.post("/so/tiep-dan/tep", data=form | {"as": "xlsx"})
    assert answer.data.startswith(b"PK") and answer.headers["Cache-Control"] == "no-store"
    assert binh.post("/so/tiep-dan/tep", data=form | {"as": "exe"}, follow_redirects=True).status_code == 200
    monkeypatch.setitem(registers.AT_ONCE, "csv", 1)
    page = binh.post("/so/tiep-dan/tep", data=form | {"as": "csv", "purpose": "handle"}, follow_redirects=True)
    assert "Đã làm 0 trên 3 mục" in page.text
    assert binh.get("/so/tep/1").status_code == binh.get("/so/tep/99999999999").status_code == 404


def test_whose_register_it_is(app: Flask) -> None:
    app.config["NOW"] = at("2026-08-20 10:00")
    received(a_visit())
    ward = body(cast.WARD, "2026-08-03").id
    assert "Lâm Thị An" not in cast.sign_in(app.test_client(), "giang").get(f"/so/tiep-dan?body={ward}").text
    em = cast.sign_in(app.test_client(), "em")
    assert "Xin chọn cơ quan" in em.get("/so/tiep-dan").text
    page = em.get(f"/so/tiep-dan?body={ward}")
    assert "Lâm Thị An" in page.text and 'name="purpose"' not in page.text
    form = {"csrf_token": csrf_of(page), "body": str(ward), "as": "csv", "purpose": "oversight"}
    assert em.post("/so/tiep-dan/tep", data=form).status_code == 403
    assert cast.sign_in(app.test_client(), "nga").get("/so/tiep-dan").status_code == 403

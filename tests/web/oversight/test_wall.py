"""The wall as the inspectorate sees it: numbers that open lists, the filter in the link, the map and its list."""

import csv
import io
import re

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.domain.vocabulary import CaseKind
from app.services.escalation import gathering
from app.services.oversight.wall import figures
from tests import cast
from tests.builders import a_case
from tests.times import at

NOW = at("2026-09-20")


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = NOW


def test_every_number_opens_its_cases(app: Flask) -> None:
    late = a_case().filed("2026-07-06").made()
    field = a_case(CaseKind.RECOMMENDATION).filed("2026-09-17").made()
    secret = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    figures.refresh(at=NOW)
    em = cast.sign_in(app.test_client(), "em")
    page = em.get("/giam-sat?from=2026-07-01&kind=complaint").text
    assert "Phường Sóc Trăng" in page  # the map and its list
    assert 'd="M' in page
    behind = [link.replace("&amp;", "&") for link in re.findall(r'href="(/giam-sat/vu-viec[^"]*)"', page)]
    assert any("what=unhandled" in link and "body=" in link for link in behind)
    assert all("kind=complaint" in link and "from=2026-07-01" in link for link in behind)
    for link in dict.fromkeys(behind):
        found = em.get(link)
        assert found.status_code == 200
        assert field.number not in found.text
        assert secret.number not in found.text
    page, file = (em.get(f"/giam-sat/vu-viec{form}?what=overdue").text for form in ("", "/tep.csv"))
    assert late.number in page
    assert late.number in file
    assert secret.number not in file
    assert late.lead_name not in file
    assert em.get("/giam-sat/vu-viec/tep.docx").status_code == 404
    assert em.get("/giam-sat/vu-viec?what=x&after=1&body=y&from=0001-01-01&commune=%F0").status_code == 200


def test_last_year_and_hot_spots_open_what_they_count(app: Flask) -> None:
    before = a_case().filed("2025-08-05").made()
    now = [a_case().filed(f"2026-09-{day}", decision_number="12/QĐ-UBND").made() for day in (10, 11, 14)]
    ward = now[0].body_id
    gathering.sweep(NOW.date(), at=NOW)
    figures.refresh(at=NOW)
    em = cast.sign_in(app.test_client(), "em")
    page = em.get("/giam-sat?from=2026-07-01&to=2026-09-20&kind=complaint").text.replace("&amp;", "&")
    links = set(re.findall(r'href="(/giam-sat/vu-viec[^"]*)"', page))
    wanted = ("from=2025-07-01", "to=2025-09-20", "kind=complaint", "what=received", f"body={ward}")
    (link,) = [link for link in links if all(part in link for part in wanted)]
    assert before.number in em.get(link).text and now[0].number not in em.get(link).text
    assert f'href="/diem-nong?body={ward}" class="wall-bad">1</a>' in page
    assert "Nhiều đơn về cùng một quyết định" in em.get(f"/diem-nong?body={ward}").text
    assert "Không có điểm nóng" in em.get(f"/diem-nong?body={cast.office('ha').body_id}").text
    for typed in ("9" * 30, "x", "-1"):
        assert em.get(f"/diem-nong?body={typed}&truoc={typed}").status_code == 200
        assert em.get(f"/tiep-dan/viec?body={typed}").status_code == 200
        assert em.get(f"/don-doc?truoc={typed}").status_code == 200
        assert em.get(f"/tai-khoan/thong-bao?truoc={typed}").status_code == 200


def test_the_files_say_what_the_page_says(app: Flask) -> None:
    a_case().filed("2026-07-06").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    em = cast.sign_in(app.test_client(), "em")
    rows = list(csv.reader(io.StringIO(em.get("/giam-sat/tep.csv").get_data(as_text=True))))
    assert rows[-1][0] == "Tất cả"
    assert rows[-1][1] == "1"
    assert rows[-1][9] == "1"
    assert em.get("/giam-sat/tep.xlsx").data[:2] == b"PK"
    assert em.get("/giam-sat/tep.pdf").status_code == 404


def test_a_head_sees_formulas_denominators_and_the_cases_behind(app: Flask) -> None:
    slow = a_case().filed("2026-07-01").accepted("2026-07-20").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    dung = cast.sign_in(app.test_client(), "dung")
    page = dung.get("/giam-sat/chi-so").text
    assert "số vụ đã có quyết định / số vụ thụ lý trong kỳ" in page
    assert "0/1" in page
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/giam-sat/chi-so/vu-viec[^"]*)"', page)]
    assert any("settlement_rate" in link for link in links)
    assert any(slow.number in dung.get(link).text for link in links)
    assert "số vụ đã có quyết định / số vụ thụ lý trong kỳ" in dung.get("/giam-sat/chi-so/tep.csv").text
    assert slow.number in dung.get("/giam-sat/chi-so/vu-viec/tep.csv?indicator=settlement_rate").text
    ward = cast.office("dung").body_id
    assert cast.sign_in(app.test_client(), "ha").get(f"/giam-sat/chi-so?body={ward}").status_code == 404
    for path in ("/giam-sat/chi-so/tep.csv", "/giam-sat/chi-so/vu-viec/tep.csv"):
        assert cast.sign_in(app.test_client(), "ha").get(f"{path}?body={ward}").status_code == 404
    assert cast.sign_in(app.test_client(), "nga").get("/giam-sat/chi-so").status_code == 403
    above = cast.sign_in(app.test_client(), "hoa").get(f"/giam-sat/chi-so?body={ward}").text
    assert "Không tính tố cáo." in above


def test_observers_count_no_denunciation(app: Flask) -> None:
    a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    page = cast.sign_in(app.test_client(), "nga").get("/thong-ke").text
    assert "Không có đơn nào trong kỳ này" in page

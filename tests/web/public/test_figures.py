"""Figures for everybody, and those of observers: the same numbers on the page and in the files, and nobody in them."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app.domain.oversight import disclosure
from app.domain.oversight.measures import Period
from app.domain.vocabulary import CaseKind
from app.persistence.models import Case
from app.services.oversight.wall import figures
from app.services.settlement import decision
from tests import cast
from tests.builders import a_case
from tests.security.matrix import table
from tests.times import at

NOW = at("2027-01-12")
PAGES = ("/theo-doi/so-lieu?ky=2026", "/thong-ke?from=2026-01-01&to=2026-12-31")
FILES = ("/theo-doi/so-lieu.csv?ky=2026", "/theo-doi/so-lieu.xlsx?ky=2026", "/thong-ke/tep.csv", "/thong-ke/tep.xlsx")


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = NOW


def stories(denounced: int) -> list[Case]:
    """One decided and published, one that waits, and some denunciations at the same ward."""
    one = a_case().filed("2026-07-13").accepted("2026-07-20").decided("2026-08-10").sent("2026-08-11").made()
    decision.publish(cast.actor("cuc"), one.id, "Niêm yết tại trụ sở", at=at("2026-09-15"))
    cases = [one, a_case(CaseKind.RECOMMENDATION).filed("2026-10-05").made()]
    cases += [a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made() for _n in range(denounced)]
    figures.refresh(at=NOW)
    return cases


def test_everybody_reads_what_each_body_did(client: FlaskClient) -> None:
    stories(denounced=4)
    page = client.get("/so-lieu?ky=2026").text
    assert " 12/01/2027; máy lập lại mỗi ngày" in page
    ward = _row(client, "/so-lieu.csv?ky=2026")
    assert ward[1:4] == ["1", "0", "1"]
    assert ward[-1] == "dưới 5"
    assert (ward[0], 1, 0, 1) in [row[:4] for row in _sheets(client.get("/so-lieu.xlsx?ky=2026").data)]
    assert 'href="/so-lieu"' in client.get("/").text
    for nonsense in ("ky=2026-q9", "ky=%F0", "ky=1-1-1"):
        assert client.get(f"/so-lieu?{nonsense}").status_code == 200
    assert client.get("/so-lieu.pdf").status_code == 404


def test_a_number_of_denunciations_is_told_of_a_past_year_and_from_five_on(client: FlaskClient) -> None:
    stories(denounced=5)
    assert _row(client, "/so-lieu.csv?ky=2026")[-1] == "5"
    for shorter in ("2026-q3", "2026-08", "2027"):
        page, file = (client.get(f"/so-lieu{form}?ky={shorter}").text for form in ("", ".csv"))
        assert "Tố cáo đã nhận" not in page
        assert "Tố cáo nhận trong kỳ" not in file
    year, today = Period(date(2026, 1, 1), date(2026, 12, 31)), NOW.date()
    assert disclosure.tells_denunciations(year, today)
    assert not disclosure.tells_denunciations(year, date(2026, 12, 31))
    assert not disclosure.tells_denunciations(Period(date(2026, 1, 1), date(2026, 12, 30)), today)
    assert [disclosure.told(number) for number in (0, 4, 5)] == [None, None, 5]


def test_no_page_or_file_of_an_observer_has_a_name_a_code_or_a_denunciation(app: Flask) -> None:
    """Every page that an observer may open, with and without denunciations: to the letter the same."""
    nga = cast.sign_in(app.test_client(), "nga")
    cases = stories(denounced=0)
    before = [_bare(nga, path) for path in (*PAGES, *FILES)]
    cases += [a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made() for _n in range(6)]
    figures.refresh(at=NOW)
    assert [_bare(nga, path) for path in (*PAGES, *FILES)] == before
    told = "".join(before[:2])
    assert "Công khai" in told or "công khai" in told
    for path in (*PAGES, *FILES, *_opened()):
        read = str(_bare(nga, path)) if path in (*PAGES, *FILES) else nga.get(path, follow_redirects=True).text
        for case in cases:
            for hidden in (case.number, f"/ho-so/{case.id}", "Lâm Thị An", "0912345678", "094185001234", "Từ Bá Mẫn"):
                assert hidden not in read, (path, hidden)


def _opened() -> list[str]:
    """What else the matrix gives an observer, without the addresses that name a thing."""
    groups = [group for group, roles in table.ROLES.items() if table.OBSERVER in roles]
    return [path for group in groups for path in table.PAGES[group].split() if "<" not in path]


def _bare(client: FlaskClient, path: str) -> object:
    answer = client.get(path)
    assert answer.status_code == 200
    return _sheets(answer.data) if ".xlsx" in path else answer.text.split("</header>")[-1]


def _sheets(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def _row(client: FlaskClient, path: str) -> list[str]:
    """The line of the ward in a file."""
    rows = csv.reader(io.StringIO(client.get(path).get_data(as_text=True)))
    return next(row for row in rows if row and row[0] == cast.office("dung").body.name)

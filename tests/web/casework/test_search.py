"""The search of staff through its pages: what it finds, what stands in no address, and that hidden is as absent."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.domain.vocabulary import CaseKind
from app.persistence.models import AskedSearch, AuditEntry
from app.persistence.transaction import transaction
from app.services.keeping import sweeping
from tests import cast
from tests.builders import a_case
from tests.search import indexing
from tests.times import at
from tests.web.casework.clerk import fields_of

OTHER, SECRET = "xoáy khuỷu ngoằn nghoèo", "quạch tuếch nguệch ngoạc"
NONSENSE = "huơ khoắng nguýt thuở"
ROLES = ("binh", "cuc", "dung", "em", "giang", "hoa", "lan")
SEE_THE_OTHER = ("em", "giang")


class Made(NamedTuple):
    """What outlives the session that made a case."""

    id: int
    number: str


@pytest.fixture
def cases(app: Flask, db: SQLAlchemy) -> Iterator[list[Made]]:
    app.config["NOW"] = at("2026-08-10")
    first = a_case().filed("2026-07-13").made()
    other = a_case().filed("2026-07-14", content=f"Thu hồi đất vườn ở chợ, {OTHER}.").made()
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-07-15", content=f"Nhận tiền thu hồi đất vườn, {SECRET}.").made()
    made = [Made(case.id, case.number) for case in (first, other, sealed)]
    with transaction():
        other.body_id = other.intake_body_id = cast.actor("ha").body_id or 0
    indexing.built()
    yield made
    indexing.let_go()


def ask(browser: FlaskClient, words: str) -> str:
    """The address of the answers."""
    sent = {**fields_of(browser.get("/tim-kiem"), "/ho-so/tim"), "number": words}
    answer = browser.post("/ho-so/tim", data=sent)
    assert answer.status_code == 303, answer.status
    return str(answer.location)


def page(browser: FlaskClient, words: str) -> str:
    return browser.get(ask(browser, words)).text


def bare(browser: FlaskClient, words: str) -> str:
    """A page without what the asker typed himself, and without what differs from page to page."""
    text = page(browser, words).replace(words, "WORDS")
    return re.sub(r'/tim-kiem/[\w-]{22}|name="csrf_token" value="[^"]*"|id="r-[^"]*"', "", text)


def test_unaccented_words_find_and_the_address_has_none_of_them(app: Flask, cases: list[Made]) -> None:
    browser = cast.sign_in(app.test_client(), "cuc")
    place = ask(browser, "thu hoi dat vuon")
    assert re.fullmatch(r"/tim-kiem/[\w-]{22}", place)
    found = browser.get(place)
    assert cases[0].number in found.text
    assert cases[1].number not in found.text
    assert "<mark>thu hồi</mark>" in found.text
    assert "1 kết quả" in found.text
    assert found.headers["Cache-Control"] == "no-store"
    narrowed = browser.get(f"{place}?kind=recommendation&overdue=1&from=1/1/2026&state=x&body=9{'9' * 30}").text
    assert "Không tìm thấy" in narrowed
    assert cases[0].number in browser.get(f"{place}?kind=complaint&order=newest&page=1").text
    assert cast.sign_in(app.test_client(), "binh").get(place).status_code == 404


def test_words_are_kept_sealed_for_a_day_and_in_the_log_as_a_hash(
    app: Flask, db: SQLAlchemy, cases: list[Made]
) -> None:
    ask(cast.sign_in(app.test_client(), "cuc"), "bồi thường đường")
    row = db.session.scalars(select(AskedSearch)).one()
    assert "thường".encode() not in row.sealed
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "search")).one()
    assert "thường" not in str(entry.details)
    sweeping.sweep(at("2026-08-12"))
    assert not db.session.scalars(select(AskedSearch)).all()


def test_one_box_leads_straight_to_what_is_named(app: Flask, cases: list[Made]) -> None:
    browser = cast.sign_in(app.test_client(), "cuc")
    fields = fields_of(browser.get("/tim-kiem"), "/ho-so/tim")
    for typed in (cases[0].number, str(cases[0].id)):
        answer = browser.post("/ho-so/tim", data={**fields, "number": typed})
        assert answer.location == f"/ho-so/{cases[0].id}"
    person = browser.post("/ho-so/tim", data={**fields, "number": "0912 345 678"}).text
    assert cases[0].number in person
    assert cases[1].number not in person
    assert "Xin gõ điều cần tìm" in browser.post("/ho-so/tim", data={**fields, "number": " "}).text


def test_a_hidden_case_is_byte_for_byte_none(app: Flask, cases: list[Made]) -> None:
    for name in ROLES:
        browser = cast.sign_in(app.test_client(), name)
        for hidden in (SECRET,) if name in SEE_THE_OTHER else (SECRET, OTHER):
            for around in ("{}", "thu hồi đất vườn {}"):
                assert bare(browser, around.format(hidden)) == bare(browser, around.format(NONSENSE)), (name, hidden)
        for hidden_case in cases[1:]:
            if name not in SEE_THE_OTHER and name not in ("binh", "dung"):
                absent = hidden_case.number.replace(f"{hidden_case.id:06d}", "000987")
                assert bare(browser, hidden_case.number) == bare(browser, absent), (name, hidden_case.number)


def test_without_an_index_the_newest_are_looked_through(app: Flask, cases: list[Made]) -> None:
    indexing.let_go()
    browser = cast.sign_in(app.test_client(), "cuc")
    text, nothing = page(browser, "thu hoi dat vuon"), page(browser, NONSENSE)
    assert "Đang lập lại chỉ mục tìm kiếm" in text and "Đang lập lại chỉ mục tìm kiếm" in nothing
    assert cases[0].number in text and "hồ sơ mới nhất có đủ các từ này" in text
    assert "Chưa tìm thấy" in nothing
    assert " kết quả</strong>" not in text + nothing, "nobody has counted"
    assert "(1+)" in text, "nor how many of a kind there are among the older ones"


def test_a_saved_search_tells_of_new_cases_that_its_owner_may_see(app: Flask, cases: list[Made]) -> None:
    browser = cast.sign_in(app.test_client(), "cuc")
    place = ask(browser, "thu hồi đất vườn")
    save = fields_of(browser.get(f"{place}?kind=complaint"), f"{place}/luu?kind=complaint")
    assert browser.post(f"{place}/luu?kind=complaint", data=save).location == f"{place}?kind=complaint"
    a_case().filed("2026-08-07", content="Đất bị lấn, xin đo.", request="Thu hồi đất.").made()
    indexing.built()
    assert "không có hồ sơ mới" in browser.get("/tim-kiem").text, "some of the words are no news"
    a_case().filed("2026-08-08").made()
    unseen = a_case().filed("2026-08-08", content="Thu hồi đất vườn ở chợ.").made()
    with transaction():
        unseen.body_id = unseen.intake_body_id = cast.actor("ha").body_id or 0
    indexing.built()
    assert "1 hồ sơ mới" in browser.get("/tim-kiem").text
    sweeping.sweep(at("2026-08-12"))
    assert "2 kết quả" in browser.get(place).text
    assert "không có hồ sơ mới" in browser.get("/tim-kiem").text
    other = cast.sign_in(app.test_client(), "binh")
    own = fields_of(other.get("/tim-kiem"), "/ho-so/tim")
    assert other.post(f"{place}/bo-luu", data=own).status_code == 404
    browser.post(f"{place}/bo-luu", data=save)
    assert place not in browser.get("/tim-kiem").text


def test_answers_are_taken_away_with_a_purpose_and_without_what_is_hidden(
    app: Flask, db: SQLAlchemy, cases: list[Made]
) -> None:
    browser = cast.sign_in(app.test_client(), "cuc")
    place = ask(browser, "thu hoi dat vuon")
    sent = {**fields_of(browser.get(place), f"{place}/tep"), "as": "csv"}
    assert "để làm gì" in browser.post(f"{place}/tep", data=sent | {"purpose": ""}, follow_redirects=True).text
    file = browser.post(f"{place}/tep", data=sent | {"purpose": "handle"})
    assert cases[0].number in file.text and "Lâm Thị An" in file.text
    assert not any(words in file.text for words in (cases[1].number, cases[2].number, SECRET, OTHER))
    workbook = browser.post(f"{place}/tep", data=sent | {"purpose": "handle", "as": "xlsx"})
    assert workbook.data[:2] == b"PK"
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "export")).all()
    assert [(one.purpose, one.details["lines"]) for one in entries] == [("handle", 1)] * 2
    assert cast.sign_in(app.test_client(), "binh").post(f"{place}/tep", data=sent).status_code in (400, 404)

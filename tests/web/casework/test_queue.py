"""The queue and the head's desk as they are read."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

from app.domain.vocabulary import CaseKind, Disposition, State
from app.persistence.queries import worklists
from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.casework.clerk import fields_of


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = at("2026-08-10")


def as_(app: Flask, name: str) -> FlaskClient:
    return cast.sign_in(app.test_client(), name)


def test_where_the_day_begins(app: Flask) -> None:
    for name, place in (("dung", "/cho-duyet"), ("cuc", "/ho-so"), ("binh", "/ho-so"), ("em", "/giam-sat")):
        assert as_(app, name).get("/can-bo").location == place


def test_an_empty_queue_says_what_to_do(app: Flask) -> None:
    page = as_(app, "cuc").get("/ho-so").text
    assert "Chưa giữ hồ sơ nào" in page
    assert "Mới đến" in page


def test_rows_counts_and_filters_live_in_the_address(app: Flask) -> None:
    complaint = a_case().filed("2026-08-03").made()
    report = a_case(CaseKind.FIELD_REPORT).filed("2026-08-07").made()
    browser = as_(app, "cuc")
    page = browser.get("/ho-so?tab=body").text
    assert complaint.number in page
    assert report.number in page
    assert "data-rows" in page  # j, k and Enter
    only = browser.get("/ho-so?tab=body&kind=field_report").text
    assert complaint.number not in only
    assert "kind=field_report" in re.findall(r'href="([^"]*tab=new[^"]*)"', only)[0]
    for nonsense in ("tab=x", "kind=x", "state=%00", "officer=99999999999999", "from=31/31/2026", "after=~~"):
        assert browser.get(f"/ho-so?{nonsense}").status_code == 200


def test_a_count_beyond_what_is_counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "COUNT_LIMIT", 1)
    for _again in range(3):
        a_case().filed("2026-08-03").made()
    assert '<span class="td-count">1+</span>' in as_(app, "cuc").get("/ho-so?tab=body").text


def test_taking_up_by_ticking(app: Flask, db: SQLAlchemy) -> None:
    first, second = a_case().filed("2026-08-03").made(), a_case().filed("2026-08-03").made()
    browser = as_(app, "cuc")
    form = fields_of(browser.get("/ho-so?tab=new"), "/ho-so/giao-viec")
    answer = browser.post("/ho-so/giao-viec", data={**form, "case": [first.id, second.id]})
    assert answer.location == "/ho-so?tab=new"
    db.session.refresh(first)
    db.session.refresh(second)
    assert first.officer_id == second.officer_id == cast.user("cuc").id
    nothing = browser.post("/ho-so/giao-viec", data=form)
    assert nothing.status_code == 302
    late = as_(app, "cam").post("/ho-so/giao-viec", data={**form, "case": [first.id]})
    assert late.status_code in (400, 409)


def test_the_desk_gives_cases_out(app: Flask, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").made()
    browser = as_(app, "binh")
    form = fields_of(browser.get("/ho-so?tab=new"), "/ho-so/giao-viec")
    browser.post("/ho-so/giao-viec", data={**form, "case": [case.id], "officer_id": str(cast.user("cuc").id)})
    db.session.refresh(case)
    assert case.officer_id == cast.user("cuc").id


def test_the_inspector_reads_all_bodies_and_takes_nothing(app: Flask) -> None:
    here = a_case().filed("2026-08-03").made()
    there = a_case(CaseKind.RECOMMENDATION).filed("2026-08-03").made()
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    page = as_(app, "em").get("/ho-so?tab=body").text
    assert here.number in page
    assert there.number in page
    assert sealed.number not in page
    assert 'type="checkbox" name="case"' not in page
    assert there.number not in as_(app, "em").get(f"/ho-so?tab=body&body={here.body_id}").text


def test_questions_do_not_grow_with_the_rows(app: Flask, db: SQLAlchemy) -> None:
    browser = as_(app, "cuc")
    a_case().filed("2026-08-03").made()
    browser.get("/ho-so?tab=body")
    few = questions(db, browser, "/ho-so?tab=body")
    for _again in range(6):
        a_case().filed("2026-08-03").assigned("2026-08-04", "cuc").made()
    assert questions(db, browser, "/ho-so?tab=body") <= few + 1
    assert few <= 16


def questions(db: SQLAlchemy, browser: FlaskClient, path: str) -> int:
    asked: list[str] = []

    def listen(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len([words for words in asked if words.lstrip().upper().startswith("SELECT")])


def test_the_heads_desk_has_what_waits_for_him(app: Flask) -> None:
    waiting = [
        a_case().filed("2026-08-03").proposed("2026-08-05").made(),
        a_case().filed("2026-08-03").verified("2026-08-06").made(),
        a_case().filed("2026-08-03").drafting("2026-08-06").made(),
        a_case().filed("2026-05-04").served("2026-06-01").made(),  # its effect may be confirmed
    ]
    others = [a_case().filed("2026-08-03").made(), a_case().filed("2026-07-13").served("2026-08-07").made()]
    page = as_(app, "dung").get("/cho-duyet").text
    assert [case.number in page for case in (*waiting, *others)] == [True] * 4 + [False] * 2
    assert as_(app, "cuc").get("/cho-duyet").status_code == 403


def test_approving_on_the_desk(app: Flask, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").proposed("2026-08-05").made()
    declined = a_case().filed("2026-08-03").proposed("2026-08-05", Disposition.DECLINE).made()
    browser = as_(app, "dung")
    for one, state in ((case, State.ACCEPTED), (declined, State.DECLINED)):
        path = f"/ho-so/{one.id}/duyet"
        form = fields_of(browser.get("/cho-duyet"), path)
        assert browser.post(path, data=form).location == "/cho-duyet"
        db.session.refresh(one)
        assert one.state is state
        assert browser.post(path, data=form).status_code == 409


def test_a_number_finds_a_closed_case_and_no_hidden_one(app: Flask) -> None:
    closed = a_case().filed("2026-08-03").disposed(Disposition.FILE_AWAY, "2026-08-05").made()
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    for typed in (closed.number, str(closed.id), f" {closed.number} ", f"2026-{closed.id}"):
        assert found(as_(app, "cuc"), typed).location == f"/ho-so/{closed.id}"
    assert found(as_(app, "dung"), sealed.number.lower()).location == f"/ho-so/{sealed.id}"
    hidden = (("giang", closed.number), ("cuc", sealed.number), ("em", sealed.number))
    unknown = [("cuc", typed) for typed in ("2026-999999", "١٢", "9" * 30, f"x-{closed.id}")]
    for name, typed in (*hidden, *unknown):
        browser = as_(app, name)
        answer = found(browser, typed)
        assert re.fullmatch(r"/tim-kiem/[\w-]{22}", answer.location), "nothing of what was typed is in the address"
        assert "Chưa tìm thấy" in browser.get(answer.location).text


def found(browser: FlaskClient, typed: str) -> Any:
    """What the box at the top of every page answers."""
    form = fields_of(browser.get("/ho-so"), "/ho-so/tim")
    return browser.post("/ho-so/tim", data={**form, "number": typed})


def test_words_in_an_address_find_nothing_more(app: Flask) -> None:
    a_case().filed("2026-08-03").made()
    browser = as_(app, "cuc")
    page = browser.get("/ho-so?tab=body&q=canary").text
    assert page.count('class="td-title"') == 1
    assert not re.findall(r'href="/ho-so[?]tab=(?!body)[^"]*canary', page), "nor are they handed on"


def test_the_bar_names_the_body_and_offers_the_languages_of_staff(app: Flask) -> None:
    page = as_(app, "cuc").get("/ho-so").text
    assert cast.office("cuc").body.short_name in page.partition("</header>")[0]
    assert re.findall(r'hreflang="(\w+)"', page) == ["vi", "en"]
    browser = as_(app, "cuc")
    browser.set_cookie("lang", "km")
    assert browser.get("/ho-so").headers["Content-Language"] == "vi"
    assert browser.get("/").headers["Content-Language"] == "km"

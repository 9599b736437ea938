"""Stepping back from a case on pages: one form, then the case is gone; the head's list of who takes no part."""

import re

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from tests import cast
from tests.builders import a_case
from tests.times import at
from tests.web.casework.clerk import fields_of, sent, submit

NOW = at("2026-08-05 09:00")
WHY = "Người khiếu nại là em ruột vợ tôi."
ABSENT = 98_765


@pytest.fixture(autouse=True)
def now(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = NOW


def told(text: str, number: int) -> str:
    return re.sub(rf'value="[^"]*"|<span class="td-code">[^<]*</span></p>|/{number}\b', "", text)


def test_step_back_and_be_let_in_again(app: Flask, db: SQLAlchemy) -> None:
    case = a_case().filed("2026-08-03").registered("2026-08-03").assigned("2026-08-04", "cuc").made()
    cuc, dung = cast.sign_in(app.test_client(), "cuc"), cast.sign_in(app.test_client(), "dung")
    page, form, listed = f"/ho-so/{case.id}", f"/ho-so/{case.id}/khong-xu-ly", f"/ho-so/{case.id}/khong-tham-gia"
    assert form in cuc.get(page).text and listed not in cuc.get(page).text
    asked = submit(cuc, form, reason=WHY)
    assert asked.status_code == 422 and WHY in asked.text and "Xin chọn một lý do." in asked.text
    after = sent(cuc, form, because="kin", reason=WHY)
    assert "không còn tham gia vụ việc đó" in after and case.number not in after
    for gone in ("", "/khong-xu-ly", "/khong-tham-gia"):
        here, there = cuc.get(page + gone), cuc.get(f"/ho-so/{ABSENT}{gone}")
        assert (here.status_code, told(here.text, case.id)) == (there.status_code, told(there.text, ABSENT))
    assert case.number not in cuc.get("/ho-so?tab=open").text

    assert "Chưa bàn giao" in dung.get("/cho-duyet").text
    assert WHY in dung.get(listed).text and WHY not in dung.get(page).text
    hidden = fields_of(dung.get(listed), f"{listed}/cho-lai")
    empty = dung.post(f"{listed}/cho-lai", data={**hidden, "reason": ""})
    assert empty.status_code == 422
    let_in = dung.post(f"{listed}/cho-lai", data={**hidden, "reason": "Đã xem lại."}, follow_redirects=True)
    assert "được tham gia vụ việc trở lại" in let_in.text
    assert cuc.get(page).status_code == 200
    named = fields_of(dung.get(listed), f"{listed}/ghi") | {"user_id": str(cast.user("cam").id), "because": "other"}
    assert dung.post(f"{listed}/ghi", data={**named, "reason": ""}).status_code == 422
    assert "Sơn Thị Cẩm" in dung.post(f"{listed}/ghi", data={**named, "reason": WHY}, follow_redirects=True).text

"""A citizen files the same matter twice; the officer sees why they are one, and joins them. What is often asked is
answered once, and found."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.persistence.db import db as database
from app.persistence.models import Case
from tests.builders import a_case
from tests.journeys.conftest import DESK
from tests.journeys.hands import GO_ON, choose, picture, press, reads
from tests.times import at

pytestmark = pytest.mark.browser
WORDS = (
    "Cống thoát nước trước nhà tôi ở khóm 3 bị nghẹt từ tháng tám, mỗi khi mưa lớn nước tràn vào nhà hai bên đường. "
    "Bà con đã báo khu vực nhưng chưa ai đến nạo vét, trẻ nhỏ đi học phải lội nước dơ, nhiều người bị ngứa."
)
ADDED = " Nay nước tràn cả vào trường mẫu giáo."


def filed(page: Page, words: str, *, known: bool) -> None:
    page.goto("/nop-don/kien-nghi")
    choose(page, "#unit_code", "soc trang")
    page.fill("#content", words)
    page.click(GO_ON)
    page.fill("[name=parties-0-name]", "Sơn Thị Mỹ")
    page.fill("[name=parties-0-address]", "Khóm 3")
    page.fill("[name=parties-0-phone]", "0912345678")
    page.click(GO_ON)
    page.click(GO_ON)
    expect(page.get_by_text("Bà con đã nộp một đơn giống đơn này")).to_have_count(int(known))
    picture(page, f"9-01-review-{known}")
    page.check("#agree")
    press(page, "Gửi đơn")
    expect(page.locator(".td-receipt")).to_be_visible()


def test_the_same_matter_twice_becomes_one_case(app: Flask, db, visit, axe) -> None:
    app.config["NOW"] = at("2026-11-23 08:00")
    page = visit()
    filed(page, WORDS, known=False)
    filed(page, WORDS + ADDED, known=True)
    first, again = database.session.scalars(select(Case).order_by(Case.id)).all()
    neighbour = a_case(first.procedure.kind).filed("2026-11-20", content=WORDS.replace("nhà tôi", "hẻm 12")).made()

    lan = visit("lan", screen=DESK)
    lan.goto(f"/ho-so/{again.id}")
    reads(lan, "Có thể trùng", first.number)
    picture(lan, "9-02-case")
    press(lan, "Đối chiếu")
    reads(lan, "Cùng người?", "nội dung gần như một", "cùng số điện thoại", "không có thời hạn mới")
    axe(lan)
    picture(lan, "9-03-compare")
    lan.set_viewport_size({"width": 390, "height": 844})
    picture(lan, "9-03-compare-phone")
    lan.set_viewport_size(DESK)
    press(lan, "Gộp vào hồ sơ này")
    expect(lan.locator("#into")).to_have_value(first.number)
    lan.fill("#reason", "Cùng người, cùng việc, gửi lại có thêm ý.")
    lan.locator("#main form button.btn-primary").click()
    expect(lan.locator(".td-notice.ok").first).to_be_visible()

    cuc = visit("cuc", screen=DESK)
    cuc.goto(f"/ho-so/{neighbour.id}/doi-chieu")
    picture(cuc, "9-04-nothing")


def test_what_is_often_asked_is_answered_for_everybody(app: Flask, db, visit, axe) -> None:
    app.config["NOW"] = at("2026-11-23 08:00")
    cuc = visit("cuc", screen=DESK)
    cuc.goto("/soan-hoi-dap")
    press(cuc, "Soạn câu mới")
    cuc.fill("#question_vi", "Khi nào phường nạo vét cống ở khóm 3?")
    cuc.fill("#answer_vi", "Phường nạo vét cống thoát nước mỗi năm hai lần, trước ngày 30/04 và ngày 30/10.")
    axe(cuc)
    picture(cuc, "9-05-write")
    press(cuc, "Lưu bản thảo")
    reads(cuc, "Bản thảo", "Người đứng đầu đọc rồi công khai")
    dung = visit("dung", screen=DESK)
    dung.goto(cuc.url)
    reads(dung, "Xin xem kỹ những chữ này", "30/04")
    press(dung, "Công khai")
    reads(dung, "đánh dấu đã đọc")
    dung.check("#checked")
    picture(dung, "9-06-release")
    press(dung, "Công khai")
    reads(dung, "Đang công khai")

    page = visit()
    page.goto("/hoi-dap")
    axe(page)
    picture(page, "9-07-questions")
    page.fill("#public-words", "nao vet cong")
    press(page, "Tìm")
    reads(page, "Những văn bản mới nhất có đủ các từ này", "Khi nào phường nạo vét cống")
    picture(page, "9-08-found")
    press(page, "Khi nào phường")
    reads(page, "mỗi năm hai lần", "Trả lời chung")
    axe(page)
    picture(page, "9-09-question")
    wide = visit(screen=DESK)
    wide.goto("/hoi-dap")
    picture(wide, "9-07-questions-wide")

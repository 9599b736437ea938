"""A recommendation written while the network fails, with a picture; answered, not to satisfaction, answered again."""

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from app.persistence.db import db as database
from app.persistence.models import Case
from tests.journeys.conftest import DESK
from tests.journeys.hands import GO_ON, choose, code_on, look_up, picture, press, reads, step
from tests.storage import corpus
from tests.times import at

pytestmark = pytest.mark.browser
WORDS = "Đường vào ấp Hòa Đức ngập mỗi khi triều lên, học sinh đi học phải lội nước đến đầu gối."


def test_nothing_typed_is_lost_and_a_poor_answer_is_given_again(app: Flask, db, visit) -> None:
    app.config["NOW"] = at("2026-11-23 08:00")
    page = visit(screen=DESK)
    page.goto("/nop-don/kien-nghi")
    choose(page, "#unit_code", "soc trang")
    page.context.set_offline(True)
    page.fill("#content", WORDS)
    page.wait_for_timeout(700)  # the draft is kept half a second after the last letter
    page.click(GO_ON)
    expect(page.locator(".td-offline")).to_be_visible()
    expect(page.locator("#content")).to_have_value(WORDS)
    picture(page, "3-01-offline")
    page.context.set_offline(False)
    page.goto("/nop-don/kien-nghi")
    expect(page.locator("#content")).to_have_value(WORDS)
    picture(page, "3-02-restored")
    if not page.input_value("#unit_code"):
        choose(page, "#unit_code", "soc trang")
    page.click(GO_ON)
    page.fill("[name=parties-0-name]", "Sơn Thị Mỹ")
    page.fill("[name=parties-0-address]", "Ấp Hòa Đức")
    page.click(GO_ON)

    photo = {"name": "duong-ngap.png", "mimeType": "image/png", "buffer": corpus.picture("PNG")}
    virus = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + bytes(400)}
    page.set_input_files("[name=files]", [photo, virus])
    page.click(GO_ON)
    expect(page.locator(".td-error")).to_contain_text("anh.jpg")
    reads(page, "duong-ngap.png")
    picture(page, "3-03-files")
    page.click(GO_ON)
    reads(page, "duong-ngap.png", WORDS, "Sơn Thị Mỹ")
    page.check("#agree")
    press(page, "Gửi đơn")
    code = code_on(page)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft')).length") == 0
    picture(page, "3-04-receipt")

    case = database.session.scalars(select(Case)).one().id
    lan, long = visit("lan"), visit("long")
    step(lan, case, "Vào sổ")
    lan.goto(f"/ho-so/{case}/de-xuat")
    lan.select_option("#disposition", "CHUYEN")
    lan.locator("summary", has_text="Nơi nhận").click()
    if not lan.locator("#target").is_visible():
        lan.locator("summary", has_text="Nơi nhận").click()
    choose(lan, "#target", "phuong soc trang")
    lan.fill("#reason", "Đường trong phường, do phường quản lý.")
    picture(lan, "3-05-transfer")
    press(lan, "Trình người đứng đầu")
    long.goto("/cho-duyet")
    reads(long, "Đường trong phường")
    press(long, "Duyệt")

    cuc, dung = visit("cuc"), visit("dung")
    step(cuc, case, "Vào sổ")
    cuc.goto(f"/ho-so/{case}/de-xuat")
    cuc.check("#is_competent")
    press(cuc, "Kiểm tra lại")
    expect(cuc.locator("#disposition")).to_have_value("THULY")
    cuc.fill("#reason", "Thuộc trách nhiệm của phường.")
    press(cuc, "Trình người đứng đầu")
    dung.goto("/cho-duyet")
    press(dung, "Duyệt")
    step(dung, case, "Trả lời", content="Phường ghi nhận ý kiến.")

    look_up(page, code)
    reads(page, "Phường ghi nhận ý kiến.")
    press(page, "Đánh giá")
    press(page, "Gửi đánh giá")
    expect(page.locator(".td-summary")).to_contain_text("Xin chọn một mức.")
    page.locator("[name=score][value='2']").check()
    page.fill("#comment", "Chưa nói bao giờ sửa.")
    page.check("#reopen")
    picture(page, "3-05-rate")
    press(page, "Gửi đánh giá")
    reads(page, "Đang xử lý")
    picture(page, "3-06-reopened")

    dung.goto("/cho-duyet")
    reads(dung, "Sơn Thị Mỹ")
    step(dung, case, "Trả lời", content="Phường nâng đường, xong trước ngày 15/01/2027.")
    look_up(page, code)
    reads(page, "15/01/2027")
    press(page, "Sửa đánh giá")
    assert page.locator("#reopen").count() == 0, "it is opened again once"
    page.locator("[name=score][value='5']").check()
    press(page, "Gửi đánh giá")
    reads(page, "Cảm ơn bà con")
    picture(page, "3-07-satisfied")

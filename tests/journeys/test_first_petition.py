"""A citizen with an old telephone and no script complains; the ward takes it up; the citizen reads by when, and why."""

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.persistence.db import db as database
from app.persistence.models import Case
from tests.journeys.hands import CONTENT, GO_ON, code_on, look_up, picture, press, reads, step
from tests.times import at

pytestmark = pytest.mark.browser


def cases() -> int:
    database.session.rollback()
    return database.session.scalar(select(func.count()).select_from(Case)) or 0


def test_from_the_first_question_to_the_due_date(app: Flask, db, visit) -> None:
    app.config["NOW"] = at("2026-11-23 08:00")
    page = visit(script=False)
    page.goto("/")
    picture(page, "1-01-home")
    press(page, "Nộp đơn")
    for answer in ("Tôi không đồng ý", "Có, đụng đến tôi", "Chưa, đây là lần đầu"):
        page.get_by_label(answer).check()
        picture(page, f"1-02-{answer[:4].strip()}")
        page.click(GO_ON)
    reads(page, "Khiếu nại", "Nghị định 155/2026", "02/12/2026")
    picture(page, "1-03-explained")
    press(page, "Bắt đầu viết đơn")
    page.fill("#act_on", "10/10/2026")
    page.fill("#decision_number", "215/QĐ-UBND")
    page.fill("#known_on", "12/10/2026")
    page.click(GO_ON)

    page.select_option("#respondent_body_id", label="Ủy ban nhân dân phường Sóc Trăng, thành phố Cần Thơ")
    page.fill("#content", CONTENT)
    page.fill("#request", "Đo lại đất trước mặt gia đình tôi.")
    page.click(GO_ON)
    expect(page.locator(".td-summary")).to_contain_text("Xin chọn xã, phường nơi xảy ra sự việc.")
    expect(page.locator("#unit_code")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#content")).to_have_value(CONTENT)
    expect(page.locator("#respondent_body_id")).not_to_have_value("")
    picture(page, "1-04-mistake")
    page.select_option("#unit_code", label="Phường Sóc Trăng")
    page.click(GO_ON)

    page.fill("[name=parties-0-name]", "Thạch Thị An")
    page.fill("[name=parties-0-address]", "Số 12 đường Hùng Vương, khóm 3, phường Sóc Trăng")
    page.fill("[name=parties-0-phone]", "0912 345")
    page.click(GO_ON)
    expect(page.locator(".td-error")).to_contain_text("10 chữ số")
    expect(page.locator("[name=parties-0-name]")).to_have_value("Thạch Thị An")
    page.fill("[name=parties-0-phone]", "0912 345 678")
    picture(page, "1-05-people")
    page.click(GO_ON)
    page.click(GO_ON)

    reads(page, CONTENT, "Thạch Thị An", "0912345678", "Đơn sẽ đến đâu?", "phường Sóc Trăng")
    picture(page, "1-06-review")
    press(page, "Gửi đơn")
    expect(page.locator(".td-summary")).to_contain_text("cam đoan")
    older = page.context.new_page()
    older.goto("/nop-don/xem-lai")
    page.check("#agree")
    press(page, "Gửi đơn")
    expect(page).to_have_url("/nop-don/bien-nhan")
    code = code_on(page)
    picture(page, "1-07-receipt")
    page.reload()
    assert code_on(page) == code
    older.check("#agree")
    press(older, "Gửi đơn")
    assert code_on(older) == code and cases() == 1

    look_up(page, code.lower().replace("-", " "))
    reads(page, "Đã tiếp nhận", "02/12/2026")
    picture(page, "1-08-tracked")
    press(page, "Đóng")
    page.goto("/tra-cuu/ho-so/1")
    assert page.locator("text=215/QĐ-UBND").count() == 0

    case = database.session.scalars(select(Case)).one().id
    cuc = visit("cuc")
    cuc.goto("/ho-so?tab=new")
    reads(cuc, "Thạch Thị An")
    picture(cuc, "1-09-queue")
    step(cuc, case, "Vào sổ")
    cuc.goto(f"/ho-so/{case}")
    picture(cuc, "1-10-case")
    press(cuc, "Đề xuất xử lý")
    reads(cuc, "Căn cứ áp dụng", "Thụ lý")
    expect(cuc.locator("#disposition")).to_have_value("THULY")
    cuc.fill("#reason", "Đơn đủ điều kiện, thuộc thẩm quyền của Chủ tịch UBND phường.")
    picture(cuc, "1-11-propose")
    press(cuc, "Trình người đứng đầu")
    reads(cuc, "Đề xuất đang chờ duyệt")

    dung = visit("dung")
    dung.goto("/cho-duyet")
    reads(dung, "Thạch Thị An", "Đơn đủ điều kiện")
    picture(dung, "1-12-head")
    press(dung, "Duyệt")
    reads(dung, "Đã thụ lý")
    picture(dung, "1-13-head-after")

    look_up(page, code)
    reads(page, "Đã thụ lý", "23/12/2026")
    why = page.locator("details.td-why").first
    why.locator("summary").click()
    expect(why).to_contain_text("Thời hạn 30 ngày, đếm từ ngày sau ngày 23/11/2026")
    assert why.locator("td.counted, td.due, td.off").count() >= 30
    expect(why.locator("td.due b, td.due i")).to_be_visible()
    picture(page, "1-14-why")

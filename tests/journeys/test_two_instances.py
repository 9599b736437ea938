"""A complaint from acceptance to a decision served, and on to the second instance with a clock of its own."""

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from app.persistence.db import db as database
from app.persistence.models import Case
from tests import builders
from tests.journeys.hands import code_on, look_up, number_on, picture, press, reads, step
from tests.times import at

pytestmark = pytest.mark.browser


def test_the_whole_complaint(app: Flask, db, visit) -> None:
    receipt, case = builders.a_case().filed("2026-10-05").accepted("2026-10-12").receipt_and_case()
    first = case.id
    app.config["NOW"] = at("2026-10-14 09:00")
    cuc, dung = visit("cuc"), visit("dung")
    step(dung, first, "Giao xác minh", officer_id="Lý Thị Cúc")
    picture(dung, "2-01-verifying")
    cuc.goto(f"/ho-so/{first}/bao-cao-xac-minh")
    picture(cuc, "2-02-report-form")
    step(cuc, first, "Báo cáo kết quả xác minh", findings="Đo lại: thiếu 20 m².", comparison="differs")
    dung.goto(f"/ho-so/{first}")
    reads(dung, "Chỉ bỏ qua đối thoại khi kết quả xác minh khớp với yêu cầu")
    picture(dung, "2-03-blocked")
    step(dung, first, "Mời đối thoại", held_on="20/10/2026", place="Phòng họp số 1")

    app.config["NOW"] = at("2026-10-20 09:00")
    cuc, dung = visit("cuc"), visit("dung")
    step(dung, first, "Tổ chức đối thoại", minutes="Hai bên chưa thống nhất về diện tích.")
    step(dung, first, "Dự thảo quyết định")
    words = "Công nhận một phần: trả lại 20 m² đất."
    step(dung, first, "Ban hành quyết định", document_number="42/QĐ-UBND", outcome="DUNG1P", content=words)
    step(cuc, first, "Gửi quyết định")
    step(cuc, first, "Giao quyết định", served_on="20/10/2026")
    picture(cuc, "2-04-served")

    app.config["NOW"] = at("2026-10-26 08:00")
    page = visit()
    look_up(page, receipt.tracking_code)
    reads(page, words, "42/QĐ-UBND")
    picture(page, "2-05-decision")
    press(page, "Khiếu nại lần hai")
    page.fill("#content", "Ngắn")
    press(page, "Gửi khiếu nại lần hai")
    expect(page.locator(".td-summary")).to_contain_text("ít nhất 10 ký tự")
    page.fill("#content", "Diện tích đo vẫn thiếu 100 m² so với giấy tờ của gia đình tôi.")
    page.locator("[name=request]").fill("Đo lại lần nữa, có gia đình tôi chứng kiến.")
    picture(page, "2-06-appeal")
    press(page, "Gửi khiếu nại lần hai")
    second_code = code_on(page)
    assert second_code.replace("-", "") != receipt.tracking_code.replace("-", "")
    picture(page, "2-07-second-receipt")
    database.session.rollback()
    second = database.session.scalars(select(Case).where(Case.first_case_id == first)).one()
    assert second.body.code == "UBND-92"

    cuc, khanh, hoa = visit("cuc"), visit("khanh"), visit("hoa")
    khanh.goto("/ho-so?tab=new")
    reads(khanh, second.number, "Khiếu nại lần hai")
    step(khanh, second.id, "Vào sổ")
    khanh.goto(f"/ho-so/{second.id}/de-xuat")
    expect(khanh.locator("#disposition")).to_have_value("THULY")
    khanh.fill("#reason", "Còn thời hạn, thuộc thẩm quyền giải quyết lần hai.")
    press(khanh, "Trình người đứng đầu")
    hoa.goto("/cho-duyet")
    press(hoa, "Duyệt")
    hoa.goto(f"/ho-so/{second.id}")
    reads(hoa, "Thời hạn 45 ngày", "10/12/2026", case.number)
    picture(hoa, "2-08-second-accepted")

    cuc.goto(f"/ho-so/{first}")
    reads(cuc, f"Lần hai: {second.number}")
    assert cuc.goto(f"/ho-so/{second.id}").status == 404, "the ward follows the number, not the file of the city"
    look_up(page, second_code)
    reads(page, "10/12/2026")
    picture(page, "2-09-second-tracked")
    press(page, "Xem vụ lần đầu")
    assert number_on(page) == case.number
    reads(page, "Xem vụ khiếu nại lần hai")

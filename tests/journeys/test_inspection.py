"""An inspection round in a real browser: planned, a sample drawn by a seed, a file opened, a finding written and sent,
answered by the head, closed by the inspector; the conclusion printed."""

import re

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from playwright.sync_api import Page, expect

from tests.builders import a_case
from tests.journeys.hands import choose, picture, press, reads
from tests.times import at

pytestmark = pytest.mark.browser


@pytest.fixture
def summer(app: Flask, db: SQLAlchemy) -> None:
    """Two complaints at the ward, one of them accepted late."""
    a_case().filed("2026-07-01").accepted("2026-07-20").made()
    a_case().filed("2026-07-02").accepted("2026-07-06").decided("2026-07-30").made()
    app.config["NOW"] = at("2026-09-21 09:00")


@pytest.mark.usefixtures("summer")
def test_a_round_from_the_plan_to_the_conclusion(app: Flask, visit, axe) -> None:
    em = visit("em")
    planned(em, axe)
    drawn_and_found(em, axe)
    head = visit("dung")
    head.goto("/tai-khoan/thong-bao")
    head.get_by_role("link", name="Thanh tra gửi phát hiện số 1").click()
    axe(head)
    picture(head, "audit-head")
    head.fill("#words", "Đã phân công lại, giao phó chủ tịch theo dõi.")
    head.fill("#fixed_on", "21/09/2026")
    press(head, "Gửi trả lời")
    reads(head, "Đã gửi trả lời", "chờ thanh tra xem")
    em.goto("/thanh-tra/phat-hien?tab=mine")
    em.get_by_role("link", name="Thụ lý sau 12 ngày làm việc").click()
    picture(em, "audit-answered")
    axe(em)
    press(em, "Chấp nhận")
    reads(em, "Đã chấp nhận trả lời", "Đã khắc phục")
    concluded(em, axe)


def planned(em: Page, axe) -> None:
    em.goto("/thanh-tra/cuoc")
    press(em, "Lập cuộc mới")
    em.fill("#name", "Thanh tra trách nhiệm Chủ tịch UBND phường Sóc Trăng")
    em.fill("#ground", "Luật Thanh tra; kế hoạch năm 2026.")
    em.fill("#plan_number", "12/QĐ-TTTP")
    for field, day in (("plan_on", "14/09/2026"), ("since", "01/07/2026"), ("until", "15/09/2026")):
        em.fill(f"#{field}", day)
    picture(em, "audit-plan")
    axe(em)
    press(em, "Lưu kế hoạch")
    choose(em, "#body_id", "phuong soc trang")
    em.get_by_role("button", name="Thêm").first.click()
    reads(em, "UBND phường Sóc Trăng", "Huỳnh Văn Em")
    picture(em, "audit-planned")
    press(em, "Bắt đầu")
    reads(em, "Đang tiến hành")


def drawn_and_found(em: Page, axe) -> None:
    press(em, "Rút mẫu hồ sơ")
    em.fill("#size", "2")
    em.fill("#seed", "2026-09-21")
    picture(em, "audit-draw")
    press(em, "Rút mẫu")
    reads(em, "2 hồ sơ trên 2", "2026-09-21")
    picture(em, "audit-sample")
    axe(em)
    em.locator("tbody a.td-title").first.click()
    reads(em, "đã được ghi vào nhật ký", "Nhật ký nguyên vẹn", "Diễn biến")
    picture(em, "audit-file")
    axe(em)
    press(em, "Ghi phát hiện về hồ sơ này")
    press(em, "Lưu bản nháp")
    reads(em, "Xin chọn mức độ.")
    em.fill("#law", "khoản 2 Điều 27 Luật Khiếu nại")
    em.locator("[name=severity][value=breach]").check()
    em.fill("#what", "Thụ lý sau 12 ngày làm việc.")
    em.fill("#remedy", "Kiểm điểm, phân công lại người theo dõi thời hạn.")
    em.fill("#due_on", "15/10/2026")
    picture(em, "audit-write")
    axe(em)
    press(em, "Lưu bản nháp")
    press(em, "Gửi người đứng đầu")
    reads(em, "Chờ trả lời", "Nguyễn Văn Dũng")
    picture(em, "audit-finding")


def concluded(em: Page, axe) -> None:
    em.goto("/thanh-tra/cuoc")
    em.locator("tbody a.td-title").first.click()
    press(em, "Kết luận")
    em.fill("#conclusion", "Phường tiếp nhận đủ đơn. Một hồ sơ thụ lý chậm; trách nhiệm thuộc người đứng đầu.")
    picture(em, "audit-conclude")
    press(em, "Ký kết luận")
    reads(em, "Kết luận số 01/KL-", "1/1")
    picture(em, "audit-round")
    axe(em)
    with em.expect_download() as paper:
        em.get_by_role("link", name=re.compile("In kết luận")).click()
    assert paper.value.suggested_filename.endswith(".pdf")
    expect(em.locator("#main")).to_contain_text("Theo điều luật")

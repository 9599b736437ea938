"""The head's receptions in a real browser: booked on a telephone in Vietnamese and Khmer, held with two tasks, one of
them done and told, and the account of the head before the inspectorate."""

from datetime import date

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from playwright.sync_api import Page, expect

from app.services.reception.days import planning
from app.services.reception.days.session_input import SessionInput
from tests import cast
from tests.journeys.hands import CODE, picture, press, reads
from tests.times import at

pytestmark = pytest.mark.browser
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def signed(app: Flask, db: SQLAlchemy) -> None:
    """One reception that the head has signed and nobody has posted."""
    wanted = SessionInput(date(2026, 12, 10), place="Phòng tiếp công dân phường")
    planning.plan(cast.actor("binh"), wanted, at=at("2026-11-23"))
    planning.sign(cast.actor("dung"), *YEAR, at=at("2026-11-23"))


def booked(page: Page, name: str, button: str, matter: str, time: str) -> str:
    """A citizen finds the day and takes a place; the code of it."""
    page.goto("/lich-tiep-cong-dan")
    page.locator(".days-list a.btn-primary").first.click()
    page.locator(".days-slots .td-choice", has_text=time).click()
    page.locator("[name=kind][value=recommendation]").check()
    page.fill("#name", name)
    page.fill("#phone", "0912 345 678")
    page.fill("#matter", matter)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the form fits a telephone"
    press(page, button)
    expect(page.locator(".td-receipt-code .qr img")).to_be_visible()
    found = CODE.search(page.locator("#main").inner_text())
    assert found
    return found[0]


@pytest.mark.usefixtures("signed")
def test_from_the_calendar_to_the_last_task(app: Flask, visit, axe) -> None:
    app.config["NOW"] = at("2026-11-23 09:00")
    office = visit("binh")
    office.goto("/tiep-dan/lich?nam=2026")
    press(office, "Đăng công khai (1 buổi)")
    reads(office, "Đã đăng 1 buổi")
    an = visit()
    code = booked(an, "Lâm Thị An", "Đặt lịch", "Bao giờ sửa con đường vào khóm 3?", "08:20")
    picture(an, "days-slip")
    axe(an)
    khmer = visit(language="km-KH")
    booked(khmer, "Thạch Sô Phia", "កក់ពេល", "សូមជួសជុលស្ពានចូលភូមិ។", "08:40")
    picture(khmer, "days-slip-km")
    axe(khmer)
    held_with_two_tasks(app, visit, axe)
    one_is_done_and_told(app, visit, an, code)


def held_with_two_tasks(app: Flask, visit, axe) -> None:
    app.config["NOW"] = at("2026-12-10 08:15")
    head = visit("dung")
    head.goto("/tiep-dan/lich?nam=2026")
    head.get_by_role("link", name="Thứ Năm, 10/12/2026").click()
    press(head, "Bắt đầu buổi tiếp")
    press(head, "Đã đến")
    axe(head)
    picture(head, "days-day")
    press(head, "Ghi kết luận, giao việc")
    head.fill("#conclusion", "Giao kiểm tra, trả lời trước 20/12.")
    for row, what in (("task_a", "Kiểm tra mặt đường khóm 3."), ("task_b", "Dự toán kinh phí sửa chữa.")):
        head.fill(f"#{row}-what", what)
        head.fill(f"#{row}-due_on", "20/12/2026")
    axe(head)
    press(head, "Ghi vào sổ và giao việc")
    reads(head, "Đã ghi kết luận vào sổ", "Kiểm tra mặt đường khóm 3.", "Dự toán kinh phí sửa chữa.")
    press(head, "Kết thúc")
    reads(head, "Đã trực tiếp tiếp")


def one_is_done_and_told(app: Flask, visit, an: Page, code: str) -> None:
    app.config["NOW"] = at("2026-12-21 09:00")
    office = visit("cuc")
    office.goto("/tiep-dan/viec")
    reads(office, "Quá hạn 1 ngày")
    office.locator("tr", has_text="Kiểm tra mặt đường").locator("summary").click()
    office.locator("tr", has_text="Kiểm tra mặt đường").locator("textarea").fill("Đã dặm vá 200 m.")
    office.locator("tr", has_text="Kiểm tra mặt đường").get_by_role("button").click()
    reads(office, "Đã ghi kết quả")
    an.goto(f"/dat-lich/hen#{code}")
    reads(an, "Đã được tiếp", "Đã dặm vá 200 m.", "Dự toán kinh phí sửa chữa.")
    inspector = visit("em")
    inspector.goto(f"/tiep-dan/nghia-vu?co-quan={cast.WARD}&tu=01/11/2026&den=31/12/2026")
    reads(inspector, "10/12/2026", "Thiếu 2 ngày", "Chưa hết kỳ")
    picture(inspector, "days-duty")

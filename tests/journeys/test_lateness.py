"""A case goes late: officer and head are told, the inspectorate reminds, the head answers and is seen to have answered.
What gathers stands on the wall, and the head notes what is done about it."""

from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.services.escalation import daily
from tests.builders import a_case
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import picture, press, reads
from tests.times import at

pytestmark = pytest.mark.browser


def looked_at(page: Page, name: str) -> None:
    """On a telephone and at a desk: nothing is cut off."""
    for screen, where in ((PHONE, "phone"), (DESK, "desk")):
        page.set_viewport_size(screen)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide for a {where}"
        picture(page, f"late-{name}-{where}")


def swept(app: Flask, day: str) -> None:
    app.config["NOW"] = at(f"{day} 08:00")
    daily.sweep(date.fromisoformat(day), at=at(f"{day} 06:00"))


def test_lateness_climbs_and_is_answered_and_what_gathers_is_seen(app: Flask, db, visit, axe) -> None:
    case = a_case().filed("2026-07-13").registered("2026-07-13").assigned("2026-07-13", to="cuc").made()
    for day in ("2026-07-20", "2026-07-21"):
        a_case().filed(day).made()
    number, case_id = case.number, case.id
    swept(app, "2026-07-23")
    officer, head, inspector = visit("cuc"), visit("dung"), visit("em")
    for who in (officer, head):
        who.goto("/tai-khoan/thong-bao")
        reads(who, f"Hồ sơ {number} đã quá hạn")
    axe(head)
    looked_at(head, "notices")

    inspector.goto(f"/ho-so/{case_id}")
    reads(inspector, "Báo quá hạn")
    inspector.locator("summary", has_text="Đôn đốc vụ việc này").click()
    inspector.fill("[name=note]", "Báo cáo trước thứ Sáu.")
    looked_at(inspector, "case")
    press(inspector, "Gửi đôn đốc")
    reads(inspector, "Đã gửi văn bản đôn đốc mới", number, "Báo cáo trước thứ Sáu.")

    head.goto("/tai-khoan/thong-bao")
    head.get_by_role("link", name=f"Văn bản đôn đốc mới về hồ sơ {number}").click()
    axe(head)
    looked_at(head, "reminder")
    press(head, "Gửi trả lời")
    reads(head, "Xin chọn lý do.", "Xin ghi ngày sẽ xong.")
    head.get_by_label("Chờ cơ quan khác trả lời").check()
    head.fill("[name=promised_on]", "2026-07-01")
    press(head, "Gửi trả lời")
    reads(head, "Ngày hứa xong phải từ hôm nay trở đi.")
    head.fill("[name=promised_on]", "2026-08-03")
    head.fill("[name=words]", "Đang chờ bản đồ của Văn phòng đăng ký đất đai.")
    press(head, "Gửi trả lời")
    reads(head, "Đã trả lời đôn đốc", "Đúng hạn")
    looked_at(head, "answered")

    inspector.goto("/tai-khoan/thong-bao")
    reads(inspector, "đã trả lời đôn đốc")
    inspector.goto("/don-doc?tat-ca=1")
    reads(inspector, "hứa xong 03/08/2026")
    axe(inspector)
    looked_at(inspector, "reminders")
    what_gathers(inspector, head, axe)


def what_gathers(inspector: Page, head: Page, axe) -> None:
    """Three complaints about one decision within weeks."""
    inspector.goto("/giam-sat")
    looked_at(inspector, "wall")
    inspector.locator(".wall-sum a[href*=diem-nong]").click()
    reads(inspector, "Nhiều đơn về cùng một quyết định")
    axe(inspector)
    looked_at(inspector, "hot-spots")
    head.goto("/tai-khoan/thong-bao")
    head.get_by_role("link", name="Điểm nóng mới tại").click()
    reads(head, "15/QĐ-UBND")
    head.fill("[name=what]", "Mời")
    press(head, "Ghi lại")
    reads(head, "Xin ghi rõ hơn")
    head.fill("[name=what]", "Mời ba hộ đến đối thoại ngày 30/7.")
    press(head, "Ghi lại")
    reads(head, "Mời ba hộ đến đối thoại ngày 30/7.", "Nguyễn Văn Dũng")
    axe(head)
    looked_at(head, "hot-spot")

"""The desk without a mouse: a card is scanned, a complaint spoken, the receipt printed, in twenty-five key presses
besides the text itself; and an entry that the power broke off is taken up again."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.hands import picture, reads
from tests.times import at

pytestmark = pytest.mark.browser
CARD = "094185001234|365123456|Lâm Thị An|15081985|Nữ|Khóm 3, phường Sóc Trăng, Cần Thơ|01072024"
MOST_KEYS = 25
FOCUSED = "document.activeElement.name || document.activeElement.id"


class Hands:
    """Counts every key that is not text."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.keys += 1

    def tab_to(self, name: str, words: str = "") -> None:
        """Tab until the field has the focus, then type."""
        for _ in range(12):
            if self.page.evaluate(FOCUSED) == name:
                break
            self.key("Tab")
        assert self.page.evaluate(FOCUSED) == name
        self.page.keyboard.type(words)


def signed_in(app: Flask, visit) -> Page:
    app.config["NOW"] = at("2026-11-23 08:00")
    page = visit("binh")
    page.goto("/tiep-dan/ghi")
    expect(page.locator("#scan")).to_be_focused()
    return page


def test_a_spoken_complaint_in_twenty_five_keys(app: Flask, db, visit) -> None:
    page = signed_in(app, visit)
    hands = Hands(page)
    page.keyboard.type(CARD)
    hands.key("Enter")
    expect(page.locator("[name=kind]").first).to_be_focused()
    expect(page.locator("#found")).to_contain_text("Chưa có lượt tiếp nào")
    hands.key("Space")
    hands.key("Tab")
    page.keyboard.type("phuong soc trang")
    hands.key("ArrowDown")
    hands.key("Enter")
    hands.tab_to("act_on", "10/10/2026")
    hands.tab_to("known_on", "12/10/2026")
    hands.tab_to("matter", "Phường thu hồi 120 m² đất vườn mà không lập biên bản.")
    hands.tab_to("request", "Đo lại đất, trả phần đã lấn.")
    picture(page, "5-01-visit")
    hands.tab_to("outcomes")
    hands.key("Space")
    hands.key("Enter")
    reads(page, "Đã lưu vào sổ tiếp công dân, số 1/2026", "Mẫu 02/TCD")
    picture(page, "5-02-saved")
    expect(page.locator("button[name=as]").first).to_be_focused()
    with page.expect_popup() as popup:
        hands.key("Enter")
    popup.value.close()
    assert hands.keys <= MOST_KEYS, hands.keys


def test_an_entry_broken_off_is_taken_up_again(app: Flask, db, visit) -> None:
    page = signed_in(app, visit)
    with page.expect_response("**/tiep-dan/ghi/do"):
        page.fill("#matter", "Mới nói được nửa chừng thì mất điện")
    page.wait_for_function("(localStorage.getItem('visit-entries') || '').length > 10")
    page.goto("/tiep-dan/ghi")
    page.get_by_role("button", name="Mở lại").click()
    expect(page.locator("#matter")).to_have_value("Mới nói được nửa chừng thì mất điện")

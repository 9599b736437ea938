"""An officer who uses no mouse: signs in, walks the queue, proposes, and is caught nowhere."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import builders, cast
from tests.journeys.conftest import DESK
from tests.journeys.hands import picture, reads
from tests.times import at

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.id || document.activeElement.name || document.activeElement.textContent.trim()"


def walk(page: Page, most: int = 140) -> list[str]:
    """Everything that Tab reaches from the top of the page until it leaves it."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return seen
        seen.append(page.evaluate(FOCUSED))
    raise AssertionError(f"Tab does not come to an end: {seen[-12:]}")


def tab_to(page: Page, name: str, most: int = 140) -> None:
    for _ in range(most):
        if page.evaluate(FOCUSED) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {name}")


def test_a_day_without_a_mouse(app: Flask, db, visit) -> None:
    for number in range(3):
        builders.a_case().filed(f"2026-11-1{number}").registered(f"2026-11-1{number + 1}").made()
    app.config["NOW"] = at("2026-11-23 08:00")
    page = visit(screen=DESK)
    page.goto("/dang-nhap?next=/ho-so?tab=new")
    tab_to(page, "username")
    page.keyboard.type("cuc")
    page.keyboard.press("Tab")
    page.keyboard.type(cast.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.wait_for_load_state()
    picture(page, "4-01-queue")

    titles = page.locator("tbody tr a.td-title")
    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(titles.nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(titles.nth(1)).to_be_focused()
    picture(page, "4-02-row")
    address = titles.nth(1).get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")

    page.goto(f"{address}/de-xuat")
    order = walk(page)
    assert "nội dung" in order[0], "the first stop leads to the content"
    places = [order.index(name) for name in ("is_competent", "check", "disposition", "reason")]
    assert places == sorted(places), "what is read first is reached first"
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "reason")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "one sees where one is"
    page.keyboard.type("Đơn đủ điều kiện thụ lý.")
    page.keyboard.press("Tab")
    for _ in range(8):
        if "Trình người đứng đầu" in page.evaluate(FOCUSED):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    reads(page, "Đề xuất đang chờ duyệt", "Đơn đủ điều kiện thụ lý.")


def test_a_box_that_offers_lets_one_go(app: Flask, db, visit) -> None:
    page = visit()
    page.goto("/nop-don/kien-nghi")
    page.focus("#unit_code")
    page.keyboard.type("nga nam")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]:visible")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator("#hamlet")).to_be_focused()
    assert walk(page)

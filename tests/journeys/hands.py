"""What hands do on pages, in the words that stand on them."""

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ARTIFACTS = Path(__file__).resolve().parent.parent / "artifacts"
CONTENT = "Ngày 10/10/2026 phường ra quyết định thu hồi 320 m² đất của gia đình tôi mà không đo đạc lại."
CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")
GO_ON = "form[data-once] button.btn-primary"


def picture(page: Page, name: str) -> None:
    """The page as it looks now, for people who ask with PICTURES=1."""
    if os.environ.get("PICTURES") == "1":
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True, animations="disabled")


def press(page: Page, words: str) -> None:
    """A button or link of the page itself, by the words it begins with."""
    main = page.locator("#main")
    both = main.get_by_role("button", name=starting(words)).or_(main.get_by_role("link", name=starting(words)))
    both.first.click()


def starting(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}")


def reads(page: Page, *sentences: str) -> None:
    """All of this stands on the page."""
    for sentence in sentences:
        expect(page.locator("#main")).to_contain_text(sentence)


def choose(page: Page, field: str, typed: str) -> None:
    """In the box that offers what fits the words typed, once the script has put it in the place of the list."""
    page.fill(f"{field}[role=combobox]", typed)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def code_on(page: Page) -> str:
    found = CODE.search(page.locator(".td-receipt").inner_text())
    assert found
    return found[0]


def look_up(page: Page, code: str) -> None:
    """Open the case by its code, as one who comes back later does."""
    page.goto("/tra-cuu")
    page.fill("#code", code)
    page.click("form[data-code-from-hash] button")
    page.wait_for_url("**/tra-cuu/ho-so/*")


def number_on(page: Page) -> str:
    found = re.search(r"\d{4}-\d+", page.locator("#main").inner_text())
    assert found
    return found[0]


def step(page: Page, case: int, words: str, **fields: str) -> None:
    """Take one step of the procedure from the page of the case, filling in what its form asks."""
    page.goto(f"/ho-so/{case}")
    press(page, words)
    for name, value in fields.items():
        field = page.locator(f"#main [name={name}]:not([type=hidden])")
        fill(field, value)
    page.locator("#main form button.btn-primary").click()
    expect(page.locator(".td-notice.ok").first).to_be_visible()


def fill(field: Locator, value: str) -> None:
    """A box to type in, a list, or one of several."""
    if field.count() > 1:
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif field.evaluate("element => element.tagName") == "SELECT":
        field.select_option(label=field.locator("option", has_text=value).first.inner_text())
    else:
        field.fill(value)

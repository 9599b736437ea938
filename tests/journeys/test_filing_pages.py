"""Filing on a telephone: every page passes axe-core, fits, and the receipt prints on one sheet."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.journeys.hands import choose

pytestmark = pytest.mark.browser

GO_ON = "form[data-once] button.btn-primary"
WORDS = "Ngày 10/10/2026 phường ra quyết định thu hồi 320 m² đất của gia đình tôi mà không đo đạc lại."


def look(page: Any, axe: Any) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_a_complaint_from_the_first_question_to_the_printed_receipt(visit, axe) -> None:
    page = visit()
    page.goto("/nop-don")
    for answer in ("Tôi không đồng ý", "Có, đụng đến tôi", "Chưa, đây là lần đầu"):
        page.click(f"text={answer}")
        page.click("button.btn-primary")
        look(page, axe)
    page.click("text=Bắt đầu viết đơn")
    page.fill("#act_on", "31/02/2026")
    page.click(GO_ON)
    look(page, axe)
    assert page.evaluate("document.activeElement.className") == "td-summary"
    page.fill("#act_on", "10/10/2026")
    page.fill("#known_on", "12/10/2026")
    page.click(GO_ON)
    look(page, axe)
    choose(page, "#respondent_body_id", "phuong soc trang")
    choose(page, "#unit_code", "soc trang")
    page.fill("#content", WORDS)
    page.fill("#request", "Đo lại đất.")
    page.click(GO_ON)
    page.fill("[name=parties-0-name]", "Thạch Thị An")
    page.fill("[name=parties-0-address]", "Khóm 3")
    look(page, axe)
    page.click(GO_ON)
    look(page, axe)
    page.click(GO_ON)
    look(page, axe)
    page.check("#agree")
    page.click("text=Gửi đơn")
    look(page, axe)
    assert page.url.endswith("/nop-don/bien-nhan")
    assert not page.evaluate("Object.keys(localStorage).length"), "words of the petition stay in the browser"
    assert len(pikepdf.open(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1


@pytest.mark.parametrize("slug", ["to-cao", "kien-nghi", "phan-anh"])
def test_the_pages_of_the_other_kinds(visit, axe, slug: str) -> None:
    page = visit()
    for name in ("la-gi", "noi-dung", "nguoi-nop", "tai-lieu"):
        page.goto(f"/nop-don/{slug}/{name}")
        look(page, axe)


def test_a_denunciation_leaves_no_word_in_the_browser(visit) -> None:
    page = visit()
    page.goto("/nop-don/to-cao")
    page.fill("#content", WORDS)
    page.wait_for_timeout(800)
    assert not page.evaluate("JSON.stringify(localStorage)").count("320")


def test_the_desk(visit, axe) -> None:
    page = visit("binh")
    for address in ("/tiep-nhan", "/tiep-nhan?loai=khieu-nai", "/tiep-nhan?loai=to-cao"):
        page.goto(address)
        axe(page)

"""The law desk in a real browser: without script, on a telephone, in the eyes of axe."""

import pytest

pytestmark = pytest.mark.browser


def test_a_date_is_found_without_script(visit) -> None:
    page = visit(script=False)
    page.goto("/")
    page.click('main a[href="/luat"]')
    page.select_option("#clock", "KN1:DL-KN-03")
    page.fill("#day", "01/10/2026")
    page.click("main form button[type=submit]")
    assert page.locator("#tra-loi time").first.get_attribute("datetime") == "2026-11-02"
    assert page.locator(".td-weeks td.due").count() == 1


def test_an_authority_is_found_without_script(visit) -> None:
    page = visit(script=False)
    page.goto("/luat/tham-quyen")
    page.select_option("#procedure", "KN1")
    page.select_option("#body", "UBND-92-31507")
    page.locator("main form button.btn-primary").click()
    assert "Chủ tịch UBND phường" in page.locator("#tra-loi").inner_text()


def test_answers_pass_axe_and_fit_a_telephone(visit, axe) -> None:
    page = visit()
    for address in (
        "/luat?clock=KN1:DL-KN-03&day=01/10/2026&case=remote",
        "/luat?clock=KN1:DL-KN-01&day=25/08/2026",
        "/luat/tham-quyen?procedure=KN1&act_on=10/03/2025&body=UBND-941&filed_on=01/08/2026&position=staff",
        "/luat/thoi-han?day=2025-01-15",
    ):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_calendar_passes_axe(visit, axe) -> None:
    page = visit("oanh")
    for address in ("/quan-tri/lich", "/quan-tri/lich/de-xuat"):
        page.goto(address)
        axe(page)

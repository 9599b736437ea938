"""What one may not see is not there: another commune's case, and a denunciation for all but those the law names."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.domain.vocabulary import CaseKind
from app.services.intake.petition_input import PartyInput
from tests import builders
from tests.journeys.hands import picture, press, reads
from tests.times import at

pytestmark = pytest.mark.browser

DENOUNCER, ACCUSED, MATTER = "Canary Thị Kín", "Canary Văn Lộ", "Canary nhận tiền để làm nhanh sổ đỏ"


def everything_reached(page: Page, most: int = 10) -> dict[str, str]:
    """The source of every page that links lead to, from where one is."""
    seen: dict[str, str] = {}
    waiting = [page.evaluate("location.pathname + location.search")]
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        answer = page.goto(address)
        assert answer is not None
        seen[address] = page.content() if "html" in answer.headers.get("content-type", "") else ""
        links = page.eval_on_selector_all(
            "a[href]", "all => all.filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"
        )
        waiting += [link for link in links if link not in seen and "lang=" not in link and "/static/" not in link]
    return seen


def missing_page(page: Page, address: str) -> str:
    """What stands on the page that says there is nothing; without the number of the request."""
    answer = page.goto(address)
    assert answer is not None and answer.status == 404, address
    return page.locator("#main h1").inner_text() + page.locator("#main p").first.inner_text()


def test_a_case_of_another_commune_is_as_if_it_were_not(app: Flask, db, visit) -> None:
    case = builders.a_case().filed("2026-11-16").accepted("2026-11-18").made()
    app.config["NOW"] = at("2026-11-23 08:00")
    giang = visit("giang")
    nothing = missing_page(giang, "/ho-so/999999")
    for step in ("", "/de-xuat", "/vao-so", "/danh-tinh", "/tep/1"):
        assert missing_page(giang, f"/ho-so/{case.id}{step}") == nothing
    picture(giang, "5-01-missing")
    giang.goto("/ho-so")
    giang.fill("#find-q", case.number)
    giang.press("#find-q", "Enter")
    reads(giang, "Trong những hồ sơ mới nhất không có gì khớp")
    assert "Lâm Thị An" not in giang.content()
    stranger = visit()
    answers = [stranger.goto(f"/tra-cuu/ho-so/{number}") for number in (case.id, 999999)]
    assert len({(answer.url, answer.status) for answer in answers}) == 1
    assert stranger.url.endswith("/tra-cuu"), "who has not proven the code is asked for it"


def test_a_denunciation_is_seen_by_those_the_law_names(app: Flask, db, visit) -> None:
    people = (PartyInput(name=DENOUNCER, phone="0912345678", address="Canary, khóm 3"),)
    words = {"parties": people, "respondent_name": ACCUSED, "content": MATTER}
    case = builders.a_case(CaseKind.DENUNCIATION).filed("2026-11-20", **words).made()
    app.config["NOW"] = at("2026-11-23 08:00")
    keeper = {"UBND-92-31507": "binh", "CT-BTCD": "lan", "UBND-92": "hoa"}[case.body.code]
    for who in ("cuc", "giang", "em", "oanh"):
        page = visit(who)
        page.goto("/dang-nhap")
        pages = everything_reached(page)
        assert len(pages) > 3
        leaks = [address for address, text in pages.items() if "Canary" in text]
        assert not leaks, f"{who}: {leaks}"
        assert page.goto(f"/ho-so/{case.id}").status in (403, 404)
    page = visit(keeper)
    page.goto("/ho-so?tab=new")
    reads(page, case.number, f"Tố cáo {case.number}")
    assert "Canary" not in page.content()
    picture(page, "5-02-sealed-queue")
    page.goto(f"/ho-so/{case.id}")
    assert "Canary" not in page.content(), "the page of the case does not open the seal by itself"
    picture(page, "5-03-sealed-case")
    page.goto(f"/ho-so/{case.id}/danh-tinh")
    picture(page, "5-04-ask")
    page.get_by_label("Mở để làm gì?").select_option("check_conditions")
    press(page, "Mở để giải quyết vụ việc này")
    reads(page, DENOUNCER, ACCUSED, MATTER)
    picture(page, "5-05-opened")

"""axe-core finds nothing on the pages of a case, whatever its state: by day and by night, in Vietnamese and Khmer."""

import re
from collections.abc import Callable, Collection

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.domain.vocabulary import CaseKind, Disposition
from app.services.settlement import conversation
from tests import builders, cast
from tests.builders import CaseBuilder, a_case
from tests.journeys.hands import look_up, picture
from tests.times import at

pytestmark = pytest.mark.browser

TODAY = "2026-11-23 08:00"
BY_NIGHT = {"asked", "served", "sealed", "/ho-so?tab=body", "/ho-so/{served}", "/cho-duyet"}
Codes = dict[str, tuple[str, int]]
STATES: dict[str, Callable[[], CaseBuilder]] = {
    "received": lambda: a_case().filed("2026-11-20"),
    "asked": lambda: a_case(CaseKind.RECOMMENDATION).filed("2026-11-16").accepted("2026-11-18"),
    "late": lambda: a_case().filed("2026-08-03").verifying("2026-08-10"),
    "dialogue": lambda: a_case().filed("2026-11-02").dialogue_called("2026-11-20"),
    "served": lambda: a_case().filed("2026-10-12").served("2026-11-16"),
    "declined": lambda: a_case().filed("2026-11-09").disposed(Disposition.DECLINE, "2026-11-12"),
    "answered": lambda: a_case(CaseKind.RECOMMENDATION).filed("2026-11-02").answered("2026-11-09"),
    "sealed": lambda: a_case(CaseKind.DENUNCIATION).filed("2026-11-20"),
}


@pytest.fixture
def codes(db) -> Codes:
    """Code and case of one petition in each state."""
    made = {}
    for name, builder in STATES.items():
        receipt, case = builder().receipt_and_case()
        made[name] = (receipt.tracking_code, case.id)
    asked = made["asked"][1]
    officer = cast.officer_of(builders.body("CT-BTCD", "2026-11-18").id)
    conversation.ask(officer, asked, "Xin cho biết số nhà gần chỗ đó.", reply_by=at("2026-11-27").date(), at=at(TODAY))
    return made


def test_what_the_citizen_sees(app: Flask, codes, visit, axe) -> None:
    app.config["NOW"] = at(TODAY)
    the_citizen_sees(codes, visit(), axe, STATES)
    the_citizen_sees(codes, visit(language="km-KH"), axe, ("asked", "served", "sealed"))


def the_citizen_sees(codes: Codes, page: Page, axe: Callable[..., None], states: Collection[str]) -> None:
    language = page.evaluate("navigator.language")[:2]
    for name in states:
        code, case = codes[name]
        look_up(page, code)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        axe(page, night=name in BY_NIGHT)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        picture(page, f"6-{name}-{language}")
        for step in {"asked": ["bo-sung"], "answered": ["danh-gia"], "served": ["khieu-nai-lan-hai"]}.get(name, ()):
            page.goto(f"/tra-cuu/ho-so/{case}/{step}")
            axe(page)
            page.click("main form[data-once] button[type=submit]")
            axe(page)
            picture(page, f"6-{name}-{step}-{language}")
    page.goto("/tra-cuu/ho-so")
    axe(page)


def test_what_the_staff_see(app: Flask, codes, visit, axe) -> None:
    app.config["NOW"] = at(TODAY)
    for page, addresses in (
        (
            visit("cuc"),
            ("/ho-so?tab=body", "/ho-so/{received}", "/ho-so/{received}/vao-so", "/ho-so/{late}/bao-cao-xac-minh"),
        ),
        (visit("dung"), ("/cho-duyet", "/ho-so/{served}", "/ho-so/{dialogue}/doi-thoai", "/ho-so/{sealed}/danh-tinh")),
    ):
        for address in addresses:
            page.goto(address.format(**{name: case for name, (_code, case) in codes.items()}))
            axe(page, night=address in BY_NIGHT)
            slug = re.sub(r"\W+", "-", address).strip("-")
            picture(page, f"7-{slug}")

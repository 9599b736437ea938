"""axe-core finds nothing on the pages that open by their address alone; they fit a telephone; no script is needed."""

import pytest
from flask import Flask

from app.domain import access
from app.domain.vocabulary import Role
from app.web.doors import STAFF_AUDIENCES
from tests import cast
from tests.builders import a_case

pytestmark = pytest.mark.browser

READERS = ("dung", "em", "oanh")


def public_addresses(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.arguments
        and not rule.rule.endswith(".ics")  # a file, not a page
        and rule.endpoint.split(".")[0] not in STAFF_AUDIENCES | {"static", "api"}
        and Role.CITIZEN in access.BY_ROLE[app.view_functions[rule.endpoint].guard]
    ]


@pytest.mark.parametrize(("language", "start", "step"), [("vi-VN", 0, 1), ("km-KH", 0, 2), ("en-GB", 1, 2)])
def test_public_pages(app: Flask, visit, axe, language: str, start: int, step: int) -> None:
    """Every page in the language that most read; the two others share them, since the markup is the same."""
    page = visit(language=language)
    for address in public_addresses(app)[start::step]:
        page.goto(address)
        axe(page)
        fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert fits, f"{address} is wider than a telephone"


def test_public_pages_on_a_dark_screen(app: Flask, visit, axe) -> None:
    page = visit()
    page.emulate_media(color_scheme="dark")
    for address in public_addresses(app):
        page.goto(address)
        axe(page)


def staff_addresses(app: Flask, username: str) -> list[str]:
    """Addresses of the staff; those that are open to several of the readers are shared among them."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.split(".")[0] in STAFF_AUDIENCES and "GET" in (rule.methods or ()) and not rule.arguments:
            guard = app.view_functions[rule.endpoint].guard
            may = [name for name in READERS if access.may_ever(cast.actor(name), guard)]
            if may and may[len(rule.rule) % len(may)] == username:
                found.append(rule.rule)
    return found


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("username", READERS)
def test_staff_pages(app: Flask, visit, axe, username: str) -> None:
    page = visit(username)
    for address in staff_addresses(app, username):
        if "attachment" in page.request.get(address).headers.get("content-disposition", ""):
            continue  # a file, not a page
        answer = page.goto(address)
        if answer and answer.ok:
            axe(page)


@pytest.mark.usefixtures("db")
def test_every_page_of_a_case_keeps_to_the_policy(app: Flask, visit) -> None:
    """The browser itself says what the content policy would stop; whatever it says fails this test."""
    case = a_case().accepted("2026-11-16").made()
    page = visit("dung")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments == {"case_id"}:
            page.goto(rule.rule.replace("<int:case_id>", str(case.id)))


def test_signing_in_without_script(visit) -> None:
    page = visit(script=False)
    page.goto("/mat-khau")
    page.fill("#username", "cuc")
    page.fill("#password", "không phải")
    page.click("main button[type=submit]")
    assert page.locator(".td-error").first.is_visible()

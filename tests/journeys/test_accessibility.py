"""axe-core finds nothing on the pages that open by their address alone; they fit a telephone; no script is needed."""

import pytest
from flask import Flask
from playwright.sync_api import Error, Page

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


def test_public_pages(app: Flask, visit, axe) -> None:
    """Every page in the language that most read, by day and, for its colours, by night."""
    page = visit()
    for address in public_addresses(app):
        page.goto(address)
        axe(page, night=True)
        fits(page)


@pytest.mark.parametrize(("language", "start"), [("km-KH", 0), ("en-GB", 3)])
def test_public_pages_in_the_other_languages(app: Flask, visit, axe, language: str, start: int) -> None:
    """Words of another length fit as well. Their markup is the same: axe looks at some."""
    page = visit(language=language)
    for number, address in enumerate(public_addresses(app)):
        page.goto(address)
        fits(page)
        if number % 6 == start:
            axe(page)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is wider than a telephone"


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
        try:
            answer = page.goto(address)
        except Error as error:
            assert "Download is starting" in str(error)
            continue
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

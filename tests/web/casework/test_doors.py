"""Every door of casework and oversight × every role: open to whom the permission table says, shut to everyone else;
and what is hidden looks exactly like what is not there. The list is made from the routes, so no new door is missed."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain import access
from app.domain.access import Action
from app.domain.vocabulary import CaseKind
from app.services.safekeeping import checkpoints
from tests import cast
from tests.builders import a_case
from tests.times import at

AUDIENCES = ("casework.", "oversight.")
EVERYBODY = ("binh", "cuc", "dung", "em", "giang", "ha", "lan", "nga", "oanh")
UNKNOWN = 987_654


def doors(app: Flask) -> list[tuple[str, str, Action]]:
    """Method, path and action of every door."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(AUDIENCES):
            guard = app.view_functions[rule.endpoint].guard  # type: ignore[attr-defined]
            methods = (rule.methods or set()) & {"GET", "POST"}
            found += [(method, rule.rule, guard) for method in sorted(methods)]
    return found


def ask(client: FlaskClient, method: str, path: str, case_id: int) -> tuple[int, str]:
    """Status, and the page without what differs each time."""
    url = filled(path, case_id)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/mat-khau").text)
    data = {"csrf_token": token.group(1)} if token else {}
    answer = client.open(url, method=method, data=data if method == "POST" else None)
    return answer.status_code, plain(answer.text)


def filled(path: str, case_id: int) -> str:
    """The address of a door for a case; one of the rarer steps stands for all of them."""
    path = path.replace("<int:case_id>", str(case_id)).replace("<step>", "request_documents").replace("<form>", "csv")
    return re.sub(r"<int:\w+_id>|<int:number>", "1", path)


def plain(page: str) -> str:
    page = re.sub(r'(name="csrf_token" value=|class="td-code">)[^<>]*', r"\1", page)
    return re.sub(r"lang=\w\w|/(ho-so|nhat-ky/vu-viec)/\d+[^\"]*", "", page)


@pytest.fixture
def now(app: Flask) -> None:
    app.config["NOW"] = at("2026-08-10")


@pytest.mark.usefixtures("now", "db")
def test_who_has_not_signed_in_is_asked_to(app: Flask, client: FlaskClient) -> None:
    for method, path, _action in doors(app):
        answer = client.open(filled(path, 1), method=method)
        if method == "GET":
            assert answer.location.startswith("/dang-nhap"), path
        else:
            assert answer.status_code in (400, 403), path


@pytest.mark.usefixtures("now", "db")
@pytest.mark.parametrize("name", EVERYBODY)
def test_doors_open_as_the_table_says(name: str, app: Flask, client: FlaskClient) -> None:
    case = a_case().filed("2026-08-03").made()
    checkpoints.make(at=at("2026-08-04"))
    actor = cast.actor(name)
    cast.sign_in(client, name)
    for method, path, action in doors(app):
        status, _page = ask(client, method, path, case.id)
        if not access.may_ever(actor, action):
            assert status == 403, (name, method, path)
        elif "<int:case_id>" not in path:
            # an empty form is told so; the paper or office of number 1 is not of this body
            assert status in {200, 302, 303, 422} | ({404} if "_id>" in path or "/niem-phong" in path else set()), (
                name,
                method,
                path,
            )
        elif not access.may(actor, Action.CASE_VIEW, case.facts()):
            assert status == 404, (name, method, path)
        else:
            assert status in allowed(path), (name, method, path, status)


def allowed(path: str) -> set[int]:
    """A case that one may see: the page, or a refusal that says why; never silence, never a defect."""
    if path.endswith("/doi-chieu/xem-lai"):
        return {303, 403}  # with nothing set apart, nothing is shown again
    return {403, 404} if "/tep/" in path or "/niem-phong" in path else {200, 403, 409, 422}


@pytest.mark.usefixtures("now", "db")
def test_hidden_and_absent_are_the_same_page(app: Flask, client: FlaskClient) -> None:
    hidden = a_case().filed("2026-08-03").made()
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    for name in ("giang", "ha", "lan"):
        browser = cast.sign_in(app.test_client(), name)
        for method, path, action in doors(app):
            if "<int:case_id>" in path and access.may_ever(cast.actor(name), action):
                absent = ask(browser, method, path, UNKNOWN)
                assert absent[0] == 404, path
                assert ask(browser, method, path, hidden.id) == absent, path
                assert ask(browser, method, path, sealed.id) == absent, path


@pytest.mark.usefixtures("now", "db")
def test_a_sealed_case_is_absent_to_an_officer_of_the_same_body(app: Flask) -> None:
    sealed = a_case(CaseKind.DENUNCIATION).filed("2026-08-03").made()
    for name in ("cuc", "em"):
        browser = cast.sign_in(app.test_client(), name)
        assert ask(browser, "GET", "/ho-so/<int:case_id>", sealed.id) == ask(
            browser, "GET", "/ho-so/<int:case_id>", UNKNOWN
        )

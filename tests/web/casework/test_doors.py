"""Every door of casework and oversight: open to whom the permission table says, shut to everyone else. The list is made
from the routes, so no new door is missed. All roles, and that hidden is absent: tests/security/matrix."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain import access
from app.domain.access import Action
from app.services.safekeeping import checkpoints
from tests import cast
from tests.builders import a_case
from tests.times import at

AUDIENCES = ("casework.", "oversight.")
SOME = ("binh", "dung", "oanh")


def doors(app: Flask) -> list[tuple[str, str, Action]]:
    """Method, path and action of every door."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(AUDIENCES):
            guard = app.view_functions[rule.endpoint].guard  # type: ignore[attr-defined]
            methods = (rule.methods or set()) & {"GET", "POST"}
            found += [(method, rule.rule, guard) for method in sorted(methods)]
    return found


def token_of(client: FlaskClient) -> dict[str, str]:
    """What every form of this browser carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/mat-khau").text)
    return {"csrf_token": found.group(1)} if found else {}


def ask(client: FlaskClient, method: str, path: str, case_id: int, token: dict[str, str]) -> int:
    """How it answers."""
    url = filled(path, case_id)
    answer = client.open(url, method=method, data=token if method == "POST" else None)
    return answer.status_code


def filled(path: str, case_id: int) -> str:
    """The address of a door for a case; one of the rarer steps stands for all of them."""
    path = path.replace("<int:case_id>", str(case_id)).replace("<step>", "request_documents").replace("<form>", "csv")
    return re.sub(r"<int:\w+_id>|<int:number>", "1", path)


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
@pytest.mark.parametrize("name", SOME)
def test_doors_open_as_the_table_says(name: str, app: Flask, client: FlaskClient) -> None:
    case = a_case().filed("2026-08-03").made()
    checkpoints.make(at=at("2026-08-04"))
    actor = cast.actor(name)
    token = token_of(cast.sign_in(client, name))
    for method, path, action in doors(app):
        status = ask(client, method, path, case.id, token)
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

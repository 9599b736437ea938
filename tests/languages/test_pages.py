"""Every page that opens by its address alone, in every language, for somebody who may open it."""

import re

import pytest
from flask import Flask

from app.domain import access
from app.domain.vocabulary import Role
from app.i18n.locale import LANGUAGES, SOURCE, STAFF_LANGUAGES
from app.web.doors import STAFF_AUDIENCES
from tests import cast
from tests.houses import make

BY_ROLE = {person.role: username for username, person in cast.PEOPLE.items()}


@pytest.fixture(scope="module")
def plain_addresses(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Role | None]]:
    """Addresses of GET pages without parts to fill in, each with a role that may open it (None: anybody)."""
    folder = tmp_path_factory.mktemp("addresses")
    app = make(folder, f"sqlite:///{folder}/none.db")
    found: list[tuple[str, Role | None]] = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments or rule.endpoint.split(".")[0] in ("static", "api"):
            continue
        roles = access.BY_ROLE[app.view_functions[rule.endpoint].guard]
        is_open = Role.CITIZEN in roles and rule.endpoint.split(".")[0] not in STAFF_AUDIENCES
        found.append((rule.rule, None if is_open else next(role for role in BY_ROLE if role in roles)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(app: Flask, plain_addresses: list[tuple[str, Role | None]], language: str) -> None:
    for address, role in plain_addresses:
        client = app.test_client()
        if role is not None:
            cast.sign_in(client, BY_ROLE[role])
        page = client.get(f"{address}?lang={language}")
        spoken = language if role is None or language in STAFF_LANGUAGES else SOURCE
        assert page.status_code in (200, 302, 303), address
        if page.mimetype == "text/html" and page.status_code == 200:
            inspect(address, page.text, spoken)


def inspect(address: str, page: str, language: str) -> None:
    """What every page owes its reader."""
    assert f'<html lang="{language}"' in page, address
    assert len(re.findall(r"<h1[ >]", page)) == 1, f"{address} has one first heading"
    assert re.search(r"<title>[^<]{4,}</title>", page), address
    assert "%(" not in page and "{{" not in page, f"{address} shows an unfilled placeholder"
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src=)", page), f"{address} has something inline"
    for picture in re.findall(r"<img [^>]*>", page):
        assert "alt=" in picture, f"{address}: {picture}"
    for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL):
        assert 'name="csrf_token"' in form, f"{address} has a form without token"
    for control in re.finditer(r'<(?:input|select|textarea)(?![^>]*type="(?:hidden|submit|button)")[^>]*>', page):
        name = re.search(r'\sid="([^"]+)"', control[0])
        before = page[: control.start()]
        is_inside_label = before.rfind("<label") > before.rfind("</label>")
        is_named = "aria-label" in control[0] or (name and f'for="{name[1]}"' in page)
        assert is_inside_label or is_named, f"{address}: no label for {control[0]}"

"""Single sign-on against a real provider: by issuer and subject, and by nothing that a token merely claims."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwk
from sqlalchemy import select

from app.persistence.db import db as database
from app.persistence.models import AuditEntry, SsoLink
from app.persistence.transaction import transaction
from app.services.keeping import accounts
from app.services.signing_in import sso
from app.web.sso import signing_in as pages
from config import SingleSignOn
from tests import cast
from tests.houses import make
from tests.services.signing_in.telephone import code, enrolled
from tests.times import at
from tests.web.auth.test_sign_in import token_of
from tests.web.sso.provider import CLIENT, FIRST_KEY, SECRET, Provider, Wishes, running

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-23 08:00")
SITE = "http://localhost"


@pytest.fixture(scope="module")
def listening() -> Iterator[Provider]:
    with running() as found:
        yield found


@pytest.fixture
def provider(listening: Provider) -> Provider:
    listening.wishes, listening.now, listening.key = Wishes(), int(NOW.timestamp()), FIRST_KEY
    listening.codes.clear()
    return listening


@cache
def application(folder: Path, url: str, settings: SingleSignOn) -> Flask:
    """Made once: all tests here have the same settings."""
    return make(folder, url, sso=settings, site_url=SITE)


@pytest.fixture
def house(app: Flask, provider: Provider) -> Iterator[Flask]:
    """The application once more, on the same database, with the provider in its settings."""
    settings = SingleSignOn(
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret=SECRET,
        name="Cổng thành phố",
        second_factor=frozenset({"mfa", "urn:two"}),
    )
    pages._providers.clear()
    folder, url = Path(app.config["INSTANCE_DIR"]), app.config["SQLALCHEMY_DATABASE_URI"]
    made = application(folder, url, settings)
    made.config["NOW"] = NOW
    yield made
    with made.app_context():
        database.session.remove()
        database.engine.dispose()


@pytest.fixture
def browser(house: Flask) -> FlaskClient:
    return house.test_client()


def link(username: str, provider: Provider, subject: str = "person-7") -> None:
    row = SsoLink(user_id=cast.user(username).id, issuer=provider.issuer, subject=subject, linked_at=NOW)
    with transaction() as session:
        session.add(row)


def there_and_back(client: FlaskClient, address: str = "/dang-nhap-mot-lan", **changes: str) -> Any:
    """To the provider, as a browser goes, and what we answer when it comes back."""
    leaving = client.get(address)
    assert leaving.status_code == 302, leaving.text
    returned = requests.get(leaving.location, timeout=5, allow_redirects=False).headers["Location"]
    for old, new in changes.items():
        returned = returned.replace(f"{old}=", f"{old}={new}")
    return client.get(returned.removeprefix(SITE))


def is_in(client: FlaskClient) -> bool:
    return client.get("/ho-so").status_code == 200


def test_it_is_off_unless_configured(app: Flask, client: FlaskClient) -> None:
    assert client.get("/dang-nhap-mot-lan").status_code == 404
    assert "dang-nhap-mot-lan" not in client.get("/dang-nhap").text


def test_a_linked_person_enters_and_goes_where_he_was_going(browser: FlaskClient, provider: Provider) -> None:
    link("cuc", provider)
    assert "Đăng nhập qua Cổng thành phố" in browser.get("/dang-nhap").text
    done = there_and_back(browser, "/dang-nhap-mot-lan?next=/ho-so")
    assert done.location == "/ho-so" and is_in(browser)
    assert "Đã liên kết" in browser.get("/tai-khoan").text


def test_an_address_claimed_by_the_token_opens_nothing(browser: FlaskClient, provider: Provider) -> None:
    link("cuc", provider)
    provider.wishes.person = {"sub": "stranger", "email": "cuc@cantho.gov.vn", "email_verified": True}
    provider.wishes.person |= {"preferred_username": "cuc", "name": "Lý Thị Cúc"}
    done = there_and_back(browser)
    assert done.location == "/dang-nhap-mot-lan/ma" and not is_in(browser)
    assert "không dựa vào thư điện tử" in browser.get(done.location).text


def test_the_same_subject_of_another_issuer_is_another_person(browser: FlaskClient, provider: Provider) -> None:
    with transaction() as session:
        session.add(SsoLink(user_id=cast.user("cuc").id, issuer="https://other", subject="person-7", linked_at=NOW))
    there_and_back(browser)
    assert not is_in(browser)


LIES: dict[str, dict[str, Any]] = {
    "nonce of another": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://evil.example"},
    "for another client": {"aud": "someone-else"},
    "for several, given to another": {"aud": [CLIENT, "b"], "azp": "b"},
    "expired": {"exp": int((NOW - timedelta(minutes=10)).timestamp())},
    "no end": {"exp": None},
    "of tomorrow": {"iat": int((NOW + timedelta(days=1)).timestamp())},
    "nobody": {"sub": None},
    "an empty name": {"sub": " "},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_opens_nothing(browser: FlaskClient, provider: Provider, lie: str) -> None:
    link("cuc", provider)
    link("cam", provider, " ")
    provider.wishes.claims = LIES[lie]
    done = there_and_back(browser)
    assert done.location == "/dang-nhap" and not is_in(browser)
    assert "không xác nhận được" in browser.get("/dang-nhap").text


@pytest.mark.parametrize("trick", ["another key", "no signature", "the public key as a secret"])
def test_a_token_of_somebody_else_opens_nothing(browser: FlaskClient, provider: Provider, trick: str) -> None:
    link("cuc", provider)
    if trick == "another key":
        provider.wishes.key = jwk.generate_key("EC", "P-256", {"kid": "one"})
    elif trick == "no signature":
        provider.wishes.algorithm = "none"
    else:
        provider.wishes.algorithm = "HS256"
        provider.wishes.key = jwk.import_key(str(provider.key.as_dict(private=False)) * 2, "oct", {"kid": "one"})
    assert there_and_back(browser).location == "/dang-nhap" and not is_in(browser)


def test_a_state_of_another_browser_and_a_second_return_open_nothing(
    house: Flask, browser: FlaskClient, provider: Provider
) -> None:
    link("cuc", provider)
    assert there_and_back(browser, state="x").location == "/dang-nhap"
    leaving = browser.get("/dang-nhap-mot-lan")
    returned = requests.get(leaving.location, timeout=5, allow_redirects=False).headers["Location"]
    victim = house.test_client()
    assert victim.get(returned.removeprefix(SITE)).location == "/dang-nhap" and not is_in(victim)
    assert browser.get(returned.removeprefix(SITE)).status_code == 302 and is_in(browser)
    assert browser.get(returned.removeprefix(SITE)).location == "/tai-khoan", "a code comes back once"


def test_a_provider_that_is_away_is_said_in_plain_words(browser: FlaskClient, provider: Provider) -> None:
    provider.wishes.is_down = True
    assert browser.get("/dang-nhap-mot-lan").location == "/dang-nhap"
    assert "Chưa nối được" in browser.get("/dang-nhap").text
    provider.wishes.is_down, provider.wishes.discovery = False, {"issuer": "https://evil.example"}
    assert browser.get("/dang-nhap-mot-lan").location == "/dang-nhap"
    provider.wishes.discovery = {"token_endpoint": "file:///etc/passwd"}
    assert browser.get("/dang-nhap-mot-lan").location == "/dang-nhap"
    provider.wishes.discovery = {}
    provider.wishes.token_status = 500
    assert there_and_back(browser).location == "/dang-nhap"


def test_new_keys_of_the_provider_are_read(browser: FlaskClient, provider: Provider) -> None:
    link("cuc", provider)
    browser.get("/dang-nhap-mot-lan")
    provider.key = jwk.generate_key("EC", "P-256", {"kid": "two", "use": "sig"})
    assert there_and_back(browser).status_code == 302 and is_in(browser)


def test_one_factor_at_the_provider_is_one_factor_here(house: Flask, provider: Provider) -> None:
    link("em", provider)
    bare = house.test_client()
    there_and_back(bare)
    assert bare.get("/giam-sat").location == "/tai-khoan/buoc-hai"
    for claims in ({"amr": ["pwd", "mfa"]}, {"acr": "urn:two"}):
        provider.wishes.claims = claims
        strong = house.test_client()
        there_and_back(strong)
        assert strong.get("/giam-sat").status_code == 200, claims


def test_an_own_second_factor_is_asked_for_after_the_provider(house: Flask, provider: Provider) -> None:
    link("em", provider)
    secret, _token, _codes = enrolled("em", NOW)
    house.config["NOW"] = NOW + timedelta(minutes=2)
    browser = house.test_client()
    done = there_and_back(browser, "/dang-nhap-mot-lan?next=/giam-sat")
    assert done.location == "/dang-nhap/buoc-hai" and browser.get("/giam-sat").status_code == 302
    page = browser.get("/dang-nhap/buoc-hai").text
    sent = {"csrf_token": token_of(page), "code": code(secret, house.config["NOW"])}
    assert browser.post("/dang-nhap/buoc-hai", data=sent).location == "/giam-sat"


def test_the_owner_links_the_account_after_seeing_whom(house: Flask, browser: FlaskClient, provider: Provider) -> None:
    cast.sign_in(browser, "cuc")
    done = there_and_back(browser, "/dang-nhap-mot-lan/lien-ket")
    assert done.location == "/dang-nhap-mot-lan/dong-y"
    page = browser.get(done.location).text
    assert "em.huynh" in page and database.session.scalar(select(SsoLink)) is None, "asked before it is done"
    assert browser.post(done.location, data={"csrf_token": token_of(page)}).location == "/tai-khoan"
    row = database.session.scalars(select(SsoLink)).one()
    assert (row.user_id, row.issuer, row.subject) == (cast.user("cuc").id, provider.issuer, "person-7")
    other = house.test_client()
    there_and_back(other)
    assert is_in(other)
    overview = browser.get("/tai-khoan").text
    browser.post(f"/dang-nhap-mot-lan/{row.id}/bo", data={"csrf_token": token_of(overview)})
    assert not is_in(other) and is_in(browser)
    there_and_back(other)
    assert not is_in(other)


def test_a_person_is_linked_to_one_account(browser: FlaskClient, provider: Provider) -> None:
    link("cam", provider)
    cast.sign_in(browser, "cuc")
    page = browser.get(there_and_back(browser, "/dang-nhap-mot-lan/lien-ket").location).text
    browser.post("/dang-nhap-mot-lan/dong-y", data={"csrf_token": token_of(page)})
    assert "đã liên kết với một tài khoản" in browser.get("/tai-khoan").text
    assert database.session.scalars(select(SsoLink.user_id)).all() == [cast.user("cam").id]


def test_an_administrator_hands_over_a_code_that_links_once(house: Flask, provider: Provider) -> None:
    given = sso.make_code(cast.actor("oanh"), cast.user("cuc").id, at=NOW)
    browser = house.test_client()
    address = there_and_back(browser).location
    wrong = browser.post(address, data={"csrf_token": token_of(browser.get(address).text), "code": "abcd-efgh"})
    assert wrong.status_code == 422 and "không đúng" in wrong.text
    assert browser.post(address, data={"csrf_token": token_of(wrong.text), "code": given.upper()}).status_code == 302
    assert is_in(browser)
    provider.wishes.person = {"sub": "somebody-else"}
    second = house.test_client()
    there_and_back(second)
    again = second.post(address, data={"csrf_token": token_of(second.get(address).text), "code": given})
    assert again.status_code == 422 and not is_in(second)
    assert {"link_code_made", "sso_linked"} <= set(database.session.scalars(select(AuditEntry.action)))


def test_a_code_ends_and_is_the_administrators_to_give(house: Flask, provider: Provider) -> None:
    with pytest.raises(Exception, match="action_not_yours"):
        sso.make_code(cast.actor("cuc"), cast.user("cuc").id, at=NOW)
    given = sso.make_code(cast.actor("oanh"), cast.user("cuc").id, at=NOW - sso.CODE_LASTS - timedelta(seconds=1))
    browser = house.test_client()
    address = there_and_back(browser).location
    sent = {"csrf_token": token_of(browser.get(address).text), "code": given}
    assert browser.post(address, data=sent).status_code == 422


def test_the_provider_proves_that_one_is_still_there(house: Flask, browser: FlaskClient, provider: Provider) -> None:
    link("cuc", provider)
    there_and_back(browser)
    late = NOW + timedelta(minutes=6)
    house.config["NOW"] = late
    asked = browser.get("/tai-khoan/khoa")
    assert asked.location == "/tai-khoan/xac-nhan?next=/tai-khoan/khoa"
    assert "Xác nhận qua Cổng thành phố" in browser.get(asked.location).text
    provider.wishes.claims = {"auth_time": provider.now}
    provider.now = int(late.timestamp())
    stale = there_and_back(browser, "/dang-nhap-mot-lan/xac-nhan?next=/tai-khoan/khoa")
    assert stale.location == "/tai-khoan" and browser.get("/tai-khoan/khoa").status_code == 302
    provider.wishes.claims = {}
    done = there_and_back(browser, "/dang-nhap-mot-lan/xac-nhan?next=/tai-khoan/khoa")
    assert done.location == "/tai-khoan/khoa" and browser.get(done.location).status_code == 200


def test_a_closed_account_stays_closed(browser: FlaskClient, provider: Provider) -> None:
    link("cuc", provider)
    accounts.deactivate(cast.actor("oanh"), cast.user("cuc").id, at=NOW)
    there_and_back(browser)
    assert not is_in(browser)

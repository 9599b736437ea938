"""Guessing is slow, from one place and from many; the owner of an account is not locked out by those who guess."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.refusals import NotAllowed
from app.domain.signing_in import FREE_TRIES, FREE_TRIES_OF_ADDRESS, LONGEST_WAIT, wait_after
from app.persistence.db import db as database
from app.persistence.models import AccountNotice, AddressTries
from app.services.keeping import passwords
from app.services.signing_in import entry
from app.services.signing_in.origin import NOWHERE, Origin
from tests import cast
from tests.houses import both_engines
from tests.services.signing_in.telephone import HOME, STRANGER
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-23 08:00")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hashes that a guess was compared with; comparing costs nothing here."""
    found: list[str] = []

    def look(known: str | None, password: str) -> bool:
        if known is not None:
            found.append(known)
        return password == cast.PASSWORD and known is not None

    monkeypatch.setattr(passwords, "matches", look)
    return found


def guess(username: str, when: datetime, origin: Origin = NOWHERE, typed: str = "guess") -> bool:
    try:
        return bool(entry.authenticate(username, typed, at=when, origin=origin))
    except NotAllowed:
        return False


def right(username: str, when: datetime, origin: Origin = NOWHERE) -> bool:
    return guess(username, when, origin, cast.PASSWORD)


@both_engines
def test_of_two_hundred_at_once_ten_at_most_are_looked_at(app: Flask, looked_at: list[str]) -> None:
    def one(number: int) -> None:
        with app.app_context():
            guess("cuc", NOW, Origin(f"198.51.100.{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(200)))
    assert len(looked_at) == FREE_TRIES + 1


def test_one_address_tries_many_accounts_and_waits(looked_at: list[str]) -> None:
    names = [name for name in cast.PEOPLE if name != "cuc"]
    for number in range(60):
        guess(names[number % len(names)], NOW + timedelta(seconds=number), STRANGER)
    assert len(looked_at) <= FREE_TRIES_OF_ADDRESS + 1
    assert not right("cuc", NOW + timedelta(seconds=61), STRANGER), "the address waits, whoever is asked for"
    assert right("cuc", NOW + timedelta(seconds=61), Origin("203.0.113.8")), "the account does not"
    assert right("cuc", NOW + timedelta(hours=2), STRANGER)


def test_names_that_nobody_has_count_for_the_address_too(looked_at: list[str]) -> None:
    for number in range(FREE_TRIES_OF_ADDRESS + 1):
        guess(f"nobody{number}", NOW, STRANGER)
    assert not right("cuc", NOW, STRANGER) and not looked_at


def test_an_office_behind_one_address_signs_in_all_day(looked_at: list[str]) -> None:
    assert all(right("cuc", NOW + timedelta(seconds=number), Origin("203.0.113.7")) for number in range(60))


def test_the_address_is_kept_as_a_keyed_hash_and_ipv6_by_its_line() -> None:
    guess("nobody", NOW, Origin("2001:db8:1:2::1"))
    guess("nobody", NOW, Origin("2001:db8:1:2:ffff::9"))
    guess("nobody", NOW, Origin("not an address"))
    rows = database.session.scalars(select(AddressTries)).all()
    assert sorted(row.failed_count for row in rows) == [1, 2]
    assert not any("2001" in row.address_hash for row in rows)


def test_the_owner_enters_from_a_known_browser_while_others_guess(looked_at: list[str]) -> None:
    assert right("cuc", NOW, HOME)
    moment = NOW
    for number in range(30):
        moment = NOW + timedelta(seconds=number)
        guess("cuc", moment, Origin(HOME.address, "", "x" * 43))
    assert not right("cuc", moment), "from a browser that nobody knows one waits"
    assert right("cuc", moment, HOME), "the owner's own does not"
    looked_at.clear()
    guess("cuc", moment + timedelta(seconds=1))
    assert not looked_at, "and it gave no new tries to the others"


def test_a_stolen_browser_has_its_own_few_tries(looked_at: list[str]) -> None:
    assert right("cuc", NOW, HOME)
    looked_at.clear()
    for seconds in range(0, 3600, 20):
        guess("cuc", NOW + timedelta(seconds=seconds), HOME)
    assert len(looked_at) <= 10
    assert right("cuc", NOW + timedelta(hours=1)), "which do not touch the account"


def test_a_browser_is_known_for_the_account_that_used_it(looked_at: list[str]) -> None:
    assert right("cuc", NOW, HOME)
    for _each in range(FREE_TRIES + 1):
        guess("cam", NOW)
    assert not right("cam", NOW, HOME)


def test_a_new_browser_is_told_to_the_owner(looked_at: list[str]) -> None:
    for origin in (HOME, HOME, STRANGER):
        right("cuc", NOW, origin)
    rows = database.session.scalars(select(AccountNotice.browser).order_by(AccountNotice.id)).all()
    assert list(rows) == ["Firefox · Windows", "Chrome · Linux"]


def test_waiting_grows_and_ends() -> None:
    waits = [wait_after(failures) for failures in range(1, 20)]
    assert waits[:FREE_TRIES] == [timedelta(0)] * FREE_TRIES
    assert waits == sorted(waits) and waits[-1] == LONGEST_WAIT

"""Accounts: who may open them, what they demand of a password, how signing in is slowed and ended."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select

from app.domain import signing_in as rules
from app.domain.refusals import BadInput, NotAllowed
from app.domain.vocabulary import Role
from app.persistence.db import db as database
from app.persistence.models import AuditEntry, LoginSession, User
from app.services.keeping import accounts, passwords
from app.services.keeping.accounts import NewAccount
from app.services.signing_in import entry, sessions
from tests import cast
from tests.houses import both_engines
from tests.times import at

NOW = at("2026-11-23 08:00")
GOOD = "một buổi sáng mùa hè"


def new(username: str = "xuan", role: Role = Role.OFFICER) -> NewAccount:
    return NewAccount(username, "Xuân", role, cast.office("cuc").body_id)


def audited(action: str) -> int:
    return database.session.scalar(select(func.count()).where(AuditEntry.action == action)) or 0


@both_engines
def test_an_administrator_opens_an_account_that_signs_in(db) -> None:
    made = accounts.create_account(cast.actor("oanh"), new("Xuan "), GOOD, at=NOW)
    token = entry.authenticate("XUAN", GOOD, at=NOW)
    who = sessions.recognise(token, at=NOW)
    assert who is not None and who.actor.user_id == made.id and who.actor.role is Role.OFFICER and who.actor.office_id
    assert (audited("account_created"), audited("signed_in")) == (1, 1)


@pytest.mark.parametrize("who", ["cuc", "dung", "em", "giang", "nga"])
def test_others_open_none(db, who: str) -> None:
    with pytest.raises(NotAllowed):
        accounts.create_account(cast.actor(who), new(), GOOD, at=NOW)


def test_a_name_is_given_once_and_citizens_have_none(db) -> None:
    for account, reason in ((new("cuc"), "username_taken"), (new(role=Role.CITIZEN), "role_has_no_account")):
        with pytest.raises(BadInput, match=reason):
            accounts.create_account(cast.actor("oanh"), account, GOOD, at=NOW)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngắn quá", "password_length"),
        ("x" * 129, "password_length"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("Qwerty123456", "password_common"),
        ("uy ban nhan dan", "password_common"),
        ("MatKhau-2026", "password_local_word"),
        ("tiepdan12345", "password_local_word"),
        ("Nguyencuc-01", "password_local_word"),
    ],
)
def test_bad_passwords(password: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        passwords.check_new(password, "nguyencuc")


@pytest.mark.parametrize("password", [GOOD, "đồng xanh lúa chín", "correct horse battery", "Lua-thom-dong-xa-2026"])
def test_good_passwords(password: str) -> None:
    passwords.check_new(password, "nguyencuc")


def test_the_same_letters_are_the_same_password() -> None:
    assert passwords.matches(passwords.hashed("tiếng sóng biển"), unicodedata.normalize("NFD", "tiếng sóng biển"))


@pytest.mark.parametrize("username", ["cuc", "nobody", "", "x" * 500])
def test_every_failure_is_the_same(db, username: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        entry.authenticate(username, "wrong password", at=NOW)
    assert (refusal.value.reason, refusal.value.details) == ("sign_in_failed", {})


def test_no_account_costs_as_much_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch, db) -> None:
    """Whatever the cause, one hash is computed."""
    computed = []
    monkeypatch.setattr(passwords, "matches", lambda *known: computed.append(known) or False)
    for username in ("cuc", "nobody"):
        with pytest.raises(NotAllowed):
            entry.authenticate(username, "wrong", at=NOW)
    assert len(computed) == 2


def test_a_closed_account_cannot_enter_and_is_out_at_once(db) -> None:
    token = entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    accounts.deactivate(cast.actor("oanh"), cast.user("cuc").id, at=NOW)
    assert sessions.recognise(token, at=NOW) is None
    with pytest.raises(NotAllowed, match="sign_in_failed"):
        entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    with pytest.raises(NotAllowed, match="not_your_own_account"):
        accounts.deactivate(cast.actor("oanh"), cast.user("oanh").id, at=NOW)


def test_waiting_grows_and_ends(monkeypatch: pytest.MonkeyPatch, db) -> None:
    """Guesses every second for an hour: at most ten are looked at; afterwards the right password works again."""
    looked_at = []

    def look(known: str | None, _password: str) -> bool:
        if known is not None:
            looked_at.append(known)
        return False

    with monkeypatch.context() as patch:
        patch.setattr(passwords, "matches", look)
        for seconds in range(0, 3600, 20):
            with pytest.raises(NotAllowed):
                entry.authenticate("cuc", "guess", at=NOW + timedelta(seconds=seconds))
    assert 4 <= len(looked_at) <= 10
    assert entry.authenticate("cuc", cast.PASSWORD, at=NOW + timedelta(minutes=75))
    assert cast.user("cuc").failed_count == 0


@both_engines
def test_tries_at_the_same_moment_all_count(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []

    def look(known: str | None, _password: str) -> bool:
        if known is not None:
            looked_at.append(known)
        return False

    def guess(_number: int) -> None:
        with app.app_context(), pytest.raises(NotAllowed):
            entry.authenticate("cuc", "guess", at=NOW)

    monkeypatch.setattr(passwords, "matches", look)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(40)))
    assert len(looked_at) == rules.FREE_TRIES + 1


def test_a_session_ends_idle_or_after_a_day(db) -> None:
    token = entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    assert sessions.recognise(token, at=NOW + timedelta(minutes=31)) is None
    moment = NOW
    while moment - NOW <= rules.LONGEST_DAY:
        assert sessions.recognise(token, at=moment), moment
        moment += timedelta(minutes=25)
    assert sessions.recognise(token, at=moment) is None


def test_a_new_role_counts_at_once(db) -> None:
    token = entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    with accounts.transaction():
        cast.office("cuc").role = Role.HEAD
    assert sessions.recognise(token, at=NOW).actor.role is Role.HEAD


def test_the_database_has_no_token(db) -> None:
    token = entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    kept = db.session.scalars(select(LoginSession.token_hash)).all()
    assert kept and all(token not in one for one in kept)
    sessions.sign_out(cast.actor("cuc"), token, at=NOW)
    sessions.sign_out(cast.actor("cuc"), "unknown", at=NOW)
    assert sessions.recognise(token, at=NOW) is None


def test_a_new_password_ends_every_session(db) -> None:
    cuc = cast.actor("cuc")
    tokens = [entry.authenticate("cuc", cast.PASSWORD, at=NOW) for _ in range(2)]
    with pytest.raises(BadInput, match="password_wrong"):
        accounts.change_own_password(cuc, "not it", GOOD, at=NOW)
    accounts.change_own_password(cuc, cast.PASSWORD, GOOD, at=NOW)
    assert [sessions.recognise(token, at=NOW) for token in tokens] == [None, None]
    assert entry.authenticate("cuc", GOOD, at=NOW)
    with pytest.raises(NotAllowed):
        accounts.set_password(cuc, cast.user("dung").id, GOOD, at=NOW)


def test_a_hash_costs_what_was_decided() -> None:
    """Argon2id, 64 MiB, three passes, two lanes (ASVS 11.4.2); the tests themselves hash cheaply."""
    assert (
        PasswordHasher(passwords.PASSES, passwords.KIBIBYTES, passwords.LANES)
        .hash("x")
        .startswith("$argon2id$v=19$m=65536,t=3,p=2$")
    )


def test_an_old_hash_is_renewed_at_the_next_sign_in(db) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(cast.PASSWORD)
    with accounts.transaction() as session:
        session.get(User, cast.user("cuc").id).password_hash = weak
    entry.authenticate("cuc", cast.PASSWORD, at=NOW)
    assert not passwords.is_outdated(cast.user("cuc").password_hash)

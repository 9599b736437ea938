"""Passkeys answer our question, at our address, once, for their own account, and only after a finger or a PIN."""

from datetime import timedelta

import pytest

from app.domain.refusals import BadInput, NotFound
from app.persistence.db import db as database
from app.persistence.models import Passkey
from app.services.keeping import accounts
from app.services.signing_in import entry, factors, passkeys, sessions
from app.services.signing_in.passkeys import Site
from tests import cast
from tests.houses import both_engines
from tests.services.signing_in.authenticator import PRESENT, SecurityKey
from tests.services.signing_in.telephone import is_open
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-23 08:00")
SITE = Site("localhost", "http://localhost")


def added(username: str, key: SecurityKey) -> passkeys.Added:
    token, question = entry.authenticate(username, cast.PASSWORD, at=NOW), passkeys.new_challenge()
    return passkeys.add(
        cast.actor(username), token, key.make(question), "my key", site=SITE, challenge=question, at=NOW
    )


def entered(key: SecurityKey, **changes: str) -> str:
    question = passkeys.new_challenge()
    answer = key.answer(changes.get("answered", question))
    return passkeys.enter(answer, site=SITE, challenge=changes.get("asked", question), at=NOW)


@both_engines
def test_a_key_is_added_and_enters_without_a_password() -> None:
    key = SecurityKey()
    done = added("em", key)
    assert is_open(done.token, NOW) and len(done.codes) == 10
    token = entered(key)
    who = sessions.recognise(token, at=NOW)
    assert who is not None and who.username == "em" and not who.is_halfway and not who.lacks_factor
    row = database.session.query(Passkey).one()
    assert row.uses == key.uses and row.used_at == NOW


def test_a_key_is_the_second_step_after_the_password() -> None:
    key, question = SecurityKey(), passkeys.new_challenge()
    added("em", key)
    halfway = entry.authenticate("em", cast.PASSWORD, at=NOW)
    assert not is_open(halfway, NOW)
    token = passkeys.prove(halfway, key.answer(question), site=SITE, challenge=question, at=NOW)
    assert is_open(token, NOW) and sessions.recognise(halfway, at=NOW) is None


def test_a_key_confirms() -> None:
    key, question, late = SecurityKey(), passkeys.new_challenge(), NOW + timedelta(minutes=9)
    done = added("em", key)
    token = passkeys.confirm(cast.actor("em"), done.token, key.answer(question), site=SITE, challenge=question, at=late)
    who = sessions.recognise(token, at=late)
    assert who is not None and who.is_confirmed(late)


def test_the_key_of_another_confirms_nobody() -> None:
    mine, other = SecurityKey(), SecurityKey()
    added("dung", other)
    token = added("em", mine).token
    question = passkeys.new_challenge()
    with pytest.raises(BadInput, match="passkey_refused"):
        passkeys.confirm(cast.actor("em"), token, other.answer(question), site=SITE, challenge=question, at=NOW)


def test_what_was_not_asked_here_and_now_is_refused() -> None:
    key = SecurityKey()
    added("em", key)
    for changes in ({"answered": passkeys.new_challenge()}, {"asked": ""}, {"asked": "x"}):
        with pytest.raises(BadInput, match="passkey_refused"):
            entered(key, **changes)


def test_an_answer_is_taken_once() -> None:
    key, question = SecurityKey(), passkeys.new_challenge()
    added("em", key)
    answer = key.answer(question)
    assert passkeys.enter(answer, site=SITE, challenge=question, at=NOW)
    with pytest.raises(BadInput, match="passkey_refused"):
        passkeys.enter(answer, site=SITE, challenge=question, at=NOW)


@pytest.mark.parametrize(
    "lie",
    [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}, {"flags": 0}],
    ids=["another page", "another site", "no finger", "nobody there"],
)
def test_a_lie_is_refused_when_the_key_is_made_and_when_it_is_used(lie: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="passkey_refused"):
        added("em", SecurityKey(**lie))  # type: ignore[arg-type]
    key = SecurityKey()
    added("em", key)
    for name, value in lie.items():
        setattr(key, name, value)
    with pytest.raises(BadInput, match="passkey_refused"):
        entered(key)


def test_a_copied_key_is_noticed_by_its_counter() -> None:
    key = SecurityKey()
    added("em", key)
    entered(key)
    entered(key)
    key.uses = 0
    with pytest.raises(BadInput, match="passkey_refused"):
        entered(key)


def test_a_closed_account_and_one_that_has_still_to_choose_a_password_stay_out() -> None:
    key, oanh = SecurityKey(), cast.actor("oanh")
    added("em", key)
    accounts.set_password(oanh, cast.user("em").id, "một buổi sáng mùa hè", at=NOW, one_time_until=NOW)
    with pytest.raises(BadInput, match="passkey_refused"):
        entered(key)
    other = SecurityKey()
    added("cuc", other)
    accounts.deactivate(oanh, cast.user("cuc").id, at=NOW)
    with pytest.raises(BadInput, match="passkey_refused"):
        entered(other)


def test_a_removed_key_opens_nothing_and_only_its_owner_removes_it() -> None:
    key = SecurityKey()
    token = added("em", key).token
    row = database.session.query(Passkey).one()
    dung = entry.authenticate("dung", cast.PASSWORD, at=NOW)
    with pytest.raises(NotFound):
        passkeys.remove(cast.actor("dung"), dung, row.id, at=NOW)
    new = passkeys.remove(cast.actor("em"), token, row.id, at=NOW)
    assert is_open(new, NOW) and not is_open(token, NOW) and not factors.of(cast.user("em").id).has_any
    with pytest.raises(BadInput, match="passkey_refused"):
        entered(key)


@pytest.mark.parametrize(
    "nonsense",
    ["", "null", "[]", "{}", '{"id": 3}', '{"id": "é"}', '{"id": "AAAA", "rawId": {}, "response": []}', "[" * 9000],
)
def test_nonsense_is_refused_in_words(nonsense: str) -> None:
    key, question = SecurityKey(), passkeys.new_challenge()
    token = added("em", key).token
    with pytest.raises(BadInput, match="passkey_refused"):
        passkeys.enter(nonsense, site=SITE, challenge=question, at=NOW)
    with pytest.raises(BadInput, match="passkey_refused"):
        passkeys.add(cast.actor("em"), token, nonsense, "x", site=SITE, challenge=question, at=NOW)


def test_a_damaged_answer_is_refused_in_words() -> None:
    key, question = SecurityKey(), passkeys.new_challenge()
    added("em", key)
    answer = key.answer(question)
    for broken in (answer.replace('"signature": "', '"signature": "AAAA'), answer.replace('"response"', '"reply"')):
        with pytest.raises(BadInput, match="passkey_refused"):
            passkeys.enter(broken, site=SITE, challenge=question, at=NOW)

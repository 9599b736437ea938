"""Key pairs of people: made at sign-in, open for one browser, carried over to a new password, given up on a reset."""

import pytest
from sqlalchemy import func, select

from app.domain.facts import Actor
from app.domain.refusals import BadInput, WrongState
from app.domain.vocabulary import Role
from app.persistence import envelopes
from app.persistence.db import db as database
from app.persistence.models import LoginSession, SealKey, SessionKey, User
from app.persistence.queries.seals import keys
from app.persistence.sealing import SealBrokenError
from app.services.keeping import accounts, first_passwords, sweeping
from app.services.keeping.accounts import NewAccount
from app.services.sealing import keepers, locks
from app.services.signing_in import entry, sessions
from tests import cast
from tests.houses import both_engines
from tests.times import at

pytestmark = [pytest.mark.usefixtures("db"), both_engines]

NOW = at("2026-11-20")
OTHER = "Ca-loc-nuong-trui-2026"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks.lock, "__defaults__", (locks.CHEAP,))


def opened(token: str, username: str) -> bytes | None:
    return keepers.keyed(cast.office(username).actor(), token).seal_key


def open_keys() -> int:
    return database.session.scalar(select(func.count()).select_from(SessionKey)) or 0


def test_the_password_opens_the_key_for_one_browser_until_it_signs_out() -> None:
    token = entry.authenticate("binh", cast.PASSWORD, at=NOW)
    assert opened(token, "binh") == cast.seal_pair("binh").private
    assert opened(token, "dung") is None, "another's session"
    assert opened(token + "x", "binh") is None
    sessions.sign_out(cast.office("cuc").actor(), token, at=NOW)
    assert opened(token, "binh") is None and open_keys() == 0


def test_what_the_database_keeps_of_a_session_opens_nothing_without_the_token() -> None:
    token = entry.authenticate("binh", cast.PASSWORD, at=NOW)
    row = database.session.scalars(select(SessionKey)).one()
    assert token.encode() not in row.locked and cast.seal_pair("binh").private not in row.locked
    key = database.session.get(SealKey, row.key_id)
    assert key is not None
    assert locks.unlock_for_session(key, row.locked, row.token_hash) is None
    with pytest.raises(SealBrokenError):
        envelopes.unlock(row.locked, bytes.fromhex(row.token_hash), f"session_key:{row.token_hash}")


def test_whoever_has_no_pair_gets_one_once_the_password_is_the_own() -> None:
    admin = cast.actor("oanh")
    new = NewAccount("lien", "Trịnh Kim Liên", Role.RECEPTION_OFFICER, cast.office("binh").body_id)
    user, one_time = first_passwords.open_account(admin, new, at=NOW)
    entry.authenticate("lien", one_time, at=NOW)
    assert keys.of_user(user.id) is None, "somebody else has seen this password"
    accounts.change_own_password(cast.office("lien").actor(), one_time, OTHER, at=NOW)
    token = entry.authenticate("lien", OTHER, at=NOW)
    pair = keys.of_user(user.id)
    assert pair is not None and opened(token, "lien") is not None
    assert (pair.id, pair.public_key, user.id) in keys.recipients(cast.office("lien").body_id, NOW.date())
    entry.authenticate("em", cast.PASSWORD, at=NOW)
    assert keys.of_user(cast.user("em").id) is None, "the inspectorate opens no denunciation"


def test_the_key_survives_a_change_of_password() -> None:
    entry.authenticate("binh", cast.PASSWORD, at=NOW)
    accounts.change_own_password(cast.actor("binh"), cast.PASSWORD, OTHER, at=NOW)
    assert open_keys() == 0, "every browser is signed out, and its key closed"
    token = entry.authenticate("binh", OTHER, at=NOW)
    assert opened(token, "binh") == cast.seal_pair("binh").private


def test_a_password_reset_by_somebody_else_gives_the_key_up() -> None:
    binh = cast.user("binh")
    one_time = first_passwords.reset(cast.actor("oanh"), binh.id, at=NOW)
    old = keys.by_public(cast.seal_pair("binh").public)
    assert old is not None and old.retired_at == NOW
    for guess in (one_time, OTHER):
        assert locks.unlock(old, guess) is None
    accounts.change_own_password(cast.office("binh").actor(), one_time, OTHER, at=NOW)
    token = entry.authenticate("binh", OTHER, at=NOW)
    assert opened(token, "binh") not in (None, cast.seal_pair("binh").private)


def test_a_closed_account_is_sealed_to_no_more() -> None:
    binh = cast.user("binh")
    accounts.deactivate(cast.actor("oanh"), binh.id, at=NOW)
    found = keys.recipients(cast.office("binh").body_id, NOW.date())
    assert cast.seal_pair("binh").public not in [row[1] for row in found]


def test_a_passphrase_for_who_signs_in_without_a_password() -> None:
    cuc = cast.user("cuc")
    keepers_key = keys.of_user(cuc.id)
    assert keepers_key is not None
    token = "t" * 43
    _open_session(token, cuc)
    with pytest.raises(WrongState, match="seal_key_exists"):
        keepers.choose_passphrase(cast.office("cuc").actor(), token, OTHER, at=NOW)
    keepers.unlock(cast.office("cuc").actor(), token, cast.PASSWORD, at=NOW)
    assert opened(token, "cuc") == cast.seal_pair("cuc").private
    _retire(cuc.id)
    assert opened(token, "cuc") is None
    keepers.choose_passphrase(cast.office("cuc").actor(), token, OTHER, at=NOW)
    fresh = opened(token, "cuc")
    assert fresh not in (None, cast.seal_pair("cuc").private)
    sessions.sign_out(cast.office("cuc").actor(), token, at=NOW)
    _open_session(token + "2", cuc)
    with pytest.raises(BadInput, match="seal_secret_wrong"):
        keepers.unlock(cast.office("cuc").actor(), token + "2", cast.PASSWORD, at=NOW)
    keepers.unlock(cast.office("cuc").actor(), token + "2", OTHER, at=NOW)
    assert opened(token + "2", "cuc") == fresh


def test_a_public_key_made_elsewhere_replaces_the_pair() -> None:
    binh = cast.actor("binh")
    pair = envelopes.new_pair()
    keepers.register_public(binh, pair.public, at=NOW)
    assert pair.public in [row[1] for row in keys.recipients(binh.body_id or 0, NOW.date())]
    for wrong in (b"short", pair.public):
        with pytest.raises(BadInput, match="seal_public_wrong"):
            keepers.register_public(binh, wrong, at=NOW)
    with pytest.raises(BadInput, match="seal_secret_wrong"):
        keepers.unlock(binh, "t" * 43, cast.PASSWORD, at=NOW)


def test_a_session_that_ran_out_leaves_no_key() -> None:
    entry.authenticate("binh", cast.PASSWORD, at=at("2026-11-18"))
    entry.authenticate("dung", cast.PASSWORD, at=NOW)
    sweeping.sweep(NOW)
    assert open_keys() == 1


def _open_session(token: str, user: User) -> None:
    with keepers.transaction() as session:
        digest = locks.digest(token)
        session.add(LoginSession(token_hash=digest, user_id=user.id, created_at=NOW, last_seen_at=NOW))


def _retire(user_id: int) -> None:
    with keepers.transaction():
        keys.retire(user_id, NOW)


def test_an_actor_tells_nobody_his_key() -> None:
    actor = cast.actor("binh")
    assert actor.seal_key is not None and repr(actor.seal_key) not in repr(actor)
    assert actor == cast.office("binh").actor() and isinstance(actor, Actor)

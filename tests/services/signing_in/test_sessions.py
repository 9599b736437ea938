"""Sessions: confirmed for five minutes, by a new token each time; seen and ended by their owner."""

from datetime import timedelta

import pytest

from app.domain.refusals import BadInput, NotAllowed, NotFound
from app.domain.signing_in import CONFIRMED_FOR, FREE_TRIES
from app.services.keeping import accounts, sweeping
from app.services.signing_in import confirming, entry, sessions, tokens
from tests import cast
from tests.houses import both_engines
from tests.services.signing_in.telephone import HOME, STRANGER, code, enrolled, is_open
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-23 08:00")
STALE = NOW + CONFIRMED_FOR + timedelta(seconds=1)


def enter(origin=HOME, when=NOW) -> str:
    return entry.authenticate("cuc", cast.PASSWORD, at=when, origin=origin)


@both_engines
def test_a_proof_holds_five_minutes_and_is_renewed_by_the_password() -> None:
    token, cuc = enter(), cast.actor("cuc")
    assert sessions.recognise(token, at=NOW + CONFIRMED_FOR).is_confirmed(NOW + CONFIRMED_FOR)
    assert not sessions.recognise(token, at=STALE).is_confirmed(STALE)
    with pytest.raises(BadInput, match="password_wrong"):
        confirming.by_password(cuc, token, "something else", at=STALE)
    new = confirming.by_password(cuc, token, cast.PASSWORD, at=STALE)
    assert sessions.recognise(new, at=STALE).is_confirmed(STALE)
    assert sessions.recognise(token, at=STALE) is None


def test_a_code_confirms_too_and_once() -> None:
    secret, token, codes = enrolled("em", NOW)
    em, later = cast.actor("em"), NOW + timedelta(minutes=6)
    token = confirming.by_code(em, token, code(secret, later), at=later)
    with pytest.raises(BadInput, match="code_wrong"):
        confirming.by_code(em, token, code(secret, later), at=later)
    assert confirming.by_code(em, token, codes[0], at=later)


def test_wrong_proofs_are_counted_and_the_right_one_waits_with_them() -> None:
    token, cuc = enter(), cast.actor("cuc")
    for _each in range(FREE_TRIES + 1):
        with pytest.raises(BadInput):
            confirming.by_password(cuc, token, "something else", at=NOW)
    with pytest.raises(BadInput):
        confirming.by_password(cuc, token, cast.PASSWORD, at=NOW)
    with pytest.raises(BadInput):
        accounts.change_own_password(cuc, cast.PASSWORD, "một buổi sáng mùa hè", at=NOW)
    assert confirming.by_password(cuc, token, cast.PASSWORD, at=NOW + timedelta(minutes=2))


def test_halfway_confirms_nothing() -> None:
    enrolled("em", NOW)
    halfway = entry.authenticate("em", cast.PASSWORD, at=NOW)
    with pytest.raises(NotAllowed, match="session_over"):
        confirming.by_password(cast.actor("em"), halfway, cast.PASSWORD, at=NOW)


@both_engines
def test_the_owner_sees_and_ends_own_sessions() -> None:
    here, there = enter(), enter(STRANGER, NOW + timedelta(minutes=1))
    cuc, now = cast.actor("cuc"), NOW + timedelta(minutes=2)
    assert [row.browser for row in sessions.of_account(cuc, at=now)] == ["Chrome · Linux", "Firefox · Windows"]
    handle = tokens.digest(there)[: sessions.HANDLE_LENGTH]
    with pytest.raises(NotFound):
        sessions.end_one(cast.actor("dung"), handle, at=now)
    for wrong in ("", "%", handle[:-1], "%" * 16):
        with pytest.raises(NotFound):
            sessions.end_one(cuc, wrong, at=now)
    sessions.end_one(cuc, handle, at=now)
    assert is_open(here, now) and not is_open(there, now)


@both_engines
def test_everywhere_else_means_everywhere_else() -> None:
    here, others, stranger = enter(), [enter(STRANGER) for _ in range(2)], entry.authenticate
    dung = stranger("dung", cast.PASSWORD, at=NOW)
    sessions.end_others(cast.actor("cuc"), here, at=NOW)
    assert is_open(here, NOW) and is_open(dung, NOW) and not any(is_open(one, NOW) for one in others)


def test_old_rows_are_swept_and_live_ones_stay() -> None:
    enter()
    live = enter(HOME, NOW + timedelta(days=40))
    sweeping.sweep(NOW + timedelta(days=40))
    assert is_open(live, NOW + timedelta(days=40))
    assert len(sessions.sign_ins.sessions_of(cast.user("cuc").id, NOW)) == 1

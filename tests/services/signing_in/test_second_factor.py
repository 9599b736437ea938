"""The second step: a code opens once, wrong ones slow, a lost telephone has its codes, and the database tells none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed
from app.domain.signing_in import FREE_TRIES, AccountEvent, Factor
from app.persistence.db import db as database
from app.persistence.models import AccountGuard, AccountNotice, LoginSession, OutboxMessage, RecoveryCode
from app.services.sealing import keepers
from app.services.signing_in import entry, factors, recovery, sessions, totp
from tests import cast
from tests.houses import both_engines
from tests.services.signing_in.telephone import code, enrolled, is_open, signed_in
from tests.times import at

pytestmark = pytest.mark.usefixtures("db")

NOW = at("2026-11-23 08:00")
LATER = NOW + timedelta(minutes=2)
EM = "em"


def events(username: str) -> list[AccountEvent]:
    mine = AccountNotice.user_id == cast.user(username).id
    return list(database.session.scalars(select(AccountNotice.event).where(mine).order_by(AccountNotice.id)))


def test_whoever_needs_a_second_factor_and_has_none_lacks_it() -> None:
    for username, lacks in (
        ("em", True),
        ("dung", True),
        ("binh", True),
        ("lan", True),
        ("oanh", True),
        ("cuc", False),
    ):
        who = sessions.recognise(entry.authenticate(username, cast.PASSWORD, at=NOW), at=NOW)
        assert who is not None and who.lacks_factor is lacks and not who.is_halfway, username


@both_engines
def test_a_password_alone_is_halfway_and_a_code_opens() -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    halfway = entry.authenticate(EM, cast.PASSWORD, at=LATER)
    who = sessions.recognise(halfway, at=LATER)
    assert who is not None and who.is_halfway
    token = entry.prove_code(halfway, code(secret, LATER), at=LATER)
    who = sessions.recognise(token, at=LATER)
    assert who is not None and not who.is_halfway and not who.lacks_factor and who.is_confirmed(LATER)
    assert sessions.recognise(halfway, at=LATER) is None, "the token of before is dead"
    assert events(EM) == [AccountEvent.TOTP_ADDED]
    topics = database.session.scalars(select(OutboxMessage.topic)).all()
    assert "account.notice" in topics


def test_the_secret_lies_sealed() -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    guard = database.session.get(AccountGuard, cast.user(EM).id)
    assert guard is not None and guard.totp_sealed and secret.encode() not in guard.totp_sealed


def test_the_offer_belongs_to_one_session() -> None:
    one, two = (entry.authenticate(EM, cast.PASSWORD, at=NOW) for _ in range(2))
    assert totp.offer(one, EM) == totp.offer(one, EM) != totp.offer(two, EM)
    assert "Ti%E1%BA%BFp%20D%C3%A2n" in totp.offer(one, EM).address
    with pytest.raises(BadInput, match="code_does_not_fit"):
        totp.enrol(cast.actor(EM), one, code(totp.offer(two, EM).secret, NOW), at=NOW)


@pytest.mark.parametrize(("seconds", "fits"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_may_be_a_step_wrong(seconds: int, fits: bool) -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    halfway = entry.authenticate(EM, cast.PASSWORD, at=LATER)
    shown = code(secret, LATER + timedelta(seconds=seconds))
    if fits:
        assert entry.prove_code(halfway, shown, at=LATER)
    else:
        with pytest.raises(BadInput, match="code_wrong"):
            entry.prove_code(halfway, shown, at=LATER)


def test_a_code_opens_once() -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    signed_in(EM, secret, LATER)
    for again in (LATER, LATER + timedelta(seconds=20)):
        halfway = entry.authenticate(EM, cast.PASSWORD, at=again)
        with pytest.raises(BadInput, match="code_wrong"):
            entry.prove_code(halfway, code(secret, LATER), at=again)
    with pytest.raises(BadInput, match="code_wrong"):
        entry.prove_code(entry.authenticate(EM, cast.PASSWORD, at=NOW), code(secret, NOW), at=NOW)


@both_engines
def test_of_two_at_once_one_enters(app: Flask) -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    halves = [entry.authenticate(EM, cast.PASSWORD, at=LATER) for _ in range(2)]

    def enter(halfway: str) -> bool:
        with app.app_context():
            try:
                return bool(entry.prove_code(halfway, code(secret, LATER), at=LATER))
            except BadInput:
                return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(enter, halves)) == [False, True]


def test_wrong_codes_slow_down_and_end() -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    halfway = entry.authenticate(EM, cast.PASSWORD, at=LATER)
    for _each in range(FREE_TRIES + 1):
        with pytest.raises(BadInput, match="code_wrong"):
            entry.prove_code(halfway, "000000", at=LATER)
    with pytest.raises(BadInput, match="code_wrong"):
        entry.prove_code(halfway, code(secret, LATER), at=LATER)
    after = LATER + timedelta(minutes=2)
    assert entry.prove_code(halfway, code(secret, after), at=after)


def test_halfway_lasts_ten_minutes() -> None:
    secret, _token, _codes = enrolled(EM, NOW)
    halfway = entry.authenticate(EM, cast.PASSWORD, at=LATER)
    late = LATER + timedelta(minutes=11)
    with pytest.raises(NotAllowed, match="session_over"):
        entry.prove_code(halfway, code(secret, late), at=late)


@both_engines
def test_a_recovery_code_opens_once_and_is_told() -> None:
    _secret, _token, codes = enrolled(EM, NOW)
    assert len(codes) == len(set(codes)) == recovery.HOW_MANY
    kept = database.session.scalars(select(RecoveryCode.code_hash)).all()
    assert not {part for one in codes for part in (one, one.replace("-", ""))} & set(kept)
    halfway = entry.authenticate(EM, cast.PASSWORD, at=LATER)
    token = entry.prove_code(halfway, f" {codes[3].upper()} ", at=LATER)
    assert is_open(token, LATER) and factors.of(cast.user(EM).id).codes_left == recovery.HOW_MANY - 1
    found = database.session.scalars(select(LoginSession).where(LoginSession.factor == Factor.RECOVERY_CODE)).all()
    assert len(found) == 1 and AccountEvent.CODE_USED in events(EM)
    with pytest.raises(BadInput, match="code_wrong"):
        entry.prove_code(entry.authenticate(EM, cast.PASSWORD, at=LATER), codes[3], at=LATER)


def test_new_codes_void_the_old_ones_and_codes_are_of_one_account() -> None:
    _secret, token, codes = enrolled(EM, NOW)
    newer = recovery.renew(cast.actor(EM), token, at=NOW)
    assert not set(newer) & set(codes)
    halfway = entry.authenticate(EM, cast.PASSWORD, at=LATER)
    with pytest.raises(BadInput, match="code_wrong"):
        entry.prove_code(halfway, codes[0], at=LATER)
    enrolled("dung", NOW)
    with pytest.raises(BadInput, match="code_wrong"):
        entry.prove_code(entry.authenticate("dung", cast.PASSWORD, at=LATER), newer[0], at=LATER)


def test_few_codes_are_noticed() -> None:
    _secret, _token, codes = enrolled(EM, NOW)
    user_id = cast.user(EM).id
    assert not factors.of(user_id).has_few_codes
    moment = LATER
    for one in codes[:7]:
        moment += timedelta(minutes=1)
        entry.prove_code(entry.authenticate(EM, cast.PASSWORD, at=moment), one, at=moment)
    assert factors.of(user_id).has_few_codes


def test_a_changed_factor_ends_the_other_sessions() -> None:
    secret, token, _codes = enrolled(EM, NOW)
    other = signed_in(EM, secret, LATER)
    new = totp.remove(cast.actor(EM), other, at=LATER)
    assert is_open(new, LATER) and not is_open(other, LATER) and not is_open(token, LATER)
    assert not factors.of(cast.user(EM).id).has_any
    assert events(EM)[-1] is AccountEvent.TOTP_REMOVED


def test_the_key_of_seals_goes_with_the_session() -> None:
    """What the password opened for the token of halfway is open under that of the second step, and no longer before."""
    secret, token, _codes = enrolled("binh", NOW)
    assert _key(token) == cast.seal_pair("binh").private
    halfway = entry.authenticate("binh", cast.PASSWORD, at=LATER)
    open_token = entry.prove_code(halfway, code(secret, LATER), at=LATER)
    assert _key(open_token) == cast.seal_pair("binh").private
    assert _key(halfway) is None


def _key(token: str) -> bytes | None:
    binh = cast.user("binh").id
    plain: Actor = cast.office("binh").actor()
    assert plain.user_id == binh
    return keepers.keyed(plain, token).seal_key

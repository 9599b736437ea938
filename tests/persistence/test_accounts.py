"""The list of accounts on both engines: every account once, forward and back, within what was looked for."""

import pytest

from app.domain.vocabulary import Role
from app.persistence.models import LoginSession, User
from app.persistence.queries import accounts
from app.persistence.queries.offices import holding
from app.persistence.transaction import transaction
from tests import cast
from tests.houses import both_engines
from tests.times import at

pytestmark = both_engines
NOW = at("2026-11-23 08:00")
DAY = NOW.date()


@pytest.fixture
def crowd(db) -> None:
    """A hundred and thirty people at two bodies, with names that engines sort differently."""
    bodies = [cast.office(who).body_id for who in ("cuc", "giang")]
    with transaction() as session:
        for number in range(130):
            username, body = f"n{'.-_'[number % 3]}{number:03}", bodies[number % 2]
            role = Role.OFFICER
            user = User(username=username, name="Đặng Ý", password_hash="!", created_at=NOW)
            session.add(cast.an_office(user, role, body))


def test_there_and_back_everybody_is_met_once(crowd) -> None:
    there, after = [], None
    while True:
        page = accounts.page(day=DAY, after=after)
        there.append([user.username for user in page.users])
        if page.next is None:
            break
        after = page.next
    met = [name for names in there for name in names]
    assert len(met) == len(set(met)) == 130 + len(cast.PEOPLE)
    back, before = [there[-1]], page.previous
    while before is not None:
        page = accounts.page(day=DAY, before=before)
        back.insert(0, [user.username for user in page.users])
        before = page.previous
    assert back == there


def test_what_is_looked_for(crowd) -> None:
    ward = cast.office("cuc").body_id
    there = accounts.page("đặng", ward, day=DAY).users
    assert there and {office.body_id for office in holding.every_of(user.id for user in there)} == {ward}
    assert accounts.page("đặng", day=DAY).users
    assert [user.username for user in accounts.page("CUC", day=DAY).users] == ["cuc"]
    assert "giang" in {user.username for user in accounts.page("phường phú lợi", day=DAY).users}
    assert not accounts.page("%", day=DAY).users and len(accounts.page("_0", day=DAY).users) < 50
    assert not accounts.page(is_active=False, day=DAY).users
    assert accounts.page(after=999_999, day=DAY).users == accounts.page(day=DAY).users


def test_only_browsers_seen_lately_count_as_signed_in(db) -> None:
    user = cast.user("cuc").id
    with transaction() as session:
        for number, seen in enumerate(("2026-11-23 07:50", "2026-11-23 06:00")):
            moment = at(seen)
            session.add(LoginSession(token_hash=f"{number:064}", user_id=user, created_at=moment, last_seen_at=moment))
    assert accounts.open_sessions(user, at("2026-11-23 07:30")) == 1
    assert accounts.open_sessions(user, at("2026-11-22 00:00")) == 2

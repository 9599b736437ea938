"""The cast: An (citizen), Bình (reception), Cúc (officer), Dũng (head), Em (inspector), Giang (stranger), and the
people of other bodies that a story meets. Their accounts belong to the untouched copy of the test database."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.access import BODY_STAFF
from app.domain.facts import Actor
from app.domain.signing_in import Factor
from app.domain.vocabulary import Role
from app.persistence import envelopes
from app.persistence.db import db
from app.persistence.models import HeldOffice, LoginSession, User
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.persistence.transaction import transaction
from app.services.keeping import passwords
from app.services.sealing import keepers, locks

PASSWORD = "Lua-thom-dong-xa-2026"
AN = Actor(role=Role.CITIZEN)  # with a code: an(case_id)

WARD = "UBND-92-31507"  # UBND phường Sóc Trăng, since 01/07/2025: where the cast works
OTHER_WARD = "UBND-92-31510"  # UBND phường Phú Lợi: Giang's
CITY = "UBND-92"
BOARD = "CT-BTCD"
OLD_WARD = "UBND-31507"  # UBND phường 6, until 30/06/2025
OLD_TOWN = "UBND-941"  # UBND thành phố Sóc Trăng, until 30/06/2025
OLD_PROVINCE = "UBND-94"
SINCE = datetime(2025, 1, 1, tzinfo=UTC)  # since when everybody is in office
FIRST_EPOCH, SECOND_EPOCH = date(2025, 3, 3), date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the cast; the key of PEOPLE is its user name."""

    name: str
    role: Role
    body: str
    day: date = SECOND_EPOCH


PEOPLE = {
    "binh": Person("Trần Thanh Bình", Role.RECEPTION_OFFICER, WARD),
    "cuc": Person("Lý Thị Cúc", Role.OFFICER, WARD),
    "dung": Person("Nguyễn Văn Dũng", Role.HEAD, WARD),
    "cam": Person("Sơn Thị Cẩm", Role.OFFICER, WARD),
    "em": Person("Huỳnh Văn Em", Role.INSPECTORATE, "CT-TTTP"),
    "giang": Person("Thạch Giang", Role.OFFICER, OTHER_WARD),
    "ha": Person("Lâm Thu Hà", Role.HEAD, OTHER_WARD),
    "hoa": Person("Phạm Minh Hòa", Role.HEAD, CITY),
    "khanh": Person("Đặng Quốc Khánh", Role.OFFICER, CITY),
    "lan": Person("Trương Ngọc Lan", Role.RECEPTION_BOARD, BOARD),
    "long": Person("Mai Thành Long", Role.HEAD, BOARD),
    "nga": Person("Kim Thị Nga", Role.OBSERVER, "CT-MTTQ"),
    "oanh": Person("Võ Kim Oanh", Role.ADMINISTRATOR, "CT-VP"),
    "phuc": Person("Dương Hồng Phúc", Role.OFFICER, OLD_WARD, FIRST_EPOCH),
    "quy": Person("Trịnh Văn Quý", Role.HEAD, OLD_WARD, FIRST_EPOCH),
    "son": Person("Lưu Ngọc Sơn", Role.HEAD, OLD_TOWN, FIRST_EPOCH),
    "tam": Person("Ngô Minh Tâm", Role.OFFICER, OLD_TOWN, FIRST_EPOCH),
    "uyen": Person("Hồ Phương Uyên", Role.HEAD, OLD_PROVINCE, FIRST_EPOCH),
}


def move_in() -> None:
    """Make the accounts; one hash serves all, since making one takes long on purpose."""
    password_hash = passwords.hashed(PASSWORD)
    with transaction() as session:
        for username, person in PEOPLE.items():
            body = bodies.by_code(person.body, person.day)
            assert body is not None, person.body
            account = User(username=username, name=person.name, password_hash=password_hash, created_at=SINCE)
            session.add(an_office(account, person.role, body.id))
        session.flush()
        for username, person in PEOPLE.items():
            if person.role in BODY_STAFF:
                pair = seal_pair(username)
                locked = locks.lock(pair, PASSWORD, locks.CHEAP)
                keepers.add(user(username).id, pair.public, keepers.PASSWORD, locked, at=SINCE)
        keepers.add(None, seal_pair("recovery").public, keepers.RECOVERY, None, at=SINCE)


def seal_pair(username: str) -> envelopes.KeyPair:
    """The key pair of one of the cast, and of the paper in the safe of the reception board ("recovery")."""
    return envelopes.pair_of(hashlib.sha256(f"the cast: {username}".encode()).digest())


def an_office(user: User, role: Role, body_id: int, **changes: Any) -> HeldOffice:
    """An office held since before every story; to be added to a session."""
    return HeldOffice(
        user=user, role=role, body_id=body_id, **{"held_from": SINCE.date(), "created_at": SINCE, **changes}
    )


def office(username: str) -> HeldOffice:
    """The office in which one of the cast began."""
    query = select(HeldOffice).join(HeldOffice.user).where(User.username == username).order_by(HeldOffice.id)
    found = db.session.scalar(query.limit(1))
    assert found is not None, username
    return found


def user(username: str) -> User:
    """The account of one of the cast."""
    found = db.session.scalar(select(User).where(User.username == username))
    assert found is not None, username
    return found


def actor(username: str) -> Actor:
    """One of the cast, acting, with the own key in hand."""
    return _acting(office(username))


def an(*case_ids: int) -> Actor:
    """An, having proven the codes of these cases."""
    return Actor(role=Role.CITIZEN, case_ids=frozenset(case_ids))


def head_of(body_id: int) -> Actor:
    """The head of a body where the cast works."""
    return _at(body_id, Role.HEAD)


def desk_of(body_id: int) -> Actor:
    """Who may open what is sealed: the desk, or the head."""
    found = _found(body_id, Role.RECEPTION_OFFICER) or _found(body_id, Role.RECEPTION_BOARD)
    return _acting(found) if found else head_of(body_id)


def officer_of(body_id: int) -> Actor:
    """Somebody of a body who handles cases; a small body has only its head."""
    found = _found(body_id, Role.OFFICER) or _found(body_id, Role.RECEPTION_BOARD)
    return _acting(found) if found else head_of(body_id)


def sign_in(client: FlaskClient, username: str, *, factor: Factor | None = Factor.TOTP) -> FlaskClient:
    """The browser as one of the cast's, without the slow password: fully signed in, confirmed just now."""
    app = client.application
    moment = app.config.get("NOW") or datetime.now(UTC)
    token = secrets.token_urlsafe(16)
    with app.app_context(), transaction() as session:
        digest = hashlib.sha256(token.encode()).hexdigest()
        account = user(username)
        session.add(
            LoginSession(
                token_hash=digest,
                user_id=account.id,
                created_at=moment,
                last_seen_at=moment,
                is_halfway=False,
                factor=factor,
                confirmed_at=moment,
            )
        )
        session.flush()
        if office(username).role in BODY_STAFF:
            keepers.keep(account.id, token, keepers.Ready(seal_pair(username)), at=moment)
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client


def _at(body_id: int, role: Role) -> Actor:
    found = _found(body_id, role)
    assert found is not None, f"nobody of the cast is {role} at body {body_id}"
    return _acting(found)


def _acting(held: HeldOffice) -> Actor:
    is_cast = held.user.username in PEOPLE and held.role in BODY_STAFF
    acting = holding.acting(held)
    return acting.holding(seal_pair(held.user.username).private) if is_cast else acting


def _found(body_id: int, role: Role) -> HeldOffice | None:
    here = (HeldOffice.body_id == body_id, HeldOffice.role == role, User.is_active)
    query = select(HeldOffice).join(HeldOffice.user).where(*here).order_by(HeldOffice.id)
    return db.session.scalar(query.limit(1))

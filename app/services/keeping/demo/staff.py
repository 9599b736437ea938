"""Who works where in the demo: accounts to sign in with, and colleagues at every other body that gets a case."""

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from app.domain.access import BODY_STAFF, SEAL_KEEPERS
from app.domain.calendars import local_date
from app.domain.facts import Actor, BodyFacts
from app.domain.offices.held import Capacity, Standing
from app.domain.vocabulary import Role
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.office import Delegation, HeldOffice
from app.persistence.models.user import User
from app.persistence.queries import accounts, bodies
from app.persistence.queries.offices import delegating, holding
from app.persistence.seed import demo_reading
from app.persistence.transaction import transaction
from app.services.keeping import accounts as keeping
from app.services.keeping import passwords
from app.services.keeping.demo import demo_keys, people

PASSWORD = "ghe-ngo-song-hau"  # noqa: S105 - known to everybody; production refuses to start with demo accounts
NO_SIGN_IN = "!"  # no password has this hash
SINCE = datetime(2025, 1, 1, 1, 0, tzinfo=UTC)


@dataclass(slots=True)
class Team:
    """The people of one body."""

    desk: Actor
    head: Actor
    officers: list[Actor] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opened:
    """An account of the demo, as `flask demo accounts` tells it."""

    username: str
    password: str
    name: str
    role: str
    body: str
    what_to_try: str


class Staff:
    """Teams by body; a body without one gets it when its first case arrives."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._teams: dict[int, Team] = {}
        self.administrator = _administrator()

    def team(self, body_id: int) -> Team:
        """The team of a body; call outside a transaction."""
        if body_id not in self._teams:
            self._teams[body_id] = _team_of(body_id) or self._hired(body_id)
        return self._teams[body_id]

    def leave(self, body_id: int, at: datetime) -> None:
        """The body has ended: its accounts are closed with it."""
        team = self._teams.pop(body_id, None)
        if team is None:
            return
        for user_id in {actor.user_id for actor in (team.desk, team.head, *team.officers)}:
            if user_id is not None:
                keeping.deactivate(self.administrator, user_id, at=at)

    def known(self) -> list[int]:
        return list(self._teams)

    def _hired(self, body_id: int) -> Team:
        body = bodies.by_id(body_id)
        if body is None:
            raise LookupError(body_id)
        facts, rng = body.facts(), Random(f"staff:{self._seed}:{body.code}")
        board = facts.type == "ban_tiep_cong_dan"
        desk_role = Role.RECEPTION_BOARD if board else Role.RECEPTION_OFFICER
        suffix = facts.code.lower()
        with transaction():
            desk = _hire(f"tiepdan.{suffix}", desk_role, facts, "Công chức tiếp công dân", rng)
            officer = _hire(f"chuyenvien.{suffix}", Role.OFFICER, facts, "Chuyên viên", rng)
            head = _hire(f"lanhdao.{suffix}", Role.HEAD, facts, facts.head_title, rng)
        return Team(acting(desk), acting(head), [acting(officer)])


def open_accounts() -> int:
    """The accounts a visitor may sign in with; those that exist stay. One password for all: one hash."""
    wanted = demo_reading.accounts()
    missing = [row for row in wanted if accounts.by_username(row["username"]) is None]
    if not missing:
        return 0
    passwords.check_new(PASSWORD, "")
    password_hash, directory = passwords.hashed(PASSWORD), bodies.directory()
    with transaction():
        for row in missing:
            facts = directory.last_known(row["body_code"])
            if facts is None:
                raise LookupError(row["body_code"])
            office = _enter(row["username"], row["name"], Role(row["role"]), facts, row["position"], password_hash)
            office.standing = Standing(row["standing"] or Standing.HOLDER)
        _delegate_to_deputies()
    return len(missing)


def opened() -> list[Opened]:
    """Every account of the demo that can sign in, in the order of the list."""
    found = {office.user.username: office for office in _offices()}
    rows = [(row, found[row["username"]]) for row in demo_reading.accounts() if row["username"] in found]
    return [
        Opened(office.user.username, PASSWORD, office.user.name, str(office.role), office.body.name, row["what_to_try"])
        for row, office in rows
        if office.user.is_active
    ]


def _delegate_to_deputies() -> None:
    """Each deputy of the list may sign for the head in everything that can be assigned."""
    heads = {office.body_id: office for office in _offices() if office.role is Role.HEAD}
    for deputy in (office for office in _offices() if office.standing is Standing.DEPUTY):
        if delegating.open_of_office(deputy.id, local_date(SINCE)):
            continue
        paper = Delegation(capacity=Capacity.FOR_HEAD, number="05/QĐ-UBND", kinds=[], categories=[])
        paper.giver, paper.taker, paper.created_by_id = heads[deputy.body_id], deputy, heads[deputy.body_id].user_id
        paper.signed_on = paper.valid_from = max(deputy.body.valid_from, local_date(SINCE))
        paper.created_at = SINCE
        db.session.add(paper)
    db.session.flush()


def _team_of(body_id: int) -> Team | None:
    """The team from accounts that exist; a small body may have no officer, then the desk does the work."""
    here = [office for office in _offices() if office.body_id == body_id and office.user.is_active]
    desks = [acting(office) for office in here if office.role in SEAL_KEEPERS - {Role.HEAD}]
    officers = [acting(o) for o in here if o.role is Role.OFFICER and o.standing is Standing.HOLDER]
    heads = [acting(office) for office in here if office.role is Role.HEAD]
    if not heads or not (desks or officers):
        return None
    return Team((desks or officers)[0], heads[0], officers or desks)


def _hire(username: str, role: Role, body: BodyFacts, position: str, rng: Random) -> HeldOffice:
    return _enter(username, people.person(rng).name, role, body, position, NO_SIGN_IN)


def _enter(username: str, name: str, role: Role, body: BodyFacts, position: str, password_hash: str) -> HeldOffice:
    user = User(
        username=unicodedata.normalize("NFC", username),
        name=name,
        password_hash=password_hash,
        is_demo=True,
        failed_count=0,
        created_at=SINCE,
    )
    office = HeldOffice(user=user, body_id=body.id, role=role, title=position)
    office.held_from, office.created_at = max(body.valid_from or date.min, local_date(SINCE)), SINCE
    db.session.add(office)
    db.session.flush()
    audit.append(Actor(Role.SYSTEM), "account_created", at=SINCE, subject=f"user:{user.id}")
    if role in BODY_STAFF:
        demo_keys.give(user.id, PASSWORD, at=SINCE)
    return office


def acting(office: HeldOffice) -> Actor:
    """One of the staff with the own key in hand."""
    return demo_keys.holding(holding.acting(office), PASSWORD)


def _administrator() -> Actor:
    return next(holding.acting(office) for office in _offices() if office.role is Role.ADMINISTRATOR)


def _offices() -> list[HeldOffice]:
    """Every office of the demo's people, by the name they sign in with."""
    return holding.every_of([user.id for user in accounts.demo_accounts()])

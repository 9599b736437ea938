"""One-time passwords: made by the system, handed over by an administrator, good for choosing one's own (ASVS 6.4.1)."""

from datetime import date, datetime, timedelta

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.refusals import BadInput, NotAllowed, WrongState
from app.domain.signing_in import Clearing
from app.domain.vocabulary import BodyLevel, Role
from app.persistence.models.body import Body
from app.persistence.models.user import User
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.services.keeping import accounts
from app.services.keeping.accounts import NewAccount
from app.services.signing_in import tokens

LASTS = timedelta(hours=72)
GROUPS = 4  # 79 bits


def open_account(actor: Actor, new: NewAccount, *, at: datetime) -> tuple[User, str]:
    """Open an account and make its first password; nobody can be told it again."""
    password = tokens.by_hand(GROUPS)
    return accounts.create_account(actor, new, password, at=at, one_time_until=at + LASTS), password


def reset(actor: Actor, user_id: int, *, at: datetime, clearing: Clearing | None = None) -> str:
    """A one-time password for somebody who has forgotten the own; every session of the account ends. `clearing` says
    why the second factors go as well: whoever has lost one starts over."""
    if clearing is not None and actor.user_id == user_id:
        raise NotAllowed("not_your_own_factors")
    password = tokens.by_hand(GROUPS)
    accounts.set_password(actor, user_id, password, at=at, one_time_until=at + LASTS, clearing=clearing)
    return password


def first_administrator(username: str, name: str, body_code: str | None, *, at: datetime) -> tuple[User, str]:
    """The account that opens all others, made from the shell of the machine where nobody can sign in yet."""
    day = local_date(at)
    if holding.administrators(day):
        raise WrongState("administrator_exists")
    body = bodies.by_code(body_code, day) if body_code else _office_of_committee(day)
    if body is None:
        raise BadInput("body_not_found")
    new = NewAccount(username, name, Role.ADMINISTRATOR, body.id, "Quản trị hệ thống")
    return open_account(Actor(role=Role.ADMINISTRATOR, name="flask accounts"), new, at=at)


def _office_of_committee(day: date) -> Body | None:
    """Văn phòng of the People's Committee of the province or city."""
    here = bodies.on(day, level=BodyLevel.PROVINCE)
    return next((body for body in here if body.type == "van_phong"), None)

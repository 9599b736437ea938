"""Bodies end with successors (L72/2025 Đ54): for whoever was in office there an office at the successor is proposed."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor, BodyDirectory
from app.domain.refusals import BadInput
from app.domain.vocabulary import Role
from app.persistence.models.office import HeldOffice
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.persistence.queries.offices import leaving as stored
from app.services.keeping.offices import appointing
from app.services.keeping.offices.appointing import NewOffice

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody would be from the day after the old body ended. Without a heir a person says where to."""

    office: HeldOffice
    heir_id: int | None
    heir_name: str
    role: Role
    since: date


def proposals(actor: Actor, *, at: datetime) -> list[Proposed]:
    """For everybody whose office ended with its body and who is in no office since. One head for a body: where several
    come together, or one is there, nobody is proposed as head."""
    access.require_role(actor, Action.ACCOUNTS_MANAGE)
    day, directory = local_date(at), bodies.directory()
    found = [(office, *_heir(office, directory, day)) for office in stored.ended_with_body(day)]
    heads = Counter(heir for office, heir, _name in found if office.role is Role.HEAD)
    return [
        Proposed(office, heir, name, _role(office, heir, heads, day), _since(office)) for office, heir, name in found
    ]


def accept(actor: Actor, office_ids: Collection[int], *, ground: str, at: datetime) -> int:
    """Enter the proposed offices that were picked, each in its own transaction; how many. Safe to run again."""
    if not ground:
        raise BadInput("ground_missing", field="ground")
    entered = 0
    for one in proposals(actor, at=at):
        if one.office.id in office_ids and one.heir_id is not None:
            title = one.office.title if one.role is one.office.role else ""
            new = NewOffice(one.office.user_id, one.heir_id, one.role, title, one.since, ground=ground)
            appointing.appoint(actor, new, at=at)
            entered += 1
    return entered


def _heir(office: HeldOffice, directory: BodyDirectory, day: date) -> tuple[int | None, str]:
    """Its own successor; a district has none, so a person says who goes where."""
    found = directory.successor(office.body.code, day)
    return (found.id, found.name) if found else (None, "")


def _role(office: HeldOffice, heir: int | None, heads: Counter[int | None], day: date) -> Role:
    if office.role is not Role.HEAD or heir is None:
        return office.role
    return Role.HEAD if heads[heir] == 1 and holding.head_of(heir, day) is None else Role.OFFICER


def _since(office: HeldOffice) -> date:
    return (office.body.valid_to or office.held_from) + ONE_DAY

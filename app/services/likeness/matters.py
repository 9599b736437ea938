"""Matters (nhóm đơn cùng vụ việc): petitions of several people about one thing, put together by officers. Each stays a
petition of its own with its own clocks; reports count petitions and matters apart (procedure.md 3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.reception import groups
from app.domain.reception.names import folded
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import PartyRole
from app.persistence import audit
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.likeness import Matter, MatterCase
from app.persistence.models.petition import Party
from app.persistence.queries import cases
from app.persistence.queries.likeness import matters
from app.persistence.queries.reception import numbers
from app.persistence.transaction import in_transaction
from app.services.likeness import setting_apart

SERIES = "matter"
LONGEST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Shown:
    """A matter with what the actor sees of it. `people`: counted once each, however many petitions they signed."""

    matter: Matter
    cases: Sequence[Case]
    petitions: int
    people: int
    representatives: tuple[str, ...]
    is_large: bool  # đoàn đông người: five people or more


def put_together(actor: Actor, case_id: int, other_id: int, name: str, *, at: datetime) -> int:
    """Put two cases into one matter: that of the other where it is in one, else a new one. Gives its number."""
    name = " ".join(name.split())[:LONGEST_NAME]

    def work() -> int:
        case, other = setting_apart.pair(actor, case_id, other_id)
        if matters.membership(case.id) is not None:
            raise BadInput("in_a_matter_already", field="name")
        there = matters.membership(other.id)
        matter_id = there.matter_id if there else _made(actor, other, name or other.title, at)
        _enter(actor, matter_id, case, at)
        return matter_id

    return in_transaction(work)


def _made(actor: Actor, first: Case, name: str, at: datetime) -> int:
    year = local_date(at).year
    row = Matter(
        body_id=first.body_id,
        year=year,
        number=numbers.following(first.body_id, SERIES, year),
        name=name,
        made_by_id=actor.user_id or 0,
        made_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.append(actor, "matter.make", at=at, subject=f"matter:{row.id}")
    _enter(actor, row.id, first, at)
    return row.id


def _enter(actor: Actor, matter_id: int, case: Case, at: datetime) -> None:
    db.session.add(MatterCase(case_id=case.id, matter_id=matter_id, added_by_id=actor.user_id or 0, added_at=at))
    audit.append(actor, "matter.add", at=at, case_id=case.id, subject=f"matter:{matter_id}")


def take_out(actor: Actor, matter_id: int, case_id: int, *, at: datetime) -> None:
    """The case belongs to the matter no more."""

    def work() -> None:
        case, member = cases.seen(actor, case_id), matters.membership(case_id)
        if case is None or case.is_sealed or member is None or member.matter_id != matter_id:
            raise NotFound("case_not_found")
        access.require(actor, Action.CASE_TRIAGE, case.facts())
        db.session.delete(member)
        audit.append(actor, "matter.remove", at=at, case_id=case.id, subject=f"matter:{matter_id}")

    in_transaction(work)


def listed(actor: Actor, *, before: int | None = None) -> tuple[list[tuple[Matter, int]], int | None]:
    """A page of matters with how many cases the actor sees of each, and the cursor to those before them."""
    access.require_role(actor, Action.QUEUE_VIEW)
    rows = matters.listed(actor, before=before)
    page = rows[: matters.PAGE]
    return page, page[-1][0].id if len(rows) > matters.PAGE else None


def shown(actor: Actor, matter_id: int) -> Shown:
    """A matter of which the actor sees a case; NotFound for every other, hidden or absent."""
    access.require_role(actor, Action.QUEUE_VIEW)
    matter = matters.seen(actor, matter_id)
    if matter is None:
        raise NotFound("matter_not_found")
    found = matters.cases_of(actor, matter_id)
    petitions = [petition for case in found for petition in case.petitions]
    parties = [p for petition in petitions for p in petition.parties if p.role is not PartyRole.AUTHORIZED_AGENT]
    people = {_person(party): party for party in parties}
    speaking = {_person(party): party.name for party in parties if party.is_representative}
    many = len(people)
    return Shown(matter, found, len(petitions), many, tuple(speaking.values()), groups.is_large(many))


def _person(party: Party) -> str:
    """One person, by the number where it was given, else by the name."""
    return party.identity_blind or folded(party.name)

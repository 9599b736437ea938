"""The petition register: entries in the order of the book, with their cases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.access import SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.reception.registers import Chosen
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.petition import Petition
from app.persistence.models.reception.entry import PetitionEntry
from app.persistence.queries.conflicts.exclusions import keeps_from
from app.persistence.queries.reception import numbers
from app.persistence.queries.reception.scope import exactly
from app.persistence.queries.scope import sees as sees_case

SERIES = "petitions"


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry with what it leads to."""

    entry: PetitionEntry
    petition: Petition
    case: Case
    is_seen: bool  # whether the actor may open the case


def enter(body_id: int, petition_id: int, on: date) -> None:
    """Give a petition its number in the book of a body, once; inside the caller's transaction."""
    known = select(PetitionEntry.number).where(
        PetitionEntry.petition_id == petition_id, PetitionEntry.body_id == body_id
    )
    if db.session.scalar(known) is None:
        number = numbers.following(body_id, SERIES, on.year)
        row = PetitionEntry(body_id=body_id, year=on.year, number=number, petition_id=petition_id, arrived_on=on)
        newrows.insert(row)


def years(body_id: int, since: date) -> list[int]:
    """Years of the book in which entries of a period may stand."""
    return numbers.years(body_id, SERIES, since)


def stretch(
    actor: Actor, chosen: Chosen, year: int, *, after: int = 0, before: int | None = None, limit: int
) -> Sequence[Entered]:
    """Entries of one year's book from a number on, or up to one, in its order."""
    query = _entries(actor, chosen, select(PetitionEntry, Petition, Case, sees_case(actor).label("is_seen")))
    query = query.where(PetitionEntry.year == year)
    if before is None:
        query = query.where(PetitionEntry.number > after).order_by(PetitionEntry.number)
    else:
        query = query.where(PetitionEntry.number < before).order_by(PetitionEntry.number.desc())
    query = query.options(selectinload(Petition.parties), joinedload(Case.body)).limit(limit)
    rows = [Entered(entry, petition, case, bool(seen)) for entry, petition, case, seen in db.session.execute(query)]
    return rows if before is None else rows[::-1]


def count(actor: Actor, chosen: Chosen) -> int:
    return db.session.scalar(_entries(actor, chosen, select(func.count()).select_from(PetitionEntry))) or 0


def joined(case_ids: Collection[int]) -> dict[int, int]:
    """How many other petitions have been joined to these cases as the same."""
    query = select(Case.merged_into_id, func.count()).where(Case.merged_into_id.in_(case_ids))
    return {case_id or 0: many for case_id, many in db.session.execute(query.group_by(Case.merged_into_id))}


def due_days(case_ids: Collection[int]) -> dict[int, date]:
    """The last day for the settlement or the answer, where one has been counted."""
    query = select(Deadline.case_id, func.max(Deadline.due_on)).where(Deadline.case_id.in_(case_ids))
    query = query.where(Deadline.owner == "authority").group_by(Deadline.case_id)
    return dict(db.session.execute(query).all())


def _entries(actor: Actor, chosen: Chosen, query: Select) -> Select:  # type: ignore[type-arg]
    """What the actor may see: his cases; whoever keeps the book the numbers of sealed ones too, and nothing else of
    them. Whom a case is kept from finds no entry of it."""
    seen: ColumnElement[bool] = sees_case(actor)
    if actor.role in SEAL_KEEPERS and actor.body_id == chosen.body_id:
        seen = or_(seen, Case.is_sealed)
    found = query.join(Petition, PetitionEntry.petition_id == Petition.id).join(Case, Petition.case_id == Case.id)
    found = found.where(PetitionEntry.body_id == exactly(chosen.body_id), seen, keeps_from(actor))
    found = found.where(PetitionEntry.arrived_on >= chosen.since, PetitionEntry.arrived_on <= chosen.until)
    return found.where(Petition.kind == chosen.kind) if chosen.kind is not None else found

"""Matters, as far as the actor sees cases of them: who sees none sees no matter, and counts are of what he sees."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.facts import Actor
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.likeness import Matter, MatterCase
from app.persistence.models.petition import Petition
from app.persistence.queries.scope import sees, visible_to
from app.persistence.types import LARGEST_ID

PAGE = 30


def listed(actor: Actor, *, before: int | None = None) -> list[tuple[Matter, int]]:
    """The newest first, each with how many of its cases the actor sees."""
    counted = (
        select(MatterCase.matter_id, func.count().label("many"))
        .join(Case, Case.id == MatterCase.case_id)
        .where(*_seen(actor))
        .group_by(MatterCase.matter_id)
        .subquery()
    )
    query = select(Matter, counted.c.many).join(counted, counted.c.matter_id == Matter.id)
    if before is not None:
        query = query.where(Matter.id < before)
    rows = db.session.execute(query.options(joinedload(Matter.body)).order_by(Matter.id.desc()).limit(PAGE + 1))
    return [(matter, many) for matter, many in rows]


def seen(actor: Actor, matter_id: int) -> Matter | None:
    """A matter of which the actor sees a case."""
    if matter_id > LARGEST_ID:
        return None
    some = select(MatterCase.case_id).join(Case, Case.id == MatterCase.case_id)
    some = some.where(MatterCase.matter_id == Matter.id, *_seen(actor))
    return db.session.scalar(select(Matter).where(Matter.id == matter_id, some.exists()))


def cases_of(actor: Actor, matter_id: int) -> list[Case]:
    """Its cases that the actor sees, the oldest first, with petitions and people."""
    members = select(MatterCase.case_id).where(MatterCase.matter_id == matter_id)
    query = visible_to(actor).where(Case.id.in_(members), Case.is_sealed.is_(False)).order_by(Case.id).limit(500)
    whole = selectinload(Case.petitions).selectinload(Petition.parties)
    return list(db.session.scalars(query.options(whole, joinedload(Case.body), joinedload(Case.officer))))


def membership(case_id: int) -> MatterCase | None:
    return db.session.get(MatterCase, case_id)


def of_cases(actor: Actor, case_ids: Collection[int]) -> dict[int, Matter]:
    """The matter of each case that the actor sees, where it is in one."""
    query = select(MatterCase.case_id, Matter).join(Matter, Matter.id == MatterCase.matter_id)
    query = query.join(Case, Case.id == MatterCase.case_id).where(MatterCase.case_id.in_(case_ids), *_seen(actor))
    return {row.case_id: row.Matter for row in db.session.execute(query)}


def _seen(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return sees(actor), Case.is_sealed.is_(False)

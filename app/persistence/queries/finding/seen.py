"""Rows that were found, read once more within what the actor may see."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.facts import Actor
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.reception import Visit
from app.persistence.queries.reception import scope as visits_scope
from app.persistence.queries.scope import visible_to


def cases(actor: Actor, case_ids: Collection[int]) -> dict[int, Case]:
    """By number, with officer and body."""
    if not case_ids:
        return {}
    query = visible_to(actor).where(Case.id.in_(case_ids), Case.is_sealed.is_(False))
    found = db.session.scalars(query.options(joinedload(Case.officer), joinedload(Case.body)))
    return {case.id: case for case in found}


def visits(actor: Actor, visit_ids: Collection[int]) -> dict[int, Visit]:
    """By number, with the people who came."""
    if not visit_ids:
        return {}
    query = select(Visit).where(visits_scope.sees(actor), Visit.id.in_(visit_ids), Visit.is_sealed.is_(False))
    return {visit.id: visit for visit in db.session.scalars(query.options(selectinload(Visit.people)))}

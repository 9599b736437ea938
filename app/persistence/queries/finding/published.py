"""What everybody may read: cases whose decision or answer is published, and belongs to no sealed case."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from app.persistence.db import db
from app.persistence.models.case import Case

IS_PUBLIC = (Case.published_on.is_not(None), Case.is_sealed.is_(False), Case.destroyed_at.is_(None))


def newest(limit: int, *, before: tuple[date, int] | None = None) -> list[Case]:
    """The newest first, from a cursor (day and number of the last one shown) on."""
    query = select(Case).where(*IS_PUBLIC).options(joinedload(Case.body))
    if before is not None:
        columns = (Case.published_on, Case.id)
        query = query.where(tuple_(*columns) < tuple_(*before, types=[column.type for column in columns]))
    return list(db.session.scalars(query.order_by(Case.published_on.desc(), Case.id.desc()).limit(limit)))


def several(case_ids: Collection[int]) -> dict[int, Case]:
    """By number; what is not published is left out."""
    if not case_ids:
        return {}
    query = select(Case).where(*IS_PUBLIC, Case.id.in_(case_ids)).options(joinedload(Case.body))
    return {case.id: case for case in db.session.scalars(query)}

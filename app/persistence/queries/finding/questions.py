"""Questions and answers: those of a body for its staff, the released ones for everybody."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import joinedload

from app.persistence.db import db
from app.persistence.models.search.questions import PublicQuestion
from app.persistence.types import LARGEST_ID

PAGE = 30
IS_PUBLIC = (PublicQuestion.released_on.is_not(None), PublicQuestion.withdrawn_at.is_(None))


def newest(limit: int, *, before: tuple[date, int] | None = None) -> list[PublicQuestion]:
    """Released ones, from a cursor (day and number of the last one shown) on."""
    query = select(PublicQuestion).where(*IS_PUBLIC).options(joinedload(PublicQuestion.body))
    if before is not None:
        columns = (PublicQuestion.released_on, PublicQuestion.id)
        query = query.where(tuple_(*columns) < tuple_(*before, types=[column.type for column in columns]))
    ordered = query.order_by(PublicQuestion.released_on.desc(), PublicQuestion.id.desc())
    return list(db.session.scalars(ordered.limit(limit)))


def several(ids: Collection[int]) -> dict[int, PublicQuestion]:
    """By number; what is not released, or withdrawn, is left out."""
    if not ids:
        return {}
    query = select(PublicQuestion).where(*IS_PUBLIC, PublicQuestion.id.in_(ids))
    return {row.id: row for row in db.session.scalars(query.options(joinedload(PublicQuestion.body)))}


def every_id() -> Sequence[int]:
    """Of the released ones."""
    return db.session().scalars(select(PublicQuestion.id).where(*IS_PUBLIC).order_by(PublicQuestion.id)).all()


def of_body(body_id: int, *, before: int | None = None) -> list[PublicQuestion]:
    """All of a body, the newest first; one more than a page."""
    query = select(PublicQuestion).where(PublicQuestion.body_id == body_id)
    if before is not None:
        query = query.where(PublicQuestion.id < before)
    return list(db.session.scalars(query.order_by(PublicQuestion.id.desc()).limit(PAGE + 1)))


def own(body_id: int | None, question_id: int, *, locked: bool = False) -> PublicQuestion | None:
    """One of a body; `locked` for this transaction."""
    if question_id > LARGEST_ID:
        return None
    query = select(PublicQuestion).where(PublicQuestion.id == question_id, PublicQuestion.body_id == body_id)
    return db.session.scalar(query.with_for_update() if locked else query)


def forget_cases(case_ids: Collection[int]) -> None:
    """Of cases that are sealed from now on: nothing says which public answer came of them. Inside the transaction."""
    of_them = PublicQuestion.case_id.in_(case_ids)
    db.session().execute(update(PublicQuestion).where(of_them).values(case_id=None))

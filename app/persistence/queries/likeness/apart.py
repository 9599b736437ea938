"""Pairs of cases that were found to be different."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select

from app.persistence.db import db
from app.persistence.models.likeness import MatterCase, SetApart


def of_case(case_id: int) -> frozenset[int]:
    """Cases that this one is not the same as."""
    query = select(SetApart.case_id, SetApart.other_id)
    rows = db.session.execute(query.where(or_(SetApart.case_id == case_id, SetApart.other_id == case_id)))
    return frozenset(one for row in rows for one in row) - {case_id}


def pair(case_id: int, other_id: int) -> SetApart | None:
    return db.session.get(SetApart, (min(case_id, other_id), max(case_id, other_id)))


def forget(case_ids: Sequence[int]) -> None:
    """Of cases that are sealed from now on: nothing in the clear names another case beside them. Inside the transaction
    that seals them."""
    session = db.session()
    session.execute(delete(SetApart).where(or_(SetApart.case_id.in_(case_ids), SetApart.other_id.in_(case_ids))))
    session.execute(delete(MatterCase).where(MatterCase.case_id.in_(case_ids)))

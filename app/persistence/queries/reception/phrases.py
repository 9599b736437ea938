"""The phrases of a body."""

from collections.abc import Sequence

from sqlalchemy import select

from app.persistence.db import db
from app.persistence.models.reception import Phrase

MOST = 100
"""A list that somebody can choose from; more is refused."""


def of_body(body_id: int) -> Sequence[Phrase]:
    """By name."""
    return db.session.scalars(select(Phrase).where(Phrase.body_id == body_id).order_by(Phrase.name).limit(MOST)).all()


def of_id(body_id: int, phrase_id: int) -> Phrase | None:
    """One phrase, if it is this body's; a number that no phrase can have is none."""
    if phrase_id >= 2**31:
        return None
    return db.session.scalar(select(Phrase).where(Phrase.id == phrase_id, Phrase.body_id == body_id))

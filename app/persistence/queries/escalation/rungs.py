"""Rungs that were climbed: of a case, and those that ask a person for a verdict."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select

from app.domain.escalation.vocabulary import Act
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.escalation import ClimbedRung
from app.persistence.queries.conflicts.exclusions import keeps_from

ASKING = (Act.EXAMINE, Act.RED_LINE)
LIMIT = 200


def of_case(case_id: int) -> list[ClimbedRung]:
    """What a case has come to, in order."""
    return list(db.session.scalars(select(ClimbedRung).where(ClimbedRung.case_id == case_id).order_by(ClimbedRung.id)))


def waiting(actor: Actor, below: Collection[int]) -> list[tuple[ClimbedRung, Case]]:
    """Proposals without a verdict at the bodies below the actor's, the oldest first; for inspectors everywhere."""
    query = select(ClimbedRung, Case).join(Case, Case.id == ClimbedRung.case_id)
    asked = (ClimbedRung.verdict.is_(None), ClimbedRung.act.in_(ASKING), ClimbedRung.acts, _of(actor, below))
    rows = db.session.execute(query.where(*asked).order_by(ClimbedRung.id).limit(LIMIT))
    return [(rung, case) for rung, case in rows]


def asked(actor: Actor, below: Collection[int], rung_id: int) -> ClimbedRung | None:
    """One of them, held until the transaction ends, with a verdict or without."""
    query = select(ClimbedRung).join(Case, Case.id == ClimbedRung.case_id)
    here = (ClimbedRung.id == rung_id, ClimbedRung.act.in_(ASKING), _of(actor, below))
    return db.session.scalar(query.where(*here).with_for_update(of=ClimbedRung))


def _of(actor: Actor, below: Collection[int]) -> ColumnElement[bool]:
    if actor.role is Role.INSPECTORATE:
        return keeps_from(actor)
    return ClimbedRung.body_id.in_(sorted(below)) & keeps_from(actor)

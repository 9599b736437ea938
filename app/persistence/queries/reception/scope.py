"""Which visits an actor may see, as SQL: the rule of app/domain/reception/access.py. A test holds the two equal."""

from sqlalchemy import ColumnElement, Integer, and_, bindparam, false, or_, select, true

from app.domain.access import BODY_STAFF, SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.models.petition import Petition
from app.persistence.models.reception import Visit
from app.persistence.queries.conflicts.exclusions import keeps_from


def sees(actor: Actor) -> ColumnElement[bool]:
    """The condition alone."""
    return and_(_by_role(actor), _keeps_from(actor))


def _keeps_from(actor: Actor) -> ColumnElement[bool]:
    """Visits that brought no case from which the actor is kept away, and were about none."""
    if not actor.is_staff:
        return true()
    brought = select(Petition.visit_id).where(Petition.visit_id.is_not(None), ~keeps_from(actor, Petition.case_id))
    about_none = or_(Visit.concerns_case_id.is_(None), keeps_from(actor, Visit.concerns_case_id))
    return and_(Visit.id.not_in(brought), about_none)


def _by_role(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.INSPECTORATE:
        return Visit.is_sealed.is_(False)
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    own = Visit.body_id == exactly(actor.body_id)
    return own if actor.role in SEAL_KEEPERS else and_(own, Visit.is_sealed.is_(False))


def exactly(body_id: int) -> ColumnElement[int]:
    """A body as a literal: bodies differ too much for one prepared plan."""
    return bindparam(None, body_id, Integer, literal_execute=True)

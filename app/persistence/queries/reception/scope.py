"""Which visits an actor may see, as SQL: the rule of app/domain/reception/access.py. A test holds the two equal."""

from sqlalchemy import ColumnElement, Integer, and_, bindparam, false

from app.domain.access import BODY_STAFF, SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.models.reception import Visit


def sees(actor: Actor) -> ColumnElement[bool]:
    """The condition alone."""
    if actor.role is Role.INSPECTORATE:
        return Visit.is_sealed.is_(False)
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    own = Visit.body_id == exactly(actor.body_id)
    return own if actor.role in SEAL_KEEPERS else and_(own, Visit.is_sealed.is_(False))


def exactly(body_id: int) -> ColumnElement[int]:
    """A body as a literal: bodies differ too much for one prepared plan."""
    return bindparam(None, body_id, Integer, literal_execute=True)

"""Which cases an actor may see, as SQL: the same rule as app/domain/access.py MAY_SEE. A test holds the two equal."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from app.domain.access import BODY_STAFF, SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.models.case import Case


def visible_to(actor: Actor) -> Select[Case]:
    """Every list of cases starts here."""
    return select(Case).where(sees(actor))


def sees(actor: Actor) -> ColumnElement[bool]:
    """The condition alone, for counts and joins."""
    if actor.role is Role.SYSTEM:
        return true()
    if actor.role is Role.CITIZEN:
        return Case.id.in_(actor.case_ids) if actor.case_ids else false()
    if actor.role is Role.INSPECTORATE:
        return Case.is_sealed.is_(False)
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    own = Case.body_id == actor.body_id
    if actor.role in SEAL_KEEPERS:
        return or_(own, and_(Case.intake_body_id == actor.body_id, Case.is_sealed.is_(False)))
    return and_(own, or_(Case.is_sealed.is_(False), Case.officer_id == actor.user_id))


def works_on(actor: Actor) -> ColumnElement[bool]:
    """Cases at the actor's own body that he may see: the queue. Narrower than sees(): one index answers it."""
    if actor.role is Role.INSPECTORATE:
        return Case.is_sealed.is_(False)
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    own = Case.body_id == actor.body_id
    if actor.role in SEAL_KEEPERS:
        return own
    return and_(own, or_(Case.is_sealed.is_(False), Case.officer_id == actor.user_id))

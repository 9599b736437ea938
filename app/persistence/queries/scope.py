"""Which cases an actor may see, as SQL: the same rule as app/domain/access.py MAY_SEE. A test holds the two equal."""

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, false, or_, select, true

from app.domain.access import BODY_STAFF, SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.models.case import Case
from app.persistence.queries.conflicts.exclusions import keeps_from


def visible_to(actor: Actor) -> Select[Case]:
    """Every list of cases starts here."""
    return select(Case).where(sees(actor))


def sees(actor: Actor) -> ColumnElement[bool]:
    """The condition alone, for counts and joins."""
    return and_(_by_role(actor), keeps_from(actor))


def _by_role(actor: Actor) -> ColumnElement[bool]:
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
        return or_(own, _came_in_at_desk(actor))
    return and_(own, or_(Case.is_sealed.is_(False), Case.officer_id == actor.user_id))


def follows(actor: Actor) -> ColumnElement[bool]:
    """What came in at the actor's desk and is elsewhere now."""
    return and_(_came_in_at_desk(actor), keeps_from(actor))


def _came_in_at_desk(actor: Actor) -> ColumnElement[bool]:
    """In the words of the index ix_case_followed."""
    if actor.role not in SEAL_KEEPERS or actor.body_id is None:
        return false()
    has_moved_on = Case.body_id != Case.intake_body_id
    return and_(Case.intake_body_id == _exactly(actor.body_id), has_moved_on, Case.is_sealed.is_(False))


def works_on(actor: Actor) -> ColumnElement[bool]:
    """Cases at the actor's own body that he may see: the queue. Narrower than sees(): one index answers it."""
    return and_(_lies_with(actor), keeps_from(actor))


def _lies_with(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.INSPECTORATE:
        return Case.is_sealed.is_(False)
    if actor.role not in BODY_STAFF or actor.body_id is None:
        return false()
    own = Case.body_id == _exactly(actor.body_id)
    if actor.role in SEAL_KEEPERS:
        return own
    return and_(own, or_(Case.is_sealed.is_(False), Case.officer_id == actor.user_id))


def _exactly(body_id: int) -> ColumnElement[int]:
    """A body as a literal. Some have a hundred times the cases of others; PostgreSQL would prepare one plan for all."""
    return bindparam(None, body_id, Integer, literal_execute=True)

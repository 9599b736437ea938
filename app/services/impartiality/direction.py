"""Who directs a case when its head steps back: another head, a deputy with a paper of the head, or the superior."""

from datetime import datetime

from app.domain.calendars import local_date
from app.domain.confidentiality import recusal
from app.domain.confidentiality.recusal import Direction
from app.domain.facts import Actor
from app.domain.offices.held import Capacity, Standing
from app.domain.refusals import WrongState
from app.domain.vocabulary import Role
from app.persistence.models.case import Case
from app.persistence.models.user import User
from app.persistence.queries import bodies
from app.persistence.queries.offices import delegating, holding
from app.persistence.queries.seals import copies, keys
from app.services import steps
from app.services.impartiality import leaving
from app.services.intake import conflicts
from app.services.sealing import case_keys
from app.services.sealing.case_keys import Recipient


def after(case: Case, left: User, *, at: datetime) -> Direction:
    """By whom it is directed once this person has no part in it; raises WrongState("recusal_no_deputy")."""
    heads = [office.user for office in holding.at_body(case.body_id, local_date(at), roles=(Role.HEAD,))]
    return recusal.direction(
        case.procedure.kind,
        directs=any(head.id == left.id for head in heads) and not case.state.is_final,
        has_other_head=any(head.id != left.id and steps.is_free(case, head) for head in heads),
        has_deputy=_deputy(case, left, at) is not None,
    )


def hand_on(actor: Actor, case: Case, left: User, to: Direction, *, at: datetime) -> None:
    """Give the case, and of a sealed one its key, to whoever directs it now. Inside the caller's transaction; the key
    of who leaves is still in his hand."""
    if to is Direction.SUPERIOR:
        _to_superior(actor, case, at)
        return
    deputy = _deputy(case, left, at) if to is Direction.DEPUTY else None
    if deputy is not None and case.is_sealed:
        _give_key(actor, case, deputy, at)
        leaving.give_work(case, deputy.id, at=at)
    elif case.officer_id == left.id:
        leaving.give_work(case, None, at=at)


def _deputy(case: Case, left: User, at: datetime) -> User | None:
    """A deputy in office today whose paper covers the case and who is free of it; of a sealed case, with a key."""
    day = local_date(at)
    counting = delegating.counting(case.body_id, day)
    for paper in delegating.of_body(case.body_id):
        taker = paper.taker
        may_sign = paper.id in counting and paper.capacity is Capacity.FOR_HEAD and taker.standing is Standing.DEPUTY
        covers = paper.facts(case.body_id).covers(case.body_id, case.procedure.kind, case.category_code)
        if not may_sign or not covers or taker.user_id == left.id or not taker.user.is_active:
            continue
        if steps.is_free(case, taker.user) and (not case.is_sealed or keys.of_user(taker.user_id) is not None):
            return taker.user
    return None


def _give_key(actor: Actor, case: Case, deputy: User, at: datetime) -> None:
    key = keys.of_user(deputy.id)
    private = case_keys.opened(actor, case.id)
    if key is not None and copies.copy_for(case.id, key.public_key) is None:
        case_keys.give(
            case.id, private, [Recipient(key.id, key.public_key)], because=case_keys.GRANT, by=actor.user_id, at=at
        )


def _to_superior(actor: Actor, case: Case, at: datetime) -> None:
    """To the nearest body above that is not itself kept away (LTC Đ38.5)."""
    day = local_date(at)
    above = bodies.directory().above(case.body.facts(), day)
    place = next((body for body in above if conflicts.may_lie_with(case, body)), None)
    if place is None:
        raise WrongState("recusal_no_superior")
    if case.is_sealed:
        case_keys.hand_on(actor, case, place.id, at=at)
    steps.move(case, place.id, on=day)

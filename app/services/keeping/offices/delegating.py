"""A head lets others sign for him, in writing (NĐ 30/2020 Đ13): KT. a deputy, TL. and TUQ. others of the body."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import BODY_STAFF, Action
from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.offices.delegable import DelegationRow
from app.domain.offices.held import DELEGATED_CAPACITIES, Capacity, Standing
from app.domain.refusals import BadInput, NotAllowed, NotFound, WrongState
from app.domain.vocabulary import CaseKind, Role
from app.persistence import audit
from app.persistence.models.office import Delegation, HeldOffice
from app.persistence.queries import categories
from app.persistence.queries.offices import delegating, holding
from app.persistence.transaction import transaction
from app.services.law import law_in_force


@dataclass(frozen=True, slots=True)
class NewDelegation:
    """The paper as it was signed. Empty kinds and categories mean all."""

    taker_id: int
    capacity: Capacity
    number: str
    signed_on: date
    valid_from: date
    valid_to: date | None = None
    kinds: frozenset[CaseKind] = frozenset()
    categories: frozenset[str] = frozenset()
    note: str = ""


def delegate(actor: Actor, new: NewDelegation, *, at: datetime) -> Delegation:
    """Enter a paper by which the acting head lets somebody of the body sign for him."""
    access.require_role(actor, Action.OFFICES_DELEGATE)
    with transaction() as session:
        giver = holding.by_id(actor.office_id or 0)
        if giver is None or giver.role is not Role.HEAD or not giver.is_held_on(local_date(at)):
            raise NotAllowed("action_not_yours")
        _check(giver, new, local_date(at))
        row = Delegation(
            giver_id=giver.id,
            taker_id=new.taker_id,
            capacity=new.capacity,
            number=new.number,
            signed_on=new.signed_on,
            valid_from=new.valid_from,
            valid_to=new.valid_to,
            kinds=sorted(new.kinds),
            categories=sorted(new.categories),
            note=new.note,
            created_by_id=actor.user_id,
            created_at=at,
        )
        session.add(row)
        session.flush()
        details = {
            "capacity": str(new.capacity),
            "taker": new.taker_id,
            "kinds": row.kinds,
            "from": str(new.valid_from),
        }
        audit.append(actor, "delegated", at=at, subject=f"delegation:{row.id}", details=details)
    return row


def withdraw(actor: Actor, delegation_id: int, *, reason: str, at: datetime) -> None:
    """Take a paper back; what was done under it stays, with its number."""
    access.require_role(actor, Action.OFFICES_DELEGATE)
    with transaction():
        row = delegating.by_id(delegation_id)
        if row is None or row.giver.body_id != actor.body_id:
            raise NotFound("delegation_not_found")
        if row.withdrawn_at is not None:
            raise WrongState("delegation_withdrawn")
        row.withdrawn_at, row.withdrawn_reason = at, reason
        audit.append(actor, "delegation_withdrawn", at=at, subject=f"delegation:{row.id}")


def of_own_body(actor: Actor) -> list[Delegation]:
    """Every paper of the actor's body, the newest first."""
    access.require_role(actor, Action.OFFICES_DELEGATE)
    return delegating.of_body(actor.body_id or 0)


def rules(day: date) -> tuple[DelegationRow, ...]:
    """What the law of a day says of signing for the head, for whoever assigns."""
    return tuple(row for row in law_in_force().delegations if row.in_force.covers(day))


def takers(actor: Actor, day: date) -> list[HeldOffice]:
    """Who of the actor's body can be let sign."""
    return [one for one in holding.at_body(actor.body_id or 0, day) if one.role is not Role.HEAD]


def _check(giver: HeldOffice, new: NewDelegation, today: date) -> None:
    taker = holding.by_id(new.taker_id)
    if taker is None or not _may_take(giver, taker, max(new.valid_from, today)):
        raise BadInput("taker_not_here", field="taker_id")
    if new.capacity not in DELEGATED_CAPACITIES:
        raise BadInput("capacity_unknown", field="capacity")
    if (new.capacity is Capacity.FOR_HEAD) is not (taker.standing is Standing.DEPUTY):
        raise BadInput("capacity_of_deputies", field="capacity")
    _check_days(new, today)
    if any(categories.by_code(code) is None for code in new.categories):
        raise BadInput("category_unknown", field="categories")


def _may_take(giver: HeldOffice, taker: HeldOffice, day: date) -> bool:
    """Another person of the same body, in office, who is not himself a head."""
    is_other = taker.body_id == giver.body_id and taker.user_id != giver.user_id
    return is_other and taker.role in BODY_STAFF - {Role.HEAD} and taker.is_held_on(day)


def _check_days(new: NewDelegation, today: date) -> None:
    if new.signed_on > today:
        raise BadInput("document_in_future", field="signed_on")
    if new.valid_from < new.signed_on:
        raise BadInput("delegation_before_paper", field="valid_from")
    if new.valid_to is not None and new.valid_to < new.valid_from:
        raise BadInput("ends_before_it_begins", field="valid_to")
    if new.capacity is Capacity.BY_AUTHORITY and new.valid_to is None:
        raise BadInput("authority_needs_end", field="valid_to")  # N30 13.3: trong một thời gian nhất định

"""Whoever leaves or moves hands over: open cases, what was delegated. An administrator sees how many, the head which.

A sealed case, and one that the successor is kept away from, is only taken from who left and waits for the head to name
somebody: access to a sealed one is the settler's to give.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import access
from app.domain.access import BODY_STAFF, Action
from app.domain.calendars import local_date
from app.domain.facts import SYSTEM, Actor
from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import Role, Step
from app.persistence import audit
from app.persistence.models.case import Case
from app.persistence.models.office import Delegation, HeldOffice
from app.persistence.queries import users
from app.persistence.queries.offices import delegating, holding
from app.persistence.queries.offices import leaving as stored
from app.persistence.transaction import transaction
from app.services import steps
from app.services.sealing import granting

BATCH = 50  # cases a transaction
LISTED = 200


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What somebody holds at a body. `cases` is for the head's eyes and empty for an administrator."""

    office: HeldOffice
    every: int
    sealed: int
    cases: tuple[Case, ...]
    delegations: tuple[Delegation, ...]
    successors: tuple[HeldOffice, ...]
    stays: bool  # in another office of the same body


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many cases have a new officer, and how many sealed ones wait for one."""

    moved: int = 0
    sealed: int = 0


def open_work(actor: Actor, office_id: int, *, at: datetime) -> OpenWork:
    """What would be handed over with an office."""
    office = _office(actor, office_id)
    today = local_date(at)
    every, sealed = stored.counts(actor, office.user_id, office.body_id)
    is_head = actor.role is Role.HEAD
    here = holding.at_body(office.body_id, today)
    cases = stored.cases_of(office.user_id, office.body_id, LISTED) if is_head else ()
    return OpenWork(
        office,
        every,
        sealed,
        tuple(case for case in cases if access.may(actor, Action.CASE_VIEW, case.facts())),
        tuple(delegating.open_of_office(office_id, today)),
        tuple(one for one in here if one.user_id != office.user_id),
        any(one.user_id == office.user_id and one.id != office.id for one in here),
    )


def hand_over(
    actor: Actor,
    office_id: int,
    successor_id: int,
    *,
    reason: str,
    at: datetime,
    only: Collection[int] | None = None,
) -> HandedOver:
    """Give the open cases of an office to another of the same body: all, or `only` these, which the head has picked."""
    office = _office(actor, office_id)
    successor = holding.by_id(successor_id)
    if successor is None or successor.user_id == office.user_id or successor.body_id != office.body_id:
        raise BadInput("successor_not_here", field="successor_id")
    if successor.role not in BODY_STAFF or not successor.is_held_on(local_date(at)):
        raise BadInput("successor_not_here", field="successor_id")
    picked = None if only is None or actor.role is not Role.HEAD else frozenset(only)
    done = _moved(actor, office, successor.user_id, picked, reason, at)
    with transaction():
        details = {"to": successor.id, "moved": done.moved, "sealed": done.sealed}
        audit.append(actor, "work_handed_over", at=at, subject=f"office:{office.id}", details=details)
    return done


def hand_over_left(at: datetime) -> HandedOver:
    """Every morning: what people who have left still hold goes to the successor that was named. Safe to run again."""
    moved = sealed = 0
    for office in stored.ended_with_successor(local_date(at)):
        successor = holding.by_id(office.successor_id or 0)
        if successor is not None and successor.is_held_on(local_date(at)):
            done = _moved(SYSTEM, office, successor.user_id, None, office.end_reason, at)
            moved, sealed = moved + done.moved, sealed + done.sealed
    return HandedOver(moved, sealed)


def not_handed_over(actor: Actor, today: date) -> tuple[list[tuple[HeldOffice, int]], list[Case]]:
    """For the head's desk: who has left and is still named, with the office and how many; and what waits for a name."""
    body_id = actor.body_id or 0
    gone = []
    for user, count in stored.gone(actor, body_id, today):
        office = next(one for one in holding.of_account(user.id) if one.body_id == body_id)
        gone.append((office, count))
    waiting = [c for c in stored.left_behind(body_id, LISTED) if access.may(actor, Action.CASE_VIEW, c.facts())]
    return gone, waiting


def _moved(
    actor: Actor, office: HeldOffice, user_id: int, picked: frozenset[int] | None, reason: str, at: datetime
) -> HandedOver:
    from_user, body_id = office.user_id, office.body_id
    moved = sealed = last_id = 0
    while batch := stored.case_ids(from_user, body_id, after_id=last_id, limit=BATCH):
        with transaction():
            for case_id in batch:
                case = steps.open_case(case_id) if picked is None or case_id in picked else None
                if case is None or case.officer_id != from_user or case.body_id != body_id or case.closed_at:
                    continue
                _take_from(actor, case, user_id, reason, at)
                moved, sealed = moved + (not case.is_sealed), sealed + case.is_sealed
        last_id = batch[-1]
    return HandedOver(moved, sealed)


def _take_from(actor: Actor, case: Case, user_id: int, reason: str, at: datetime) -> None:
    """The step is the house's (an administrator may not even see the case); the record names who ordered it."""
    transition, on = steps.check(SYSTEM, case, Step.ASSIGN, at=at)
    successor = users.by_id(user_id)
    is_free = successor is not None and steps.is_free(case, successor)
    officer_id = user_id if is_free and not case.is_sealed else None
    details = {"officer_id": officer_id, "from_officer_id": case.officer_id}
    note = "" if case.is_sealed else reason
    steps.record(actor, case, transition, at=at, on=on, note=note, details=details)
    case.left_by_id, case.officer_id = case.officer_id, officer_id
    granting.take_back_from_others(actor, case, at=at)


def _office(actor: Actor, office_id: int) -> HeldOffice:
    """For an administrator any office, for a head those of his body."""
    access.require_role(actor, Action.WORK_HAND_OVER)
    office = holding.by_id(office_id)
    if office is None or (actor.role is Role.HEAD and office.body_id != actor.body_id):
        raise NotFound("office_not_found")
    return office

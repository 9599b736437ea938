"""Numbers over all cases, and nothing that leads back to one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.domain.facts import Actor
from app.domain.vocabulary import Procedure, Role, State
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.queries.conflicts.exclusions import keeps_from


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the cases received in a period: by procedure and state; of the clocks that ended in it: how many in time."""

    received: dict[Procedure, int]
    states: dict[State, int]
    open_now: int
    late_now: int
    clocks_met: int
    clocks_ended: int


def totals(actor: Actor, since: date, until: date, today: date, body_id: int | None = None) -> Totals:
    """Totals of a period, of one body or of all; without the cases that the actor is kept away from."""
    mine = [keeps_from(actor), *_without_denunciations(actor), *([Case.body_id == body_id] if body_id else [])]
    in_period = [Case.received_on >= since, Case.received_on <= until, *mine]
    by_kind = select(Case.procedure, func.count()).where(*in_period).group_by(Case.procedure)
    by_state = select(Case.state, func.count()).where(*in_period).group_by(Case.state)
    late = func.count().filter(Case.next_due_on < today)
    open_now, late_now = db.session.execute(select(func.count(), late).where(Case.closed_at.is_(None), *mine)).one()
    ended = [
        keeps_from(actor, Deadline.case_id),
        Deadline.ended_on >= since,
        Deadline.ended_on <= until,
        Deadline.owner == "authority",
    ]
    ended += [Deadline.body_id == body_id] if body_id else []
    if actor.role is Role.OBSERVER:
        ended.append(Deadline.case_id.not_in(select(Case.id).where(Case.is_sealed)))
    met = func.count().filter(Deadline.met.is_(True))
    counted = func.count().filter(Deadline.met.is_not(None))
    clocks_met, clocks_ended = db.session.execute(select(met, counted).where(*ended)).one()
    return Totals(
        received=dict(db.session.execute(by_kind).all()),
        states=dict(db.session.execute(by_state).all()),
        open_now=open_now,
        late_now=late_now,
        clocks_met=clocks_met,
        clocks_ended=clocks_ended,
    )


def _without_denunciations(actor: Actor) -> list[ColumnElement[bool]]:
    """Observers count none of them: where there are few, the number alone tells too much (LKN Đ66, LTC Đ56)."""
    return [Case.is_sealed.is_(False)] if actor.role is Role.OBSERVER else []

"""The cases behind an indicator of one body: those that were not as they should be."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from app.domain.facts import Actor
from app.domain.oversight.measures import CLOCK_MEASURES, CLOCKS, Measure, Period
from app.persistence.db import db
from app.persistence.models.case import Case, Decision
from app.persistence.models.deadline import Deadline
from app.persistence.queries.oversight.gathering import CHANGED, SECOND, SETTLED, is_due
from app.persistence.queries.oversight.standing import PAGE
from app.persistence.queries.scope import sees

LISTED = (*CLOCK_MEASURES, Measure.DECIDED, Measure.UPHELD_FIRST, Measure.DIALOGUE)
"""The rest are no cases: receptions, conclusions, opinions."""


def cases(
    actor: Actor,
    measures: Sequence[Measure],
    body_id: int,
    period: Period,
    today: date,
    *,
    after: tuple[date, int] | None = None,
    limit: int = PAGE + 1,
) -> Sequence[Case]:
    """One more than a page, within what the actor may see."""
    query = select(Case).where(sees(actor), _fails(measures, body_id, period, today))
    order = (Case.next_due_on, Case.id)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after, types=[column.type for column in order]))
    query = query.options(joinedload(Case.officer), joinedload(Case.body)).order_by(*order)
    return db.session.scalars(query.limit(limit)).all()


def _fails(measures: Sequence[Measure], body_id: int, period: Period, today: date) -> ColumnElement[bool]:
    accepted = and_(Case.accepted_on >= period.since, Case.accepted_on <= period.until, Case.body_id == body_id)
    decided = and_(Case.decided_on >= period.since, Case.decided_on <= period.until, Case.procedure.in_(SECOND))
    if measures == (Measure.DECIDED,):
        return and_(accepted, Case.procedure.in_(SETTLED), Case.decided_on.is_(None))
    if measures == (Measure.DIALOGUE,):
        return and_(decided, Case.body_id == body_id, Case.dialogue_held_on.is_(None))
    if measures == (Measure.UPHELD_FIRST,):
        first = aliased(Case)
        here = exists().where(first.id == Case.first_case_id, first.body_id == body_id)
        return and_(decided, here, exists().where(Decision.case_id == Case.id, Decision.outcome.in_(CHANGED)))
    return _missed(measures, body_id, period, today)


def _missed(measures: Sequence[Measure], body_id: int, period: Period, today: date) -> ColumnElement[bool]:
    here = [Deadline.case_id == Case.id, Deadline.body_id == body_id, is_due(today), Deadline.met.is_not(True)]
    here += [Deadline.due_on >= period.since, Deadline.due_on <= period.until]
    if Measure.OTHER_CLOCK not in measures:
        here.append(Deadline.clock.in_([clock for measure in measures for clock in CLOCKS[measure]]))
    return exists().where(*here)

"""Measures from the rows themselves, by body and day. The nightly figures and the indicators of one body are made by
these same questions; app/domain/oversight/measures.py says what each counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, not_, or_, select, true
from sqlalchemy.orm import aliased

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight.measures import LARGE_GROUP, SATISFIED, Count, Measure, measure_of
from app.domain.vocabulary import CaseKind, Outcome, Procedure
from app.persistence.db import db
from app.persistence.models.case import Case, Decision, Rating
from app.persistence.models.deadline import Deadline
from app.persistence.models.exclusion import Exclusion
from app.persistence.models.reception import ConclusionTask
from app.persistence.queries.conflicts.exclusions import keeps_from

SETTLED = [p for p in Procedure if p.kind in (CaseKind.COMPLAINT, CaseKind.DENUNCIATION)]
SECOND = [p for p in Procedure if p.is_second_instance]
CHANGED = [Outcome.UPHELD.value, Outcome.PARTLY_UPHELD.value]


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted together."""

    body_id: int
    day: date
    measure: Measure
    procedure: str = ""
    category_code: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Days of the measures, some bodies or all; `today`: a clock that ends later has not run out. `of_cases`: a
    condition on the cases."""

    since: date
    until: date
    today: date
    body_ids: tuple[int, ...] = ()
    of_cases: ColumnElement[bool] = true()


def kept_from(actor: Actor) -> list[int]:
    """The cases that the actor must not count either: few, for most people none."""
    query = select(Exclusion.case_id).where(not_(keeps_from(actor, Exclusion.case_id))).distinct()
    return list(db.session.scalars(query))


def among(case_ids: Sequence[int]) -> ColumnElement[bool]:
    return Case.id.in_(case_ids)


def gathered(asked: Asked) -> dict[Key, Count]:
    """Every measure but the duty of heads, which the law's calendar counts (services/oversight/wall/figures.py)."""
    found: dict[Key, Count] = {}
    for rows in (_received, _settled, _clocks, _decided, _second, _tasks, _ratings):
        for key, count in rows(asked):
            found[key] = found.get(key, Count()) + count
    return found


Found = Iterator[tuple[Key, Count]]


def _category() -> ColumnElement[str]:
    """Of what is sealed no field is counted."""
    return case((Case.is_sealed, ""), else_=func.coalesce(Case.category_code, ""))


def _within(asked: Asked, body: Any, day: Any) -> list[ColumnElement[bool]]:
    here = [day >= asked.since, day <= asked.until, asked.of_cases]
    return [*here, body.in_(asked.body_ids)] if asked.body_ids else here


def _rows(asked: Asked, measure: Measure, body: Any, day: Any, top: ColumnElement[Any], *where: Any) -> Found:
    category = _category()
    groups = (body, day, Case.procedure, category, Case.is_sealed)
    query = select(*groups, func.count(), func.count().filter(top)).select_from(Case)
    yield from _read(query.where(*_within(asked, body, day), *where).group_by(*groups), measure)


def _read(query: Any, measure: Measure) -> Found:
    for body_id, day, procedure, category, is_sealed, bottom, top in db.session.execute(query):
        yield Key(body_id, day, measure, procedure.value, category, is_sealed), Count(bottom, top)


def _received(asked: Asked) -> Found:
    large = Case.people_count >= LARGE_GROUP
    return _rows(asked, Measure.RECEIVED, Case.intake_body_id, Case.received_on, large)


def _settled(asked: Asked) -> Found:
    return _rows(asked, Measure.SETTLED, Case.body_id, Case.received_on, Case.closed_at.is_not(None))


def _decided(asked: Asked) -> Found:
    settled = Case.procedure.in_(SETTLED)
    return _rows(asked, Measure.DECIDED, Case.body_id, Case.accepted_on, Case.decided_on.is_not(None), settled)


def is_due(today: date) -> ColumnElement[bool]:
    """Clocks that ended, or ran out; one that stands still is nobody's fault."""
    stands = and_(Deadline.pauses.is_not(None), cast(Deadline.pauses, String).like('%""]]'))
    ended = Deadline.ended_on.is_not(None)
    late = and_(Deadline.due_on < today, not_(func.coalesce(stands, False)))
    return and_(Deadline.owner == "authority", or_(ended, late))


def _clocks(asked: Asked) -> Found:
    category = _category()
    groups = (Deadline.body_id, Deadline.due_on, Deadline.clock, Case.procedure, category, Case.is_sealed)
    met = func.count().filter(Deadline.met.is_(True))
    query = select(*groups, func.count(), met).join(Case, Case.id == Deadline.case_id)
    query = query.where(is_due(asked.today), *_within(asked, Deadline.body_id, Deadline.due_on))
    for body_id, day, clock, procedure, code, is_sealed, bottom, top in db.session.execute(query.group_by(*groups)):
        yield Key(body_id, day, measure_of(clock), procedure.value, code, is_sealed), Count(bottom, top)


def _second(asked: Asked) -> Found:
    """Second instances: whether there was a dialogue (LKN Đ39), and what became of the first decision."""
    second = and_(Case.procedure.in_(SECOND), Case.accepted_on.is_not(None))
    held = Case.dialogue_held_on.is_not(None)
    yield from _rows(asked, Measure.DIALOGUE, Case.body_id, Case.decided_on, held, second)
    first = aliased(Case)
    changed = exists().where(Decision.case_id == Case.id, Decision.outcome.in_(CHANGED))
    category = _category()
    groups = (first.body_id, Case.decided_on, Case.procedure, category, Case.is_sealed)
    query = select(*groups, func.count(), func.count().filter(changed)).join(first, first.id == Case.first_case_id)
    where = [second, first.accepted_on.is_not(None), *_within(asked, first.body_id, Case.decided_on)]
    yield from _read(query.where(*where).group_by(*groups), Measure.UPHELD_FIRST)


def _tasks(asked: Asked) -> Found:
    """Conclusions after receptions that were due. Those about a case go with it."""
    task = ConclusionTask
    over = or_(task.done_on.is_not(None), task.due_on < asked.today)
    in_time = func.count().filter(task.done_on <= task.due_on)
    groups = (task.owner_body_id, task.due_on)
    query = select(*groups, func.count(), in_time).outerjoin(Case, Case.id == task.case_id)
    query = query.where(over, *_within(asked, task.owner_body_id, task.due_on)).group_by(*groups)
    for body_id, day, bottom, top in db.session.execute(query):
        yield Key(body_id, day, Measure.TASK), Count(bottom, top)


def _ratings(asked: Asked) -> Found:
    """By the day in Vietnam on which they were given."""
    first, last = _begins(asked.since), _begins(asked.until + timedelta(days=1))
    columns = (Case.body_id, Rating.at, Rating.score, Case.procedure, _category(), Case.is_sealed)
    query = select(*columns).join(Case, Case.id == Rating.case_id).where(Rating.at >= first, Rating.at < last)
    query = query.where(asked.of_cases, *([Case.body_id.in_(asked.body_ids)] if asked.body_ids else []))
    every: Counter[Key] = Counter()
    good: Counter[Key] = Counter()
    for part in (Case.closed_at.is_(None), Case.closed_at.is_not(None)):  # each has its index by body
        for body_id, at, score, procedure, code, is_sealed in db.session.execute(query.where(part)):
            key = Key(body_id, local_date(at), Measure.RATING, procedure.value, code, is_sealed)
            every[key] += 1
            good[key] += score >= SATISFIED
    for key, bottom in every.items():
        yield key, Count(bottom, good[key])


def _begins(day: date) -> datetime:
    """The first moment of a day in Vietnam."""
    return datetime.combine(day, time(0), UTC) - timedelta(hours=7)

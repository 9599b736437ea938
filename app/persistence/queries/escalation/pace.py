"""How long steps take: counted once for each clock that has ended, asked for by step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from sqlalchemy import Table, func, select, tuple_

from app.domain.calendars import local_date
from app.domain.vocabulary import Procedure, State
from app.persistence import newrows
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.deadline import Deadline
from app.persistence.models.escalation.pace import EVERYWHERE, StepPace
from app.persistence.models.event import CaseEvent

Step = tuple[int, Procedure, str, State]  # body, procedure, clock, state
Histories = Mapping[Step, Mapping[int, int]]  # step → days → cases
PAGE = 1000
LONGEST = 400  # days; more is counted as this

_table = cast(Table, StepPace.__table__)


def first_ended() -> date | None:
    """The first day on which a clock ended."""
    return db.session().scalar(select(func.min(Deadline.ended_on)))


def ended_on(day: date) -> Counter[tuple[Step, int]]:
    """Of the authority's clocks that ended on a day: days from the entry into each state until then."""
    found: Counter[tuple[Step, int]] = Counter()
    after = 0
    columns = (Deadline.id, Deadline.case_id, Deadline.body_id, Deadline.clock, Deadline.starts_on, Case.procedure)
    query = select(*columns).join(Case, Case.id == Deadline.case_id).order_by(Deadline.id).limit(PAGE)
    while True:
        here = (Deadline.ended_on == day, Deadline.owner == "authority", Deadline.id > after)
        rows = db.session().execute(query.where(*here)).all()
        if not rows:
            return found
        after = rows[-1].id
        entered = entries({row.case_id for row in rows})
        for row in rows:
            for state, since in entered.get(row.case_id, {}).items():
                if row.starts_on <= since <= day:
                    step = (row.body_id, row.procedure, row.clock, state)
                    found[step, min((day - since).days, LONGEST)] += 1


def entries(case_ids: Iterable[int]) -> Mapping[int, Mapping[State, date]]:
    """When cases came into each state they have been in, the last time."""
    query = select(CaseEvent.case_id, CaseEvent.to_state, CaseEvent.at).where(
        CaseEvent.case_id.in_(list(case_ids)), CaseEvent.from_state.is_distinct_from(CaseEvent.to_state)
    )
    found: dict[int, dict[State, date]] = {}
    for case_id, state, at in db.session().execute(query.order_by(CaseEvent.id)):
        found.setdefault(case_id, {})[state] = local_date(at)
    return found


def add(counts: Mapping[tuple[Step, int], int]) -> None:
    """Add to the sums, for the body and for all."""
    sums: Counter[tuple[Step, int]] = Counter(counts)
    for ((_body, procedure, clock, state), days), cases in counts.items():
        sums[(EVERYWHERE, procedure, clock, state), days] += cases
    rows = [
        {"body_id": step[0], "procedure": step[1], "clock": step[2], "state": step[3], "days": days, "cases": cases}
        for (step, days), cases in sorted(sums.items())
    ]
    key = [_table.c[name] for name in ("body_id", "procedure", "clock", "state", "days")]
    for start in range(0, len(rows), PAGE):
        adding = newrows.upsert(_table).values(rows[start : start + PAGE])
        more = adding.on_conflict_do_update(index_elements=key, set_={"cases": _table.c.cases + adding.excluded.cases})
        db.session().connection().execute(more)


def histories(steps: Iterable[Step]) -> Histories:
    """Days → cases of each step that is asked for."""
    wanted = sorted(set(steps))
    if not wanted:
        return {}
    key = tuple_(StepPace.body_id, StepPace.procedure, StepPace.clock, StepPace.state)
    query = select(StepPace.body_id, StepPace.procedure, StepPace.clock, StepPace.state, StepPace.days, StepPace.cases)
    found: dict[Step, dict[int, int]] = {}
    for body_id, procedure, clock, state, days, cases in db.session().execute(query.where(key.in_(wanted))):
        found.setdefault((body_id, procedure, clock, state), {})[days] = cases
    return found

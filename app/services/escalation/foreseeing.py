"""Risk before lateness: which open cases are likely to miss their date, by how long the same step took here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import ONE_DAY
from app.domain.escalation import risk as rules
from app.domain.escalation.risk import Risk
from app.domain.facts import Actor
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.escalation.pace import EVERYWHERE
from app.persistence.models.housekeeping import DailyTask
from app.persistence.queries import worklists
from app.persistence.queries.escalation import pace
from app.persistence.queries.escalation.pace import Step
from app.persistence.transaction import transaction

MARK = "pace.counted"
LAG = timedelta(days=3)  # a document may be entered some days after its date
AHEAD = timedelta(days=45)
LOOKED_AT = 400  # of the most urgent
LONGEST_RUN = 400  # days counted at once; the rest tomorrow


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An open case and what its history here says."""

    case: Case
    risk: Risk


def count(today: date) -> int:
    """Count the days that are not counted yet, each with its mark in one transaction: never twice. How many."""
    done = 0
    while done < LONGEST_RUN and (day := _next_day()) is not None and day <= today - LAG:
        counts = pace.ended_on(day)
        with transaction() as session:
            mark = session.get(DailyTask, MARK, with_for_update=True)
            if mark is None:
                session.add(DailyTask(name=MARK, posted_on=day))
            elif mark.posted_on >= day:
                continue
            else:
                mark.posted_on = day
            session.flush()
            if counts:
                pace.add(counts)
        done += 1
    return done


def _next_day() -> date | None:
    mark = db.session().get(DailyTask, MARK, populate_existing=True)
    return mark.posted_on + ONE_DAY if mark is not None else pace.first_ended()


def likely_late(actor: Actor, today: date) -> list[Foreseen]:
    """Cases of the actor's that are not late yet and of which at least half like them took longer; the likeliest first.

    Whom a case is kept from does not find it here.
    """
    access.require_role(actor, Action.QUEUE_VIEW)
    cases = worklists.coming(actor, today, today + AHEAD, LOOKED_AT)
    entered = pace.entries(case.id for case in cases)
    spent = {case.id: (today - entered.get(case.id, {}).get(case.state, case.received_on)).days for case in cases}
    told = pace.histories([step for case in cases for step in _steps(case)])
    found = [Foreseen(case, risk) for case in cases if (risk := _risk(case, spent[case.id], told, today)) is not None]
    likely = [one for one in found if one.risk.percent >= rules.LIKELY]
    return sorted(likely, key=lambda one: (-one.risk.percent, one.case.next_due_on, one.case.id))


def _steps(case: Case) -> Sequence[Step]:
    """Of this body, then of all."""
    same = (case.procedure, case.next_clock or "", case.state)
    return ((case.body_id, *same), (EVERYWHERE, *same))


def _risk(case: Case, spent: int, told: pace.Histories, today: date) -> Risk | None:
    for step in _steps(case):
        left = (case.next_due_on - today).days
        found = rules.risk(told.get(step, {}), spent_days=spent, left_days=left, is_of_here=step[0] != EVERYWHERE)
        if found is not None:
            return found
    return None

"""Whether heads have received citizens as often as the law asks (procedure.md 2.3, 9.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.domain import access
from app.domain.access import Action
from app.domain.calendars import local_date
from app.domain.citations import InForce
from app.domain.facts import Actor, BodyFacts
from app.domain.offices.held import Standing
from app.domain.reception import duty
from app.domain.reception.duty import Account, DayHeld, Judged
from app.domain.refusals import NotFound
from app.domain.vocabulary import Role
from app.persistence.models.body import Body
from app.persistence.models.office import HeldOffice
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.persistence.queries.reception import sessions
from app.services.law import law_in_force

AROUND = timedelta(days=31)  # a week or month may begin before the period asked for, and end after it


@dataclass(frozen=True, slots=True)
class HeadAccount:
    """A head, the days in office, and his account. `office` None: nobody is on record as head."""

    office: HeldOffice | None
    in_office: InForce
    rows: tuple[duty.DutyRow, ...]
    account: Account


def body_of(code: str, until: date) -> Body:
    """A body by its code, as it stood at the end of the period, or last; NotFound where there is none."""
    directory = bodies.directory()
    facts = directory.get(code, until) or directory.last_known(code)
    body = bodies.by_id(facts.id) if facts else None
    if body is None:
        raise NotFound("body_not_found")
    return body


def require_sight(actor: Actor, body: Body) -> None:
    """The head, his superior, the inspectorate; to anybody else there is no such page."""
    access.require_role(actor, Action.DUTY_VIEW)
    facts = body.facts()
    superior = bodies.directory().superior(facts, body.valid_to or date.max) if body.parent_code else None
    if not duty.may_see(actor, facts, superior.id if superior else None):
        raise NotFound("body_not_found")


def of_body(body: Body, since: date, until: date, *, at: datetime) -> list[HeadAccount]:
    """The account of everybody who headed a body in the period; weeks and months that still run are not judged."""
    return of_bodies([body.facts()], since, until, at=at)[body.id]


def of_bodies(bodies: Sequence[BodyFacts], since: date, until: date, *, at: datetime) -> dict[int, list[HeadAccount]]:
    """The same of several bodies, by their number."""
    ids = [body.id for body in bodies]
    heads = holding.overlapping(ids, since, until)
    receptions = sessions.of_duty(ids, since - AROUND, until + AROUND)
    over = min(until, local_date(at) - timedelta(days=1))
    found: dict[int, list[HeadAccount]] = {}
    for body in bodies:
        here = [office for office in heads if office.body_id == body.id]
        found[body.id] = _accounts(body, here, receptions.get(body.id, ()), (since, until), over)
    return found


def _accounts(
    body: BodyFacts, here: list[HeldOffice], receptions: Sequence[DayHeld], asked: tuple[date, date], over: date
) -> list[HeadAccount]:
    law, (since, until) = law_in_force(), asked
    rows = duty.rows_of(law.duties, body)
    found: list[HeadAccount] = []
    for office, days in _heads(body, here):
        spans = duty.spans(rows, since, until, law.calendar, office=days)
        account = duty.judge((span for span in spans if span.until >= since), receptions, over)
        used = {one.span.row.rule_id for one in account.judged}
        found.append(HeadAccount(office, days, tuple(row for row in rows if row.rule_id in used), account))
    return found


def _heads(body: BodyFacts, here: list[HeldOffice]) -> list[tuple[HeldOffice | None, InForce]]:
    begins = body.valid_from or date.min
    heads: list[tuple[HeldOffice | None, InForce]] = [
        (office, InForce(max(office.held_from, begins), office.last_day))
        for office in here
        if office.role is Role.HEAD and office.standing is not Standing.DEPUTY
    ]
    return heads or [(None, InForce(begins, body.valid_to))]


def rules(actor: Actor, day: date) -> tuple[duty.DutyRow, ...]:
    """What the law asks of the head of the own body on a day."""
    body = bodies.by_id(actor.body_id or 0)
    rows = duty.rows_of(law_in_force().duties, body.facts()) if body else ()
    return tuple(row for row in rows if row.in_force.covers(day))


def told(body: Body, since: date, until: date, accounts: list[HeadAccount]) -> dict[str, Any]:
    """The same as plain data, for other programs."""
    return {
        "body": body.code,
        "name": body.name,
        "from": since.isoformat(),
        "to": until.isoformat(),
        "heads": [_head(one) for one in accounts],
    }


def _head(one: HeadAccount) -> dict[str, Any]:
    account = one.account
    return {
        "name": one.office.user.name if one.office else None,
        "title": (one.office.title or one.office.body.head_title) if one.office else None,
        "position": one.rows[0].position.value if one.rows else None,
        "in_office": {
            "from": one.in_office.since.isoformat(),
            "to": one.in_office.until.isoformat() if one.in_office.until else None,
        },
        "required": account.required,
        "held": account.held,
        "delegated": account.delegated,
        "ad_hoc": account.ad_hoc,
        "missed": account.missed,
        "missed_periods": [_span(judged) for judged in account.judged if judged.missed],
        "exempt": [{"period": span.name, "reason": str(span.exempt)} for span in account.exempt],
        "running": [judged.span.name for judged in account.judged if not judged.is_over],
        "held_on": [day.isoformat() for judged in account.judged for day in judged.held],
        "delegated_on": [day.isoformat() for judged in account.judged for day in judged.delegated],
        "grounds": [
            {
                "rule": row.rule_id,
                "citation": str(row.citation),
                "confidence": row.confidence.value,
                "days": row.days,
                "per": row.per.value,
            }
            for row in one.rows
        ],
    }


def _span(judged: Judged) -> dict[str, Any]:
    span = judged.span
    return {
        "period": span.name,
        "from": span.since.isoformat(),
        "to": span.until.isoformat(),
        "required": span.required,
        "held": len(judged.held),
        "missing": judged.missed,
    }

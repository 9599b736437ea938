"""The page of a head: his indicators, how they went month by month, and for whom they are (procedure.md 9.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendars import local_date
from app.domain.facts import Actor
from app.domain.oversight.measures import Count, Measure, Period
from app.domain.vocabulary import Role
from app.persistence.models.body import Body
from app.persistence.queries.oversight import gathering, standing
from app.persistence.queries.oversight.gathering import Asked, Key
from app.persistence.queries.oversight.kept import Narrowed
from app.persistence.queries.oversight.standing import What
from app.services.oversight.wall import figures, indicators
from app.services.reception.days import duties


@dataclass(frozen=True, slots=True)
class HeadPage:
    """`sums` of the period; `before` of the same days of last year; `months` of the period one by one; `now`: what
    stands today."""

    sums: Mapping[Measure, Count]
    before: Mapping[Measure, Count]
    months: Mapping[date, Mapping[Measure, Count]]
    now: Mapping[What, int]


def read(actor: Actor, body: Body, period: Period, *, at: datetime) -> HeadPage:
    """For the head himself, the head of the superior and the inspectorate; NotFound for everybody else. Denunciations
    are counted for the head himself and the inspectorate."""
    duties.require_sight(actor, body)
    found = _counted(actor, body, period, at)
    months: dict[date, dict[Measure, Count]] = {}
    for key, count in found.items():
        sums = months.setdefault(key.day.replace(day=1), {})
        sums[key.measure] = sums.get(key.measure, Count()) + count
    before = indicators.totals(_counted(actor, body, period.year_before, at))
    return HeadPage(indicators.totals(found), before, months, _now(actor, body, period, local_date(at)))


def counts_sealed(actor: Actor, body: Body) -> bool:
    return actor.role is Role.INSPECTORATE or actor.body_id == body.id


def _counted(actor: Actor, body: Body, period: Period, at: datetime) -> dict[Key, Count]:
    """Without the cases that the actor is kept away from: their lists do not have them, nor do these numbers."""
    found = figures.of_body(body, period, at=at)
    kept_away = gathering.kept_from(actor)
    if kept_away:
        hidden = Asked(period.since, period.until, local_date(at), (body.id,), gathering.among(kept_away))
        for key, count in gathering.gathered(hidden).items():
            found[key] = found.get(key, Count()) - count
    return {key: count for key, count in found.items() if counts_sealed(actor, body) or not key.is_sealed}


def _now(actor: Actor, body: Body, period: Period, today: date) -> dict[What, int]:
    rows = standing.standing(actor, Narrowed(body.id), indicators.moment(period, today))
    rows = [row for row in rows if counts_sealed(actor, body) or not row.is_sealed]
    return {what: sum(row.numbers[what] for row in rows) for what in standing.STANDING}

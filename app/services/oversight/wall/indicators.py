"""The indicators of a head (procedure.md 9.3), each with what it is a share of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.domain.calendars import local_date
from app.domain.facts import SYSTEM, Actor
from app.domain.oversight.measures import CLOCK_MEASURES, Count, Measure, Period
from app.persistence.models.body import Body
from app.persistence.queries.oversight import gathering, standing
from app.persistence.queries.oversight.gathering import Asked
from app.persistence.queries.oversight.kept import Narrowed
from app.persistence.queries.oversight.standing import Moment
from app.services.law import law_in_force
from app.services.oversight.wall import figures

EVERYTHING = Narrowed()
RED_LINE = "reception.red-line"


@dataclass(frozen=True, slots=True)
class Indicator:
    """The share of one measure, or of several together. `lower`: less is better."""

    code: str
    measures: tuple[Measure, ...]
    lower: bool = False


INDICATORS = (
    Indicator("reception", (Measure.RECEPTION,)),
    Indicator("conclusions", (Measure.TASK,)),
    Indicator("screening", (Measure.SCREENING,)),
    Indicator("acceptance", (Measure.ACCEPTANCE,)),
    Indicator("settlement_in_time", (Measure.SETTLEMENT,)),
    Indicator("settlement_rate", (Measure.DECIDED,)),
    Indicator("answers", (Measure.ANSWER,)),
    Indicator("changed", (Measure.UPHELD_FIRST,), lower=True),
    Indicator("execution", (Measure.EXECUTION,)),
    Indicator("notice", (Measure.VISITOR,)),
    Indicator("dialogue", (Measure.DIALOGUE,)),
    Indicator("satisfaction", (Measure.RATING,)),
    Indicator("all_clocks", CLOCK_MEASURES),
)
"""Shares of a period. Beside them stand numbers of today: the red line, long cases, overdue ones."""


def moment(period: Period, today: date) -> Moment:
    """The days of the red line: received since it is law, and longer ago than it allows (N154 Đ41.3b)."""
    limit: Any = law_in_force().rule(RED_LINE)
    return Moment(today, period, limit.in_force.since, today - timedelta(days=limit.days + 1))


def totals(found: Mapping[gathering.Key, Count]) -> dict[Measure, Count]:
    """Of all procedures and fields together."""
    sums: dict[Measure, Count] = {}
    for key, count in found.items():
        sums[key.measure] = sums.get(key.measure, Count()) + count
    return sums


def share(indicator: Indicator, sums: Mapping[Measure, Count]) -> Count:
    return sum_of(sums.get(measure, Count()) for measure in indicator.measures)


def sum_of(counts: Iterable[Count]) -> Count:
    bottom = top = 0
    for count in counts:
        bottom, top = bottom + count.bottom, top + count.top
    return Count(bottom, top)


def of_body(body: Body, period: Period, *, at: datetime, actor: Actor = SYSTEM) -> dict[Measure, Count]:
    """From the rows as they are now; without the cases that the actor is kept away from."""
    sums = totals(figures.of_body(body, period, at=at))
    for measure, count in hidden(actor, period, local_date(at), body.id).get(body.id, {}).items():
        sums[measure] = sums.get(measure, Count()) - count
    return sums


def hidden(
    actor: Actor,
    period: Period,
    today: date,
    body_id: int | None = None,
    *,
    narrowed: Narrowed = EVERYTHING,
    with_sealed: bool = True,
) -> dict[int, dict[Measure, Count]]:
    """What the kept figures count of cases that the actor must not count, by body."""
    kept_away = gathering.kept_from(actor) if actor.is_staff else []
    if not kept_away:
        return {}
    asked = Asked(period.since, period.until, today, (body_id,) if body_id else (), gathering.among(kept_away))
    found: dict[int, dict[Measure, Count]] = {}
    for key, count in gathering.gathered(asked).items():
        if narrowed.fits(key.procedure, key.category_code) and (with_sealed or not key.is_sealed):
            sums = found.setdefault(key.body_id, {})
            sums[key.measure] = sums.get(key.measure, Count()) + count
    return found


def told(body: Body, period: Period, *, at: datetime) -> dict[str, Any]:
    """As plain data, for other programs."""
    sums = of_body(body, period, at=at)
    now = standing.standing(SYSTEM, Narrowed(body.id), moment(period, local_date(at)))
    return {
        "body": body.code,
        "name": body.name,
        "from": period.since.isoformat(),
        "to": period.until.isoformat(),
        "as_of": local_date(at).isoformat(),
        "received": sums.get(Measure.RECEIVED, Count()).bottom,
        "large_groups": sums.get(Measure.RECEIVED, Count()).top,
        "delegated_receptions": sums.get(Measure.DELEGATED, Count()).bottom,
        "indicators": {one.code: _told(share(one, sums)) for one in INDICATORS},
        "today": {what.value: sum(row.numbers[what] for row in now) for what in standing.STANDING},
    }


def _told(count: Count) -> dict[str, int | float | None]:
    rate = round(count.top / count.bottom, 4) if count.bottom else None
    return {"numerator": count.top, "denominator": count.bottom, "share": rate}

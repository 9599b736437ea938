"""Figures of every body by day: gathered from the rows, kept every night (procedure.md 9.3, 9.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from app.domain.calendars import local_date
from app.domain.facts import BodyFacts
from app.domain.oversight.measures import Count, Measure, Period
from app.persistence.models.body import Body
from app.persistence.queries import bodies
from app.persistence.queries.oversight import gathering, kept
from app.persistence.queries.oversight.gathering import Asked, Key
from app.persistence.transaction import in_transaction
from app.services.reception.days import duties

BEGINNING = date(2000, 1, 1)
TOGETHER = 32  # bodies: a few questions for many of them, and never all the figures in memory
FAR = date(2999, 12, 31)  # a clock that was kept early counts on the day on which it was due


def refresh(*, at: datetime) -> int:
    """Make the figures of every body that receives petitions anew, some bodies at once in one transaction; tells how
    many bodies. Done twice, or broken off and begun again, it comes to the same."""
    watched = [one for one in bodies.directory() if one.type in bodies.RECEIVING_TYPES]
    for start in range(0, len(watched), TOGETHER):
        some = watched[start : start + TOGETHER]
        found = gathering.gathered(Asked(BEGINNING, FAR, local_date(at), tuple(one.id for one in some)))
        found |= reception(some, Period(BEGINNING, local_date(at)), at=at)
        in_transaction(partial(kept.replace, [one.id for one in some], found, at))
    return len(watched)


def of_body(body: Body, period: Period, *, at: datetime) -> dict[Key, Count]:
    """The same of one body and period, from the rows as they are now."""
    found = gathering.gathered(Asked(period.since, period.until, local_date(at), (body.id,)))
    return found | reception([body.facts()], period, at=at)


def reception(some: Sequence[BodyFacts], period: Period, *, at: datetime) -> dict[Key, Count]:
    """The duty of the heads to receive in person, each week or month on its last day (LTCD Đ18)."""
    found: dict[Key, Count] = {}
    for body_id, accounts in duties.of_bodies(some, max(period.since, FIRST_DUTY), period.until, at=at).items():
        for judged in (judged for one in accounts for judged in one.account.judged):
            if judged.is_over and period.since <= judged.span.until <= period.until:
                duty = Key(body_id, judged.span.until, Measure.RECEPTION)
                held = min(len(judged.held), judged.span.required)
                _add(found, duty, Count(judged.span.required, held))
                _add(found, replace(duty, measure=Measure.DELEGATED), Count(len(judged.delegated), 0))
    return found


FIRST_DUTY = date(2024, 1, 1)  # the first day that the calendar of working days knows


def _add(found: dict[Key, Count], key: Key, count: Count) -> None:
    if count.bottom:
        found[key] = found.get(key, Count()) + count

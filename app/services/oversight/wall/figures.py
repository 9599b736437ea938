"""Figures of every body by day: gathered from the rows, kept every night (procedure.md 9.3, 9.4)."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from app.domain.calendars import local_date
from app.domain.oversight.measures import Count, Measure, Period
from app.persistence.models.body import Body
from app.persistence.queries import bodies
from app.persistence.queries.oversight import gathering, kept
from app.persistence.queries.oversight.gathering import Asked, Key
from app.persistence.transaction import in_transaction
from app.services.reception.days import duties

BEGINNING = date(2000, 1, 1)
FAR = date(2999, 12, 31)  # a clock that was kept early counts on the day on which it was due


def refresh(*, at: datetime) -> int:
    """Make the figures of every body that receives petitions anew, one transaction a body; tells how many bodies. Done
    twice, or broken off and begun again, it comes to the same."""
    done = 0
    for body_id, code in _watched():
        found = _of_body(body_id, code, at)
        in_transaction(partial(kept.replace, body_id, found, at))
        done += 1
    return done


def _watched() -> list[tuple[int, str]]:
    return [(one.id, one.code) for one in bodies.directory() if one.type in bodies.RECEIVING_TYPES]


def _of_body(body_id: int, code: str, at: datetime) -> dict[Key, Count]:
    found = gathering.gathered(Asked(BEGINNING, FAR, local_date(at), body_id))
    body = bodies.by_id(body_id)
    return found | (reception(body, Period(BEGINNING, local_date(at)), at=at) if body else {})


def of_body(body: Body, period: Period, *, at: datetime) -> dict[Key, Count]:
    """The same of one body and period, from the rows as they are now."""
    found = gathering.gathered(Asked(period.since, period.until, local_date(at), body.id))
    return found | reception(body, period, at=at)


def reception(body: Body, period: Period, *, at: datetime) -> dict[Key, Count]:
    """The duty of the heads to receive in person, each week or month on its last day (LTCD Đ18)."""
    found: dict[Key, Count] = {}
    since = max(period.since, body.valid_from, FIRST_DUTY)
    for one in duties.of_body(body, since, period.until, at=at):
        for judged in one.account.judged:
            if judged.is_over and period.since <= judged.span.until <= period.until:
                duty = Key(body.id, judged.span.until, Measure.RECEPTION)
                held = min(len(judged.held), judged.span.required)
                _add(found, duty, Count(judged.span.required, held))
                _add(found, replace(duty, measure=Measure.DELEGATED), Count(len(judged.delegated), 0))
    return found


FIRST_DUTY = date(2024, 1, 1)  # the first day that the calendar of working days knows


def _add(found: dict[Key, Count], key: Key, count: Count) -> None:
    if count.bottom:
        found[key] = found.get(key, Count()) + count

"""When things happen: petitions come on weekdays more than on Sundays, offices act in office hours of working days."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from app.domain.calendars import LAW_ZONE, ONE_DAY, WorkCalendar, local_date

MORNING, NOON, AFTERNOON, EVENING = 7 * 60 + 30, 11 * 60 + 30, 13 * 60 + 30, 17 * 60  # minutes of an office day
PER_WEEKDAY = (1.35, 1.1, 1.0, 1.05, 0.9, 0.3, 0.25)


def moment(day: date, minutes: int, rng: Random) -> datetime:
    """A minute of a day in Vietnam, in UTC."""
    local = datetime.combine(day, time(minutes // 60, minutes % 60, rng.randrange(60)), tzinfo=LAW_ZONE)
    return local.astimezone(UTC)


def office_minutes(rng: Random) -> int:
    """Some minute while the office is open, more before noon than after."""
    return rng.randrange(MORNING, NOON) if rng.random() < 0.58 else rng.randrange(AFTERNOON, EVENING)


def arrival(day: date, rng: Random, *, online: bool) -> datetime:
    """When a petition of that day comes in: online until late at night, else while the desk is open."""
    if not online:
        return moment(day, office_minutes(rng), rng)
    return moment(day, min(23 * 60 + 59, max(5 * 60, round(rng.gauss(15 * 60, 4 * 60)))), rng)


def arrival_days(first: date, last: date, count: int, rng: Random, calendar: WorkCalendar) -> list[date]:
    """So many days between two dates in order: weekdays as they are, hardly anything on holidays, slowly growing."""
    span = (last - first).days + 1
    days = [first + timedelta(days=i) for i in range(span)]
    weights = [
        PER_WEEKDAY[day.weekday()] * (0.8 + 0.4 * i / span) * (1.0 if _is_ordinary(day, calendar) else 0.15)
        for i, day in enumerate(days)
    ]
    return sorted(rng.choices(days, weights, k=count))


def after(at: datetime, working_days: float, rng: Random, calendar: WorkCalendar) -> datetime:
    """An office moment about so many working days after another; less than one may still be the same day."""
    if working_days < 1:
        found = _in_office(at + timedelta(minutes=20 + round(480 * working_days)), rng, calendar)
        return found if found > at else at + timedelta(minutes=5)
    return moment(calendar.add_working(local_date(at), round(working_days)), office_minutes(rng), rng)


def _in_office(at: datetime, rng: Random, calendar: WorkCalendar) -> datetime:
    """The moment itself while the office is open, else soon after it opens again."""
    local = at.astimezone(LAW_ZONE)
    day, minutes = local.date(), local.hour * 60 + local.minute
    if calendar.is_working(day) and minutes < EVENING:
        if MORNING <= minutes < NOON or AFTERNOON <= minutes:
            return at
        return moment(day, (MORNING if minutes < MORNING else AFTERNOON) + rng.randrange(40), rng)
    return moment(calendar.roll(day + ONE_DAY), MORNING + rng.randrange(90), rng)


def _is_ordinary(day: date, calendar: WorkCalendar) -> bool:
    entry = calendar.note(day)
    return entry is None or not entry.is_off

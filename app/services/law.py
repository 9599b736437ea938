"""The law in force here: the lawbook of this release, and the days off that a person has confirmed since."""

from datetime import date
from functools import lru_cache

from app import lawbook
from app.domain.calendars import CalendarDay
from app.domain.refusals import LawUnknown
from app.domain.rules import LawBook
from app.persistence.queries.calendars import exceptions


def law_in_force() -> LawBook:
    """What every ruling is made by. The same object while neither the files nor the exceptions have changed."""
    return _with_days(lawbook.load(), exceptions.confirmed())


def regime_on(day: date) -> str:
    """The period of law of a day; empty before the first that is known."""
    try:
        return law_in_force().regime(day)
    except LawUnknown:
        return ""


@lru_cache(maxsize=4)
def _with_days(law: LawBook, days: tuple[CalendarDay, ...]) -> LawBook:
    return law.with_calendar(law.calendar.with_exceptions(days)) if days else law

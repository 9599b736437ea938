"""A clock that stands: nobody has ordered it to go on, so no last day can be told, only what is left of the term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.calendars import WorkCalendar
from app.domain.deadlines import Pause, TimeLimit, compute
from app.domain.vocabulary import Counting


@dataclass(frozen=True, slots=True)
class Standing:
    """The clock stands since the end of `since`; `left` more days of `counting` run from the day it is resumed.

    Resumed on a day, the term ends so many days after it, and then moves off a day off as any other term. With none
    left it ends on the day it is resumed.
    """

    limit: TimeLimit
    starts_on: date
    since: date
    left: int
    counting: Counting


def standing(
    limit: TimeLimit, starts_on: date, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> Standing | None:
    """What is left while a pause has no end; None when there is none, or when it began after the term had ended."""
    open_since = min((pause.since for pause in pauses if pause.until is None), default=None)
    if open_since is None or limit.backward or not limit.pausable:
        return None
    since = max(open_since, starts_on)
    over = [
        Pause(pause.since, min(pause.until, open_since))
        for pause in pauses
        if pause.until is not None and pause.since < open_since
    ]
    ruling = compute(limit, starts_on, calendar, over)
    if ruling.due_on < since or (ruling.is_moved and ruling.due_on == since):
        return None
    counting = Counting.WORKING if limit.counting is Counting.WORKING else Counting.CALENDAR
    if counting is Counting.WORKING:
        left = calendar.working_between(since, ruling.nominal_on)
    else:
        left = max(0, (ruling.nominal_on - since).days)
    return Standing(limit, starts_on, since, left, counting)

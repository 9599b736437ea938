"""Due dates counted on the fingers: one day after another, each looked up in the wall calendar.

Written from procedure.md 5.1 and the Civil Code alone, to disagree with app/domain/deadlines.py when either is wrong.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path

WALL = Path(__file__).parents[2] / "app/lawbook/calendar"
DAY = timedelta(days=1)
Stops = list[tuple[date, date]]


def wall_calendar() -> tuple[set[date], set[date]]:
    """Days on which agencies are closed, and Saturdays on which they are open, as the files say."""
    closed, opened = set(), set()
    for path in WALL.glob("*.toml"):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["day"]:
            if not entry.get("pending"):
                (opened if entry["kind"] == "makeup_work" else closed).add(entry["on"])
    return closed, opened


CLOSED, OPENED = wall_calendar()


def at_work(day: date) -> bool:
    if day in OPENED:
        return True
    return day not in CLOSED and day.isoweekday() <= 5


def stands(day: date, stops: Stops) -> bool:
    """The clock stands on the days after the order to stop, up to the day of the order to go on."""
    return any(since < day <= until for since, until in stops)


def last_day(start: date, length: int, counting: str, stops: Stops, *, count_event_day: bool = False) -> date:
    """Day 1 is the day after the event; the last day of plain days is pushed off a day on which nobody works."""
    day, counted = start, 0
    if count_event_day:
        day -= DAY
    while counted < length:
        day += DAY
        if stands(day, stops) or (counting == "working" and not at_work(day)):
            continue
        counted += 1
    while any(since <= day < until for since, until in stops):  # stopped on the last day: it comes again when going on
        day = min(until for since, until in stops if since <= day < until)
    while not at_work(day) or any(since < day < until for since, until in stops):
        day += DAY
    return day


def last_day_of_years(start: date, years: int) -> date:
    day = date(start.year + years, start.month, min(start.day, 28)) if start.month == 2 else None
    if day is None or (start.day == 29 and _is_leap(start.year + years)):
        day = start.replace(year=start.year + years)
    while not at_work(day):
        day += DAY
    return day


def day_before(event: date, length: int, counting: str) -> date:
    """At the latest so many days before the event."""
    day, counted = event, 0
    while counted < length:
        day -= DAY
        if counting == "calendar" or at_work(day):
            counted += 1
    while not at_work(day):
        day -= DAY
    return day


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

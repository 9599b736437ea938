"""Telling people by mail and telephone: when it may ring, how often, and what became of a message."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

from app.domain.calendars import LAW_ZONE, WorkCalendar, local_date


class Way(StrEnum):
    """How somebody is reached."""

    MAIL = "mail"  # thư điện tử
    TEXT = "text"  # tin nhắn (SMS, Zalo)


class Fate(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    HANDING = "handing"  # being handed over: after a kill nobody knows whether it went
    SENT = "sent"
    UNCERTAIN = "uncertain"  # handed over and no answer came: not sent again by itself
    REFUSED = "refused"  # the address does not exist
    DROPPED = "dropped"  # the reader has said stop since, or the address bounced


class Stop(StrEnum):
    """Why an address is not written to any more."""

    ASKED = "asked"  # the reader said so
    BOUNCED = "bounced"


QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 0)
OFFICE_FROM, OFFICE_UNTIL = time(7, 30), time(17, 0)
A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
MOST_A_DAY = 8  # messages to one address: more than that is a fault, or nobody reads them
MOST_AN_HOUR: Mapping[Way, int] = {
    Way.MAIL: 3000,
    Way.TEXT: 1000,
}  # of the whole house: a fault must not cost a fortune
MOBILE = re.compile(r"0[35789]\d{8}")
ADDRESS = re.compile(r"[^@\s<>,;:\"\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\.[A-Za-z]{2,24}")


def is_mobile(number: str) -> bool:
    """Whether a canonical telephone number can take a text."""
    return MOBILE.fullmatch(number) is not None


def is_address(text: str) -> bool:
    """Whether it looks like a mail address; no name is looked up for it."""
    return len(text) <= 160 and ADDRESS.fullmatch(text) is not None


def quiet_until(at: datetime) -> datetime | None:
    """When the night is over, if it is night (Vietnam's): nobody is woken by a notice."""
    here = at.astimezone(LAW_ZONE)
    if QUIET_UNTIL <= here.time() < QUIET_FROM:
        return None
    return morning_after(at) if here.time() >= QUIET_FROM else _at(here, QUIET_UNTIL)


def morning_after(at: datetime) -> datetime:
    """The next morning."""
    return _at(at.astimezone(LAW_ZONE) + A_DAY, QUIET_UNTIL)


def midnight_before(at: datetime) -> datetime:
    """When the day began."""
    return _at(at.astimezone(LAW_ZONE), time(0))


def is_office_time(at: datetime, calendar: WorkCalendar) -> bool:
    """Whether agencies are at work."""
    here = at.astimezone(LAW_ZONE)
    return calendar.is_working(local_date(at)) and OFFICE_FROM <= here.time() < OFFICE_UNTIL


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.date(), hour, LAW_ZONE)

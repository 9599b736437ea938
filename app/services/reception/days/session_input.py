"""What a planned reception needs, and what is missing in it (LTCD Đ18, Đ24; N154 Đ16–23)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.calendars import LAW_ZONE, local_date
from app.domain.deadlines import compute
from app.domain.reception.session import ONLINE_SINCE
from app.domain.reception.vocabulary import ReceptionForm, ReceptionMode
from app.domain.rules import LawBook
from app.services.intake.petition_input import Problem

POSTING = "DL-TCD-01"
FARTHEST = timedelta(days=550)
OPENS, CLOSES = time(8, 0), time(11, 0)


@dataclass(frozen=True, slots=True)
class SessionInput:
    """A reception as it is planned; times are Vietnam's."""

    day: date
    opens: time = OPENS
    closes: time = CLOSES
    place: str = ""
    mode: ReceptionMode = ReceptionMode.PERIODIC
    form: ReceptionForm = ReceptionForm.OFFICE
    slot_minutes: int = 20
    unit_code: str | None = None
    topic: str = ""
    participants: str = ""
    ground: str = ""
    points: str = ""

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.opens, LAW_ZONE)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, self.closes, LAW_ZONE)


def problems(wanted: SessionInput, law: LawBook, at: datetime) -> list[Problem]:
    """Everything that is missing or impossible, each at its field."""
    return [*_of_time(wanted, law, at), *_of_kind(wanted, law)]


def _of_time(wanted: SessionInput, law: LawBook, at: datetime) -> Iterator[Problem]:
    today = local_date(at)
    if not today <= wanted.day <= today + FARTHEST:
        yield Problem("day", "session_day_odd")
    elif wanted.mode is ReceptionMode.PERIODIC and not law.calendar.is_working(wanted.day):
        yield Problem("day", "session_day_off")
    if wanted.closes <= wanted.opens:
        yield Problem("closes", "session_ends_early")
    if not 5 <= wanted.slot_minutes <= 240:
        yield Problem("slot_minutes", "slot_odd")


def _of_kind(wanted: SessionInput, law: LawBook) -> Iterator[Problem]:
    if not wanted.place.strip():
        yield Problem("place", "session_place_missing")
    if wanted.mode is ReceptionMode.AD_HOC:
        known = {row.rule_id for row in law.ad_hoc if row.in_force.covers(wanted.day)}
        if wanted.ground not in known:
            yield Problem("ground", "ad_hoc_ground_missing")
    if wanted.form is ReceptionForm.ONLINE and wanted.day < ONLINE_SINCE:
        yield Problem("form", "online_not_yet")
    if wanted.form is ReceptionForm.ON_SITE and not wanted.unit_code:
        yield Problem("unit_code", "session_commune_missing")


def posting(wanted: SessionInput, law: LawBook) -> tuple[date, str]:
    """The last day to post it, and by which row: five working days before (LTCD Đ24.4). An ad hoc reception does not
    wait for a posting: the day itself."""
    if wanted.mode is ReceptionMode.AD_HOC:
        return wanted.day, wanted.ground
    due = compute(law.time_limit(POSTING, wanted.day), wanted.day, law.calendar)
    return due.due_on, due.rule_id

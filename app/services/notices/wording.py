"""Notices of the staff as sentences in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.i18n import locale
from app.i18n.staff import notices as staff_notices
from app.i18n.staff.notices import Facts
from app.persistence.models.notices import StaffNotice
from app.persistence.queries import bodies
from app.services.law import law_in_force


@dataclass(frozen=True, slots=True)
class Said:
    """A notice as it is shown."""

    id: int
    topic: str
    sentence: str
    at: datetime
    is_urgent: bool
    is_read: bool
    case_id: int | None
    reminder_id: int | None
    finding_id: int | None
    round_id: int | None
    hot_spot_id: int | None


def said(rows: Iterable[StaffNotice]) -> list[Said]:
    """The notices in words; bodies are looked up together."""
    rows = list(rows)
    names = bodies.short_names(row.facts["body"] for row in rows if "body" in row.facts)
    return [
        Said(
            row.id,
            row.topic,
            staff_notices.say(row.topic, Facts(row.facts, clock_name(row.facts.get("clock", "")), _body(row, names))),
            row.at,
            row.is_urgent,
            row.read_at is not None,
            row.case_id,
            row.facts.get("reminder"),
            row.facts.get("finding"),
            row.facts.get("round"),
            row.facts.get("hot_spot"),
        )
        for row in rows
    ]


def clock_name(clock: str) -> str:
    """What a clock is called in the language of the moment; its code where nobody has named it."""
    names = law_in_force().clock_names.get(clock, {})
    return names.get(locale.current()) or names.get(locale.SOURCE) or clock


def _body(row: StaffNotice, names: dict[int, str]) -> str:
    return names.get(row.facts.get("body", 0), "")

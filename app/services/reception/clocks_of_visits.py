"""The two terms a visit itself starts: the result within ten working days, the refusal's notice within three."""

from datetime import date

from app.domain.deadlines import Deadline, compute
from app.domain.reception.refusing import ground_on
from app.domain.refusals import LawUnknown
from app.domain.rules import LawBook

RESULT, NOTICE = "DL-TCD-02", "DL-TCD-05"


def result(law: LawBook, on: date) -> Deadline:
    """By when the visitor hears what becomes of the matter (LTCD Đ28.1)."""
    return compute(law.time_limit(RESULT, on), on, law.calendar)


def notice(law: LawBook, ground: str, established_on: date) -> Deadline | None:
    """By when the written notice of refusal is due (N154 Đ4.3); None where word of mouth is enough, or where the law of
    the day sets no term."""
    if not ground_on(law.refusals, ground, established_on).is_written:
        return None
    try:
        return compute(law.time_limit(NOTICE, established_on), established_on, law.calendar)
    except LawUnknown:
        return None

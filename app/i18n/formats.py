"""Dates, moments, numbers and citations as people read them, in the current language unless another is named."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from app.domain.citations import Citation
from app.domain.rules import Instrument
from app.i18n.locale import SOURCE, current, gettext, ngettext

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
KILO = 1024
NUMBER_SIGNS = {"en": "No.", "km": "លេខ"}
"""The word before the number in the full names of legal instruments."""

_instruments: dict[str, Mapping[str, str]] = {}


def register_instruments(instruments: Iterable[Instrument]) -> None:
    """Tell the legal instruments, so that citations have names ("LKN" becomes Luật Khiếu nại 2011).

    Called once at start: this room and the lawbook stand on one floor and do not know each other.
    """
    _instruments.update({one.key: short_names(one) for one in instruments})


def short_names(one: Instrument) -> dict[str, str]:
    """Names for citations: a law by its subject and year, anything else by its number."""
    found = re.search(r"/(\d{4})/", one.number)
    year = f" {found[1]}" if found and not any(letter.isdigit() for letter in one.short) else ""
    said = {"en": one.short, **one.names, "vi": one.short + year}
    for language, sign in NUMBER_SIGNS.items():
        named = re.match(rf"(.+?)( {sign} [^ ,]+)", said.get(language, ""))
        if named:
            said[language] = named[1] + (year or named[2])
    return said


def day(value: date | None) -> str:
    """31/03/2025 in every language: one spelling that nobody reads as another day. A moment is told by its day here."""
    if value is None:
        return ""
    return _local(value).strftime("%d/%m/%Y")


def long_day(value: date, language: str | None = None) -> str:
    """ngày 31 tháng 3 năm 2025; in English 31 March 2025."""
    here = _local(value)
    language = language or current()
    if language == SOURCE:
        return f"ngày {here.day:02d} tháng {here.month} năm {here.year}"
    return format_date(here, "d MMMM y" if language == "en" else "long", locale=language)


def weekday(value: date, language: str | None = None) -> str:
    """Thứ Hai, Monday."""
    return format_date(_local(value), "EEEE", locale=language or current())


def weekday_of(number: int, language: str | None = None) -> str:
    """The weekday of a number, 0 for Monday."""
    return weekday(date(2024, 1, 1 + number), language)


def clock(value: datetime) -> str:
    """14:05 in Vietnam's time."""
    return value.astimezone(VIETNAM).strftime("%H:%M")


def moment(value: datetime | None) -> str:
    """14:05 31/03/2025, in Vietnam's time."""
    return value.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if value else ""


def is_after(moment: datetime, day: date) -> bool:
    """Whether a moment lies after a day in Vietnam."""
    return _local(moment) > day


def at_clock(day: date, clock: time) -> datetime:
    """A moment that people named by day and hour, in Vietnam's time."""
    return datetime.combine(day, clock, VIETNAM)


def number(value: float, language: str | None = None) -> str:
    """1.234,5 in Vietnamese; 1,234.5 in English."""
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)  # the same everywhere, and most numbers are small
    return format_decimal(value, locale=language or current())


def size(count: int) -> str:
    """The size of a file: 820 KB, 1,2 MB."""
    if count < KILO * KILO:
        return f"{max(1, round(count / KILO))} KB"
    return f"{number(round(count / KILO / KILO, 1))} MB"


def days_left(due_on: date, today: date) -> str:
    """How near a due date is, in words."""
    left = (due_on - today).days
    if left == 0:
        return gettext("hạn hôm nay")
    if left > 0:
        return ngettext("còn %(count)s ngày", "còn %(count)s ngày", left)
    return ngettext("quá hạn %(count)s ngày", "quá hạn %(count)s ngày", -left)


def instrument(key: str, language: str | None = None) -> str:
    """Short name of a legal instrument; Vietnamese where the language has none, the key where nobody told us."""
    names = _instruments.get(key, {})
    return names.get(language or current()) or names.get(SOURCE) or key


def citation(cited: Citation, language: str | None = None) -> str:
    """điểm a khoản 1 Điều 28 Luật Khiếu nại 2011; in English Art. 28(1)(a), Law on Complaints 2011."""
    language = language or current()
    name = instrument(cited.instrument, language)
    if language == "en":
        article = f"Art. {cited.article}" if cited.article else ""
        inner = "".join(f"({part})" for part in (cited.clause, cited.point) if part)
        return ", ".join(filter(None, [article + inner, name]))
    words = {"vi": ("điểm", "khoản", "Điều"), "km": ("ចំណុច", "កថាខណ្ឌ", "មាត្រា")}[language]
    parts = zip(words, (cited.point, cited.clause, cited.article), strict=True)
    return " ".join([*(f"{word} {value}" for word, value in parts if value), name])


def _local(value: date) -> date:
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).date()
    return value

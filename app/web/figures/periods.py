"""The period that an address of figures names: a year, a quarter or a month ("2026", "2026-q3", "2026-09")."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.oversight.measures import Period
from app.i18n.locale import gettext as _

YEARS = 3  # the present one and two before it
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """`key` as the address has it."""

    key: str
    words: str
    period: Period


def choices(today: date) -> list[Chosen]:
    """Years, then quarters, then months, the newest first; none that has not begun."""
    years = [today.year - n for n in range(YEARS)]
    found = [_chosen(f"{year}", _("Năm %(year)s", year=year), date(year, 1, 1), 12) for year in years]
    for year in years:
        for quarter in (4, 3, 2, 1):
            words = _("Quý %(quarter)s năm %(year)s", quarter=quarter, year=year)
            found.append(_chosen(f"{year}-q{quarter}", words, date(year, 3 * quarter - 2, 1), 3))
    first = today.replace(day=1)
    for _n in range(MONTHS):
        words = _("Tháng %(month)s năm %(year)s", month=first.month, year=first.year)
        found.append(_chosen(f"{first:%Y-%m}", words, first, 1))
        first = (first - timedelta(days=1)).replace(day=1)
    return [one for one in found if one.period.since <= today]


def chosen(key: str, today: date) -> Chosen:
    """The one that the address names; anything else is the present year."""
    found = choices(today)
    return next((one for one in found if one.key == key), found[0])


def _chosen(key: str, words: str, since: date, months: int) -> Chosen:
    ends = since
    for _n in range(months):
        ends = (ends + timedelta(days=31)).replace(day=1)
    return Chosen(key, words, Period(since, ends - timedelta(days=1)))

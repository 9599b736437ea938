"""What figures may tell everybody about denunciations (LTC Đ56 protects the person, and a small number names one).

A number of denunciations is told of a year that is over and of nothing shorter: the year of today that grows by one
overnight, or a year less its quarters, would tell of a single person on a single day. Below five it is not told, and
nought looks like four.
"""

from datetime import date

from app.domain.oversight.measures import Period

SMALLEST = 5


def tells_denunciations(period: Period, today: date) -> bool:
    """Whether a period is one whole year that is over."""
    whole = (date(period.since.year, 1, 1), date(period.since.year, 12, 31))
    return (period.since, period.until) == whole and period.until < today


def told(number: int) -> int | None:
    """The number, or None where it is too small to be told."""
    return number if number >= SMALLEST else None

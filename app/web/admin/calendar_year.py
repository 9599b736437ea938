"""A year of working days laid out by months and weeks, for a table."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from app.domain.calendars import CalendarDay, WorkCalendar

FROM_MONDAY = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day as the table shows it; `entry` says why it differs from its weekday."""

    day: date
    is_working: bool
    entry: CalendarDay | None


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday; None stands for a day of another month."""

    first: date
    weeks: tuple[tuple[DayCell | None, ...], ...]

    @property
    def special(self) -> tuple[DayCell, ...]:
        """Days with a name, to be read out below the table."""
        return tuple(cell for week in self.weeks for cell in week if cell and cell.entry)


def months(calendar: WorkCalendar, year: int) -> tuple[Month, ...]:
    """The twelve months of a year."""
    return tuple(Month(date(year, month, 1), _weeks(calendar, year, month)) for month in range(1, 13))


def _weeks(calendar: WorkCalendar, year: int, month: int) -> tuple[tuple[DayCell | None, ...], ...]:
    weeks = FROM_MONDAY.monthdatescalendar(year, month)
    return tuple(tuple(_cell(calendar, day) if day.month == month else None for day in week) for week in weeks)


def _cell(calendar: WorkCalendar, day: date) -> DayCell:
    return DayCell(day, calendar.is_working(day), calendar.note(day))

"""Exceptions to the printed calendar, and the dates already moved because of one."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from app.domain.calendars import CalendarDay, ExceptionStatus
from app.persistence.db import db
from app.persistence.models.calendar import CalendarException, DeadlineChange
from app.persistence.queries.remembered import Remembered
from app.persistence.types import LARGEST_ID


def _read() -> tuple[CalendarDay, ...]:
    query = select(CalendarException).where(CalendarException.status == ExceptionStatus.CONFIRMED)
    return tuple(row.calendar_day() for row in db.session().scalars(query.order_by(CalendarException.day)))


_VERSION = select(
    func.count(CalendarException.id), func.sum(CalendarException.revision), func.max(CalendarException.decided_at)
)
_confirmed = Remembered(_VERSION, _read)


def confirmed() -> tuple[CalendarDay, ...]:
    """The exceptions that count."""
    return _confirmed.get()


def changed() -> None:
    """An exception was changed in this transaction: ask again."""
    _confirmed.changed()


def add(row: CalendarException) -> bool:
    """Keep a new exception; False when another stands for that day, which ends what this transaction can do."""
    if standing_on(row.day) is not None:
        return False
    db.session.add(row)
    try:
        changed()
    except IntegrityError:
        return False  # somebody else was a moment earlier
    return True


def locked(exception_id: int) -> CalendarException | None:
    """One exception, held until the transaction ends: of two confirmations the second sees the first."""
    if exception_id > LARGEST_ID:
        return None
    query = select(CalendarException).where(CalendarException.id == exception_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def by_id(exception_id: int) -> CalendarException | None:
    if exception_id > LARGEST_ID:
        return None
    query = select(CalendarException).where(CalendarException.id == exception_id)
    return db.session.scalar(query.options(*_people()))


def standing_on(day: date) -> CalendarException | None:
    """The exception of a day that nobody has withdrawn."""
    query = select(CalendarException).where(
        CalendarException.day == day, CalendarException.status != ExceptionStatus.WITHDRAWN
    )
    return db.session.scalar(query)


def of_year(year: int) -> list[CalendarException]:
    """Every exception of a year, withdrawn ones too."""
    query = select(CalendarException).where(
        CalendarException.day >= date(year, 1, 1), CalendarException.day <= date(year, 12, 31)
    )
    query = query.order_by(CalendarException.day, CalendarException.id).options(*_people())
    return list(db.session.scalars(query))


def _people() -> tuple[ExecutableOption, ...]:
    return joinedload(CalendarException.proposed_by), joinedload(CalendarException.decided_by)


def changes_of_case(case_id: int) -> list[DeadlineChange]:
    """Due dates of a case that were moved, oldest first, with the notice and the person."""
    query = select(DeadlineChange).where(DeadlineChange.case_id == case_id).order_by(DeadlineChange.id)
    query = query.options(joinedload(DeadlineChange.exception), joinedload(DeadlineChange.actor))
    return list(db.session.scalars(query))


def count_moved(exception_id: int) -> int:
    """How many due dates were moved because of an exception."""
    query = select(func.count(DeadlineChange.id)).where(DeadlineChange.exception_id == exception_id)
    return db.session.scalar(query) or 0

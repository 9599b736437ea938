"""How many days a head has to receive citizens in person, and whether he did (LTCD Đ12.5, Đ13.5, Đ15.2d, Đ18.2; N154
Đ10; procedure.md 2.3).

The duty runs by week (Monday to Sunday) or by calendar month. Of a week or month in which the head, the body or the row
of law is there for a part only, the part of the working days counts, rounded to the nearest whole day, a half upward:
no law says it, see docs/adr. A period without a working day asks for nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendars import ONE_DAY, WorkCalendar
from app.domain.citations import Citation, InForce
from app.domain.facts import Actor, BodyFacts
from app.domain.reception.vocabulary import HeadPosition, ReceptionMode, SessionState
from app.domain.vocabulary import Confidence, Role


class Per(StrEnum):
    """In which span the days are counted."""

    WEEK = "week"
    MONTH = "month"


class Exempt(StrEnum):
    """Why a span asks for nothing."""

    NO_WORKING_DAY = "no_working_day"  # Tết
    SHORT_OFFICE = "short_office"  # too few working days in office, or of the row of law


@dataclass(frozen=True, slots=True)
class DutyRow:
    """So many days a week or month for the head of such a body."""

    rule_id: str
    position: HeadPosition
    levels: frozenset[str]
    types: frozenset[str]
    days: int
    per: Per
    citation: Citation
    confidence: Confidence
    in_force: InForce


@dataclass(frozen=True, slots=True)
class AdHocRow:
    """A case in which the head receives at once (LTCD Đ18.3)."""

    rule_id: str
    names: Mapping[str, str]  # language → the case in short
    citation: Citation
    confidence: Confidence
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Span:
    """A week or month of duty. `since` and `until` are the part in which it was this head's."""

    row: DutyRow
    begins: date
    ends: date
    since: date
    until: date
    required: int
    exempt: Exempt | None = None

    @property
    def name(self) -> str:
        """2025-W05 or 2025-01."""
        if self.row.per is Per.MONTH:
            return f"{self.begins:%Y-%m}"
        year, week, _day = self.begins.isocalendar()
        return f"{year}-W{week:02d}"

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class DayHeld:
    """A reception of the head on a day, as the duty sees it."""

    day: date
    mode: ReceptionMode
    state: SessionState


@dataclass(frozen=True, slots=True)
class Judged:
    """A span and what was done in it. `is_over`: it can be judged."""

    span: Span
    held: tuple[date, ...]
    delegated: tuple[date, ...]
    ad_hoc: tuple[date, ...]
    is_over: bool

    @property
    def missed(self) -> int:
        return max(0, self.span.required - len(self.held)) if self.is_over else 0


@dataclass(frozen=True, slots=True)
class Account:
    """What a head owed and did in a period."""

    judged: tuple[Judged, ...] = field(default_factory=tuple)

    @property
    def required(self) -> int:
        return sum(one.span.required for one in self.judged if one.is_over)

    @property
    def held(self) -> int:
        return sum(len(one.held) for one in self.judged)

    @property
    def delegated(self) -> int:
        return sum(len(one.delegated) for one in self.judged)

    @property
    def ad_hoc(self) -> int:
        return sum(len(one.ad_hoc) for one in self.judged)

    @property
    def missed(self) -> int:
        return sum(one.missed for one in self.judged)

    @property
    def exempt(self) -> tuple[Span, ...]:
        return tuple(one.span for one in self.judged if one.span.exempt is not None and one.is_over)


def rows_of(rows: Iterable[DutyRow], body: BodyFacts) -> tuple[DutyRow, ...]:
    """The rows for the head of a body, in the order of time; none for a body whose head the law does not name."""
    found = (row for row in rows if body.level.value in row.levels and body.type in row.types)
    return tuple(sorted(found, key=lambda row: row.in_force.since))


def spans(
    rows: Sequence[DutyRow], since: date, until: date, calendar: WorkCalendar, *, office: InForce
) -> Iterator[Span]:
    """Every week or month of duty that touches the days from `since` to `until`, for a head in office then."""
    for row in rows:
        first = max(row.in_force.since, office.since)
        last = min(row.in_force.until or date.max, office.until or date.max)
        begins = _begin(max(since, first), row.per) if max(since, first) <= min(until, last) else None
        while begins is not None and begins <= min(until, last):
            ends = _end(begins, row.per)
            yield _span(row, begins, ends, max(begins, first), min(ends, last), calendar)
            begins = ends + ONE_DAY


def _span(row: DutyRow, begins: date, ends: date, since: date, until: date, calendar: WorkCalendar) -> Span:
    whole = calendar.working_between(begins - ONE_DAY, ends)
    part = calendar.working_between(since - ONE_DAY, until)
    if whole == 0:
        return Span(row, begins, ends, since, until, 0, Exempt.NO_WORKING_DAY)
    required = (2 * row.days * part + whole) // (2 * whole)
    return Span(row, begins, ends, since, until, required, None if required else Exempt.SHORT_OFFICE)


def required_head_days(
    rows: Sequence[DutyRow], since: date, until: date, calendar: WorkCalendar, *, office: InForce | None = None
) -> int:
    """The days that a head of this position owes in the weeks or months that end from `since` to `until`."""
    held = office or InForce(date.min)
    return sum(span.required for span in spans(rows, since, until, calendar, office=held) if span.until <= until)


def judge(found: Iterable[Span], receptions: Iterable[DayHeld], until: date) -> Account:
    """What was done in each span. Two receptions on one day are one day; ad hoc ones stand apart and do not count, nor
    does what a deputy took. A span that goes on after `until` is not judged yet."""
    days = tuple(receptions)
    return Account(tuple(_judged(span, days, until) for span in sorted(found, key=lambda one: (one.begins, one.since))))


def _judged(span: Span, receptions: tuple[DayHeld, ...], until: date) -> Judged:
    here = [one for one in receptions if span.holds(one.day)]
    in_person = [one for one in here if one.state is SessionState.HELD]
    return Judged(
        span,
        held=_days(one.day for one in in_person if one.mode is ReceptionMode.PERIODIC),
        delegated=_days(one.day for one in here if one.state is SessionState.DELEGATED),
        ad_hoc=_days(one.day for one in in_person if one.mode is ReceptionMode.AD_HOC),
        is_over=span.until <= until,
    )


def _days(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


def _begin(day: date, per: Per) -> date:
    return day.replace(day=1) if per is Per.MONTH else day - timedelta(days=day.weekday())


def _end(begins: date, per: Per) -> date:
    if per is Per.WEEK:
        return begins + timedelta(days=6)
    return (begins + timedelta(days=31)).replace(day=1) - ONE_DAY


def proposed(
    found: Iterable[Span],
    calendar: WorkCalendar,
    *,
    weekday: int,
    monthdays: Sequence[int],
    taken: frozenset[date] = frozenset(),
) -> list[date]:
    """Days to propose in a calendar: of a week the chosen weekday, of a month the chosen days; where agencies do not
    work on one, the next working day of the span, else the last before it. `taken`: days that stand already."""
    days: set[date] = set()
    for span in found:
        chosen = {day for day in taken if span.holds(day)}
        for day in _wanted(span, weekday, monthdays):
            fitting = _fitting(day, span, calendar, chosen)
            if len(chosen) < span.required and fitting is not None:
                chosen.add(fitting)
        days |= chosen - taken
    return sorted(days)


def _wanted(span: Span, weekday: int, monthdays: Sequence[int]) -> list[date]:
    if span.row.per is Per.WEEK:
        return [span.begins + timedelta(days=weekday)]
    return [span.begins.replace(day=min(one, span.ends.day)) for one in monthdays]


def _fitting(day: date, span: Span, calendar: WorkCalendar, taken: set[date]) -> date | None:
    later = [day + timedelta(days=n) for n in range(31)]
    before = [day - timedelta(days=n) for n in range(1, 31)]
    for one in (*later, *before):
        if span.holds(one) and one not in taken and calendar.is_working(one):
            return one
    return None


def may_see(actor: Actor, body: BodyFacts, superior_id: int | None) -> bool:
    """The account of a head: the head himself, the head of the direct superior, and the inspectorate (LTCD Đ18)."""
    if actor.role is Role.INSPECTORATE:
        return True
    return actor.role is Role.HEAD and actor.body_id is not None and actor.body_id in (body.id, superior_id)

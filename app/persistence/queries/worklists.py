"""The officers' queue: tabs, filters, keyset pages and counts, all within what the actor may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, false, func, literal_column, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.domain.access import SEAL_KEEPERS
from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, Role, State
from app.persistence.db import db
from app.persistence.models.case import HEAD_STATES, NEW_STATES, Case
from app.persistence.queries.scope import follows, works_on

PAGE = 50
COUNT_LIMIT = 200  # a count beyond this reads "200+": nothing on a page may grow with the table
DUE_SOON = timedelta(days=7)
DESK = 300  # cases on the head's page; who has more waiting begins with the most urgent


class Tab(StrEnum):
    """The views of the queue."""

    NEW = "new"
    MINE = "mine"
    BODY = "body"
    HEAD = "head"  # waiting for the head
    WEEK = "week"  # due within seven days
    OVERDUE = "overdue"
    FOLLOWED = "followed"  # came in here, is now elsewhere
    CLOSED = "closed"


TABS_OF_WATCHERS = (Tab.BODY, Tab.WEEK, Tab.OVERDUE, Tab.CLOSED)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the URL says; empty means all."""

    kind: CaseKind | None = None
    procedure: Procedure | None = None
    state: State | None = None
    unit_code: str | None = None
    category_code: str | None = None
    officer_id: int | None = None
    body_id: int | None = None
    received_from: date | None = None
    received_to: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cases and the cursors to its neighbours (`2026-03-14.1234`)."""

    cases: list[Case]
    next: str | None
    previous: str | None


def tabs_of(actor: Actor) -> tuple[Tab, ...]:
    """The tabs an actor can have: who watches takes no case, and only the desk and the head follow one."""
    if actor.role is Role.INSPECTORATE:
        return TABS_OF_WATCHERS
    return tuple(Tab) if actor.role in SEAL_KEEPERS else tuple(tab for tab in Tab if tab is not Tab.FOLLOWED)


def page(
    actor: Actor, tab: Tab, filters: Filters, today: date, *, after: str | None = None, before: str | None = None
) -> Page:
    """Cases of a tab in its order, fifty at a time, forward or backward from a cursor; officers come along."""
    backward = before is not None and after is None
    query = _filtered(select(Case).where(_tab(actor, tab, today)), filters, tab)
    query = query.options(joinedload(Case.officer), joinedload(Case.body))
    columns = _order(tab)
    newest_first = tab in (Tab.CLOSED, Tab.FOLLOWED)
    descending = backward != newest_first
    cursor = _read_cursor(before if backward else after, len(columns), tab)
    if cursor is not None:
        key, there = tuple_(*columns), tuple_(*cursor, types=[column.type for column in columns])
        query = query.where(key < there if descending else key > there)
    order = [column.desc() if descending else column for column in columns]
    rows = list(db.session.scalars(query.order_by(*order).limit(literal_column(str(PAGE + 1)))))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backward:
        rows.reverse()
    has_next = more if not backward else True
    has_previous = more if backward else cursor is not None
    return Page(
        rows,
        _cursor(rows[-1], columns) if rows and has_next else None,
        _cursor(rows[0], columns) if rows and has_previous else None,
    )


def count(actor: Actor, tab: Tab, filters: Filters, today: date) -> int:
    """How many, counted no further than COUNT_LIMIT + 1."""
    return counts(actor, (tab,), filters, today)[tab]


def counts(actor: Actor, tabs: tuple[Tab, ...], filters: Filters, today: date) -> Mapping[Tab, int]:
    """The same for several tabs in one question to the database."""
    columns = [
        select(func.count())
        .select_from(_some(actor, tab, filters, today).subquery())
        .scalar_subquery()
        .label(tab.value)
        for tab in tabs
    ]
    found = db.session.execute(select(*columns)).one()
    return dict(zip(tabs, found, strict=True))


def _some(actor: Actor, tab: Tab, filters: Filters, today: date) -> Select[Any]:
    """As many cases of a tab as are counted. In the order of the tab: else, where hardly any is expected, PostgreSQL
    gathers all before it stops."""
    query = _filtered(select(Case.id).where(_tab(actor, tab, today)), filters, tab)
    return query.order_by(*_order(tab)).limit(literal_column(str(COUNT_LIMIT + 1)))


def waiting_for_head(actor: Actor) -> list[Case]:
    """What the head alone can move, most urgent first; with the clocks, since the page asks the rules about each."""
    sent = and_(Case.state == State.SENT, Case.decision_served_on.is_not(None))
    second = and_(Case.state == State.SENT, Case.procedure == Procedure.COMPLAINT_SECOND)
    query = (
        select(Case)
        .where(works_on(actor), Case.closed_at.is_(None), or_(Case.state.in_(HEAD_STATES), sent, second))
        .options(joinedload(Case.officer), joinedload(Case.body))
        .options(selectinload(Case.deadlines), selectinload(Case.exclusions))
        .order_by(Case.next_due_on, Case.id)
        .limit(DESK)
    )
    return list(db.session.scalars(query))


def coming(actor: Actor, today: date, until: date, limit: int) -> list[Case]:
    """Open cases whose date lies between two days, most urgent first, without the suspended."""
    between = (Case.next_due_on >= today, Case.next_due_on <= until)
    query = select(Case).where(works_on(actor), Case.closed_at.is_(None), *between)
    query = query.options(joinedload(Case.officer), joinedload(Case.body))
    return list(db.session.scalars(query.order_by(Case.next_due_on, Case.id).limit(limit)))


def by_body(actor: Actor, today: date) -> list[tuple[int, int, int]]:
    """Body, open cases, overdue ones: for who watches all bodies."""
    late = func.count().filter(Case.next_due_on < today)
    query = select(Case.body_id, func.count(), late).where(works_on(actor), Case.closed_at.is_(None))
    return [(body, every, overdue) for body, every, overdue in db.session.execute(query.group_by(Case.body_id))]


def _tab(actor: Actor, tab: Tab, today: date) -> ColumnElement[bool]:
    if tab is Tab.FOLLOWED:
        return follows(actor)
    if tab is Tab.CLOSED:
        return and_(works_on(actor), Case.closed_at.is_not(None))
    is_open = and_(works_on(actor), Case.closed_at.is_(None))
    extra: dict[Tab, ColumnElement[bool]] = {
        Tab.NEW: and_(_in(NEW_STATES), Case.officer_id.is_(None)),
        Tab.MINE: Case.officer_id == actor.user_id,
        Tab.HEAD: _in(HEAD_STATES),
        Tab.WEEK: and_(Case.next_due_on >= _exactly(today), Case.next_due_on <= _exactly(today + DUE_SOON)),
        Tab.OVERDUE: Case.next_due_on < _exactly(today),
    }
    return and_(is_open, extra[tab]) if tab in extra else is_open


def _in(states: tuple[State, ...]) -> ColumnElement[bool]:
    """One of these states, as literals: so a partial index is known to hold them."""
    return Case.state.in_(bindparam(None, states, expanding=True, literal_execute=True))


def _exactly(day: date) -> ColumnElement[date]:
    """A day as a literal, like the limits: for a day it does not know yet PostgreSQL prepares to read next to nothing,
    and for a limit a tenth of everything."""
    return bindparam(None, day, Date, literal_execute=True)


def _filtered(query: Select[Any], filters: Filters, tab: Tab) -> Select[Any]:
    if filters.state and tab is not Tab.FOLLOWED and filters.state.is_final is not (tab is Tab.CLOSED):
        return query.where(false())  # else every case would be looked at to find that out
    for column, value in (
        (Case.procedure, filters.procedure),
        (Case.state, filters.state),
        (Case.category_code, filters.category_code),
        (Case.unit_code, filters.unit_code),
        (Case.officer_id, filters.officer_id),
        (Case.body_id, filters.body_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if filters.kind:
        query = query.where(Case.procedure.in_([p for p in Procedure if p.kind is filters.kind]))
    if filters.received_from:
        query = query.where(Case.received_on >= filters.received_from)
    if filters.received_to:
        query = query.where(Case.received_on <= filters.received_to)
    return query


def _order(tab: Tab) -> tuple[Any, ...]:
    """What each tab is sorted by: columns that an index holds in this order."""
    return ({Tab.CLOSED: Case.closed_at, Tab.FOLLOWED: Case.received_on}.get(tab, Case.next_due_on), Case.id)


def _cursor(case: Case, columns: tuple[Any, ...]) -> str:
    values = [getattr(case, column.key) for column in columns]
    return "~".join(value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values)


def _read_cursor(text: str | None, length: int, tab: Tab) -> list[Any] | None:
    """A cursor from the URL; anything malformed starts at the beginning."""
    *first, number = (text or "").split("~")
    if len(first) + 1 != length or not number.isdecimal() or len(number) > 9:
        return None
    try:
        return [*(_read_moment(part) if tab is Tab.CLOSED else date.fromisoformat(part) for part in first), int(number)]
    except ValueError:
        return None


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment

"""The officers' queue: tabs, filters, keyset pages and counts, all within what the actor may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_

from app.domain.facts import Actor
from app.domain.vocabulary import Procedure, State
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.queries.scope import sees, works_on

PAGE = 50
COUNT_LIMIT = 1000  # a count beyond this reads "1.000+": nothing on a page may grow with the table


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


NEW_STATES = (State.RECEIVED, State.REGISTERED)
HEAD_STATES = (State.AWAITING_DISPOSITION, State.VERIFIED, State.DRAFTING, State.DIALOGUE_HELD, State.AWAITING_DIALOGUE)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the URL says; empty means all."""

    procedure: Procedure | None = None
    state: State | None = None
    unit_code: str | None = None
    category_code: str | None = None
    officer_id: int | None = None
    received_from: date | None = None
    received_to: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cases and the cursors to its neighbours (`2026-03-14.1234`)."""

    cases: list[Case]
    next: str | None
    previous: str | None


def page(
    actor: Actor, tab: Tab, filters: Filters, today: date, *, after: str | None = None, before: str | None = None
) -> Page:
    """Cases of a tab by due date then id, fifty at a time, forward or backward from a cursor."""
    backward = before is not None and after is None
    query = _filtered(select(Case).where(_tab(actor, tab, today)), filters)
    key = tuple_(_sort_key(tab), Case.id)
    cursor = _read_cursor(before if backward else after)
    if cursor is not None:
        query = query.where(key < cursor if backward != (tab is Tab.CLOSED) else key > cursor)
    descending = backward != (tab is Tab.CLOSED)
    order = (_sort_key(tab).desc(), Case.id.desc()) if descending else (_sort_key(tab), Case.id)
    rows = list(db.session.scalars(query.order_by(*order).limit(PAGE + 1)))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backward:
        rows.reverse()
    has_next = more if not backward else True
    has_previous = more if backward else cursor is not None
    return Page(
        rows,
        _cursor(rows[-1], tab) if rows and has_next else None,
        _cursor(rows[0], tab) if rows and has_previous else None,
    )


def count(actor: Actor, tab: Tab, filters: Filters, today: date) -> int:
    """How many, counted no further than COUNT_LIMIT + 1."""
    inner = _filtered(select(Case.id).where(_tab(actor, tab, today)), filters).limit(COUNT_LIMIT + 1)
    return db.session.scalar(select(func.count()).select_from(inner.subquery())) or 0


def _tab(actor: Actor, tab: Tab, today: date) -> ColumnElement[bool]:
    if tab is Tab.FOLLOWED:
        return and_(sees(actor), Case.intake_body_id == actor.body_id, Case.body_id != actor.body_id)
    if tab is Tab.CLOSED:
        return and_(works_on(actor), Case.closed_at.is_not(None))
    is_open = and_(works_on(actor), Case.closed_at.is_(None))
    extra: dict[Tab, ColumnElement[bool]] = {
        Tab.NEW: and_(Case.state.in_(NEW_STATES), Case.officer_id.is_(None)),
        Tab.MINE: Case.officer_id == actor.user_id,
        Tab.HEAD: Case.state.in_(HEAD_STATES),
        Tab.WEEK: and_(Case.next_due_on >= today, Case.next_due_on <= today + timedelta(days=7)),
        Tab.OVERDUE: Case.next_due_on < today,
    }
    return and_(is_open, extra[tab]) if tab in extra else is_open


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    for column, value in (
        (Case.procedure, filters.procedure),
        (Case.state, filters.state),
        (Case.category_code, filters.category_code),
        (Case.unit_code, filters.unit_code),
        (Case.officer_id, filters.officer_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if filters.received_from:
        query = query.where(Case.received_on >= filters.received_from)
    if filters.received_to:
        query = query.where(Case.received_on <= filters.received_to)
    return query


def _sort_key(tab: Tab) -> Any:
    return Case.received_on if tab in (Tab.CLOSED, Tab.FOLLOWED) else Case.next_due_on


def _cursor(case: Case, tab: Tab) -> str:
    day = case.received_on if tab in (Tab.CLOSED, Tab.FOLLOWED) else case.next_due_on
    return f"{day.isoformat()}.{case.id}"


def _read_cursor(text: str | None) -> Any:
    """A cursor from the URL; anything malformed starts at the beginning."""
    day, _, number = (text or "").partition(".")
    try:
        return tuple_(date.fromisoformat(day), int(number)) if number.isdigit() and len(number) < 16 else None
    except ValueError:
        return None

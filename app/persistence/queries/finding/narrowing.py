"""Filters beside the search box: conditions on cases, and how many of the answers each further choice would leave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, State
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.queries.scope import sees

MOST_TALLIED = 1000  # counts are of the newest so many answers; nothing on a page may grow with the table
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What was chosen; None means all. Codes and days, nobody's data."""

    kind: CaseKind | None = None
    state: State | None = None
    body_id: int | None = None
    unit_code: str | None = None
    category_code: str | None = None
    received_from: date | None = None
    received_to: date | None = None
    is_overdue: bool = False


@dataclass(slots=True)
class Tally:
    """How many answers have which value: of the codes that the filters choose by."""

    kind: Counter[str] = field(default_factory=Counter)
    state: Counter[str] = field(default_factory=Counter)
    body: Counter[str] = field(default_factory=Counter)
    commune: Counter[str] = field(default_factory=Counter)
    category: Counter[str] = field(default_factory=Counter)
    overdue: int = 0
    is_capped: bool = False


def conditions(chosen: Narrowing, today: date, *, after: int | None = None) -> tuple[Condition, ...]:
    """The same as conditions on Case. `after`: only cases that came in after the one of this number."""
    found: list[Condition] = [] if after is None else [Case.id > after]
    for column, value in (
        (Case.state, chosen.state),
        (Case.body_id, chosen.body_id),
        (Case.unit_code, chosen.unit_code),
        (Case.category_code, chosen.category_code),
    ):
        if value is not None:
            found.append(column == value)
    if chosen.kind:
        found.append(Case.procedure.in_([one for one in Procedure if one.kind is chosen.kind]))
    if chosen.received_from:
        found.append(Case.received_on >= chosen.received_from)
    if chosen.received_to:
        found.append(Case.received_on <= chosen.received_to)
    if chosen.is_overdue:
        found.append(and_(Case.closed_at.is_(None), Case.next_due_on < today))
    return tuple(found)


def tally(actor: Actor, newest: Sequence[int], today: date, *, is_capped: bool) -> Tally:
    """Counts of the newest answers, asked within what the actor may see. `is_capped`: there are more."""
    columns = (Case.procedure, Case.state, Case.body_id, Case.unit_code, Case.category_code, _late(today))
    query: Any = select(*columns).where(sees(actor), Case.id.in_(newest))
    counted = Tally(is_capped=is_capped)
    for procedure, state, body_id, unit_code, category_code, is_late in db.session.execute(query):
        counted.kind[procedure.kind.value] += 1
        counted.state[state.value] += 1
        counted.body[str(body_id)] += 1
        counted.commune[unit_code or ""] += 1
        counted.category[category_code or ""] += 1
        counted.overdue += bool(is_late)
    return counted


def _late(today: date) -> Condition:
    return and_(Case.closed_at.is_(None), Case.next_due_on < today)

"""What an actor may find, asked of the database anew each time: the rule of queries/scope.py.

An engine outside the database takes the keys as an array; where an actor may see nearly everything, the few that are
hidden are listed instead. An engine in the database asks the same as a condition.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, exists, func, literal, select

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.reception import Visit
from app.persistence.models.search.questions import PublicQuestion
from app.persistence.queries import scope
from app.persistence.queries.finding import questions
from app.persistence.queries.finding.published import IS_PUBLIC
from app.persistence.queries.reception import scope as visits
from app.search.keys import BITS, Kind

SEES_NEARLY_ALL = frozenset({Role.INSPECTORATE, Role.SYSTEM})
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Within:
    """Keys (one column) that alone may answer, or with `hides` those that may not. `holds` says the same of a column
    of keys, as a condition."""

    rows: Select[Any] | sa.CompoundSelect[Any]
    holds: Callable[[ColumnElement[int]], Condition]
    hides: bool = False

    def keys(self) -> list[int]:
        return list(db.session().connection().execute(self.rows).scalars())


def staff(actor: Actor, *, cases: tuple[Condition, ...] = ()) -> Within:
    """What staff may find: cases, narrowed by conditions on Case, and without any the visits of its books too."""
    seen, noted = (scope.sees(actor), *cases), (visits.sees(actor),)

    def holds(key: ColumnElement[int]) -> Condition:
        among_cases = _named(key, Case.id, Kind.CASE, seen)
        return among_cases if cases else sa.or_(among_cases, _named(key, Visit.id, Kind.VISIT, noted))

    if actor.role in SEES_NEARLY_ALL and not cases:
        hidden = _keys(Case.id, Kind.CASE).where(Case.id.not_in(select(Case.id).where(*seen)))
        unseen = _keys(Visit.id, Kind.VISIT).where(Visit.id.not_in(select(Visit.id).where(*noted)))
        return Within(sa.union_all(hidden, unseen), holds, hides=True)
    rows = _keys(Case.id, Kind.CASE).where(*seen)
    if cases:
        return Within(rows, holds)
    return Within(sa.union_all(rows, _keys(Visit.id, Kind.VISIT).where(*noted)), holds)


def everybody() -> Within:
    """What is published, still is, and belongs to no sealed case."""
    rows = sa.union_all(
        _keys(Case.id, Kind.PUBLIC).where(*IS_PUBLIC),
        _keys(PublicQuestion.id, Kind.QUESTION).where(*questions.IS_PUBLIC),
    )

    def holds(key: ColumnElement[int]) -> Condition:
        among_questions = _named(key, PublicQuestion.id, Kind.QUESTION, questions.IS_PUBLIC)
        return sa.or_(_named(key, Case.id, Kind.PUBLIC, IS_PUBLIC), among_questions)

    return Within(rows, holds)


def _keys(column: Any, kind: Kind) -> Select[Any]:
    return select((column.op("*")(literal(1 << BITS, literal_execute=True)) + int(kind)).label("key"))


def _named(key: ColumnElement[int], column: Any, kind: Kind, conditions: tuple[Condition, ...]) -> Condition:
    is_kind = key.op("&")((1 << BITS) - 1) == int(kind)
    return sa.and_(is_kind, exists().where(column == key.op(">>")(BITS), *conditions))


def newest_case() -> int:
    return int(db.session().scalar(select(func.max(Case.id))) or 0)

"""What an actor may find, as a select of keys from the database: the rule of queries/scope.py, asked anew each time.

An engine in the database joins it; another takes the keys as an array. Where an actor may see nearly everything, the
few that are hidden are listed instead.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, func, literal, select

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.persistence.models.case import Case
from app.persistence.models.reception import Visit
from app.persistence.queries import scope
from app.persistence.queries.reception import scope as visits
from app.search.keys import BITS, Kind

SEES_NEARLY_ALL = frozenset({Role.INSPECTORATE, Role.SYSTEM})
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Within:
    """Keys (one column) that alone may answer, or with `hides` those that may not."""

    rows: Select[Any] | sa.CompoundSelect[Any]
    hides: bool = False

    def keys(self) -> list[int]:
        return list(db.session().connection().execute(self.rows).scalars())


def staff(actor: Actor, *, cases: tuple[Condition, ...] = (), with_visits: bool = True) -> Within:
    """What staff may find: cases, narrowed by conditions on Case, and without any the visits of its books too."""
    if actor.role in SEES_NEARLY_ALL and not cases:
        hidden = _keys(Case.id, Kind.CASE).where(Case.id.not_in(select(Case.id).where(scope.sees(actor))))
        unseen = _keys(Visit.id, Kind.VISIT).where(Visit.id.not_in(select(Visit.id).where(visits.sees(actor))))
        return Within(sa.union_all(hidden, unseen), hides=True)
    seen = _keys(Case.id, Kind.CASE).where(scope.sees(actor), *cases)
    if cases or not with_visits:
        return Within(seen)
    return Within(sa.union_all(seen, _keys(Visit.id, Kind.VISIT).where(visits.sees(actor))))


def everybody() -> Within:
    """What is published, still is, and belongs to no sealed case."""
    published = (Case.published_on.is_not(None), Case.is_sealed.is_(False), Case.destroyed_at.is_(None))
    return Within(_keys(Case.id, Kind.PUBLIC).where(*published))


def _keys(column: Any, kind: Kind) -> Select[Any]:
    return select((column.op("*")(literal(1 << BITS, literal_execute=True)) + int(kind)).label("key"))


def newest_case() -> int:
    return int(db.session().scalar(select(func.max(Case.id))) or 0)

"""Figures kept by day and month: written every night, read by the wall."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, insert, select

from app.domain.oversight.measures import Count, Measure, Period
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.db import db
from app.persistence.models.oversight import DailyFigure, FigureStamp
from app.persistence.queries.oversight.gathering import Key

AT_ONCE = 5000

_table = cast(Table, DailyFigure.__table__)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the address of the wall says; None is all."""

    body_id: int | None = None
    kind: CaseKind | None = None
    category_code: str | None = None

    def fits(self, procedure: str, category_code: str) -> bool:
        """The same of a figure that was not kept."""
        of_kind = self.kind is None or (bool(procedure) and Procedure(procedure).kind is self.kind)
        return of_kind and self.category_code in (None, category_code)


def replace(body_ids: Sequence[int], found: Mapping[Key, Count], at: datetime) -> int:
    """The figures of some bodies, inside a transaction; tells how many rows there are."""
    months = _summed(found, _month)
    rows: list[dict[str, Any]] = []
    for grain, sums in (("d", found), ("m", months)):
        rows += [_row(grain, key, count) for key, count in sums.items() if key.procedure]  # by kind or field
        rows += [_row(grain.upper(), key, count) for key, count in _summed(sums, _every_kind).items()]
    session = db.session()
    for old in (DailyFigure, FigureStamp):
        session.execute(delete(old).where(old.body_id.in_(body_ids)))
    for start in range(0, len(rows), AT_ONCE):
        session.connection().execute(insert(_table), rows[start : start + AT_ONCE])
    session.add_all(FigureStamp(body_id=body_id, made_at=at) for body_id in body_ids)
    return len(rows)


def _month(key: Key) -> Key:
    return Key(key.body_id, key.day.replace(day=1), key.measure, key.procedure, key.category_code, key.is_sealed)


def _every_kind(key: Key) -> Key:
    return Key(key.body_id, key.day, key.measure, is_sealed=key.is_sealed) if key.procedure else key


def _summed(found: Mapping[Key, Count], key_of: Callable[[Key], Key]) -> dict[Key, Count]:
    sums: dict[Key, Count] = {}
    for key, count in found.items():
        wider = key_of(key)
        sums[wider] = sums.get(wider, Count()) + count
    return sums


def _row(grain: str, key: Key, count: Count) -> dict[str, Any]:
    return {
        "grain": grain,
        "day": key.day,
        "body_id": key.body_id,
        "measure": key.measure,
        "procedure": key.procedure,
        "category_code": key.category_code,
        "is_sealed": key.is_sealed,
        "bottom": count.bottom,
        "top": count.top,
    }


def sums(
    period: Period, narrowed: Narrowed, measures: Sequence[Measure] = (), *, with_sealed: bool
) -> dict[tuple[int, Measure], Count]:
    """Of every body in a period. Without measures: all of them."""
    bottoms: Counter[tuple[int, Measure]] = Counter()
    tops: Counter[tuple[int, Measure]] = Counter()
    figure = DailyFigure
    is_detailed = narrowed.kind is not None or narrowed.category_code is not None
    for grain, since, until in period.pieces():
        grain = grain if is_detailed else grain.upper()
        query = select(figure.body_id, figure.measure, func.sum(figure.bottom), func.sum(figure.top)).where(
            figure.grain == _exactly(grain), figure.day >= since, figure.day <= until, *_conditions(narrowed, measures)
        )
        if not with_sealed:
            query = query.where(figure.is_sealed.is_(False))
        for body_id, measure, bottom, top in db.session.execute(query.group_by(figure.body_id, figure.measure)):
            bottoms[body_id, measure] += int(bottom)
            tops[body_id, measure] += int(top)
    return {key: Count(bottom, tops[key]) for key, bottom in bottoms.items()}


def _exactly(grain: str) -> ColumnElement[str]:
    return bindparam(None, grain, literal_execute=True)


def _conditions(narrowed: Narrowed, measures: Sequence[Measure]) -> list[Any]:
    found: list[Any] = []
    if measures:
        found.append(DailyFigure.measure.in_(measures))
    if narrowed.body_id:
        found.append(DailyFigure.body_id == narrowed.body_id)
    if narrowed.kind:
        found.append(DailyFigure.procedure.in_([p.value for p in Procedure if p.kind is narrowed.kind]))
    if narrowed.category_code:
        found.append(DailyFigure.category_code == narrowed.category_code)
    return found


def made_at() -> datetime | None:
    """When the oldest of the figures were made; None before the first night."""
    return db.session.scalar(select(func.min(FigureStamp.made_at)))

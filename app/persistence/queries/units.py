"""Provinces, districts, communes and hamlets by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.domain.vocabulary import BodyLevel
from app.persistence.db import db
from app.persistence.models.unit import AdminUnit, Hamlet
from app.persistence.queries.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit in one period, both ends included."""

    code: str
    level: BodyLevel
    type: str
    name: str
    full_name: str
    parent_code: str | None
    parent_name: str
    valid_from: date
    valid_to: date | None
    successor_code: str | None
    lat: float | None
    lon: float | None
    in_remote_area: bool | None

    def exists_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def _read_units() -> dict[str, list[Unit]]:
    rows = db.session().scalars(select(AdminUnit).order_by(AdminUnit.full_name)).all()
    names = {(row.code, row.valid_from): row.full_name for row in rows}
    units: dict[str, list[Unit]] = {}
    for row in rows:
        parent_name = names.get((row.parent_code or "", row.valid_from), "")
        units.setdefault(row.code, []).append(_unit(row, parent_name))
    return units


def _read_hamlets() -> dict[str, list[Hamlet]]:
    hamlets: dict[str, list[Hamlet]] = {}
    for hamlet in db.session().scalars(select(Hamlet).order_by(Hamlet.id)):
        db.session().expunge(hamlet)
        hamlets.setdefault(hamlet.unit_code, []).append(hamlet)
    return hamlets


_units = Remembered(select(func.count(AdminUnit.id), func.sum(AdminUnit.revision)), _read_units)
_hamlets = Remembered(select(func.count(Hamlet.id), func.sum(Hamlet.revision)), _read_hamlets)


def by_code(code: str, day: date) -> Unit | None:
    """The unit of this code as it stood on a day; a code alone does not tell the epoch."""
    return next((unit for unit in _units.get().get(code, []) if unit.exists_on(day)), None)


def several(wanted: Iterable[tuple[str, date]]) -> dict[tuple[str, date], Unit]:
    """Many units, each as it stood on its day, for a list; unknown ones are left out."""
    units = _units.get()
    return {(code, day): unit for code, day in set(wanted) for unit in units.get(code, []) if unit.exists_on(day)}


def names(wanted: Iterable[tuple[str, date]]) -> dict[tuple[str, date], str]:
    """Names of many units, each as it stood on its day, for a list; unknown ones are left out."""
    return {each: unit.name for each, unit in several(wanted).items()}


def communes(day: date) -> list[Unit]:
    """Communes, wards and towns of a day, by district (before July 2025) and name."""
    every = (unit for units in _units.get().values() for unit in units)
    chosen = [unit for unit in every if unit.level is BodyLevel.COMMUNE and unit.exists_on(day)]
    return sorted(chosen, key=lambda unit: (unit.parent_name, unit.full_name))


def hamlets(unit_code: str, day: date) -> list[str]:
    """Names of the hamlets (ấp, khóm) known of a commune on a day; the list is not complete."""
    known = _hamlets.get().get(unit_code, [])
    return [h.name for h in known if h.valid_from <= day and (h.valid_to is None or day <= h.valid_to)]


def hamlet_points(unit_code: str, day: date) -> list[tuple[str, float, float]]:
    """Hamlets whose place is roughly known: name, latitude, longitude."""
    names = set(hamlets(unit_code, day))
    known = _hamlets.get().get(unit_code, [])
    return [(h.name, h.lat, h.lon) for h in known if h.name in names and h.lat is not None and h.lon is not None]


def successor(code: str, day: date) -> Unit | None:
    """What stands on a day where the unit of this code stood: itself, or the unit it became part of."""
    return successors([code], day).get(code)


def successors(codes: Iterable[str], day: date) -> dict[str, Unit]:
    """The same of many, for a list; codes of which nothing is left are left out."""
    units = _units.get()
    found = {code: _follower(units, code, day) for code in set(codes)}
    return {code: unit for code, unit in found.items() if unit}


def in_remote_area(code: str, day: date) -> bool:
    """Whether the province has named the commune hard to reach (LKN Đ28); not yet decided counts as no."""
    unit = by_code(code, day)
    return bool(unit and unit.in_remote_area)


def _follower(units: dict[str, list[Unit]], code: str, day: date) -> Unit | None:
    last = next(reversed(units.get(code, [])), None)
    for each in (code, last.successor_code or "" if last else ""):
        for unit in units.get(each, []):
            if unit.exists_on(day):
                return unit
    return None


def _unit(row: AdminUnit, parent_name: str) -> Unit:
    return Unit(
        code=row.code,
        level=row.level,
        type=row.type,
        name=row.name,
        full_name=row.full_name,
        parent_code=row.parent_code,
        parent_name=parent_name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor_code=row.successor_code,
        lat=row.lat,
        lon=row.lon,
        in_remote_area=row.in_remote_area,
    )

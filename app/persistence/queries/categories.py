"""What petitions are about."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.vocabulary import CaseKind
from app.i18n import locale
from app.persistence.db import db
from app.persistence.models.category import Category
from app.persistence.queries.remembered import Remembered

_LEVEL_OF = {
    "ubnd_commune": "commune",
    "police_commune": "commune",
    "ubnd_district": "district",
    "issuing_body": "named",
    "managing_body": "named",
}
"""Usual handlers that are not one body but the body of a place, or the one a petition speaks of."""


@dataclass(frozen=True, slots=True)
class CategoryItem:
    """A class (`parent_code` None) or one of its leaves."""

    code: str
    parent_code: str | None
    name: str
    name_en: str
    name_km: str
    kinds: frozenset[CaseKind]
    field: str | None
    levels: tuple[str, ...]
    handlers: tuple[str, ...]
    keywords: tuple[str, ...]
    report_line: str

    @property
    def words(self) -> str:
        """The name in the current language; Vietnamese where the language has none."""
        return {"en": self.name_en, "km": self.name_km}.get(locale.current(), "") or self.name

    @property
    def level(self) -> str:
        """Whose function it usually is: commune, district, province, named (the body spoken of), or empty when unclear.

        The usual handler says it, else the level named first; a matter of no field of work says nothing.
        """
        first = self.handlers[0] if self.handlers else ""
        if first in _LEVEL_OF:
            return _LEVEL_OF[first]
        if not self.field:
            return ""
        return "province" if first else next(iter(self.levels), "")

    @property
    def handler_code(self) -> str | None:
        """The body that usually handles it, under its code of January 2025; None when it is the body of some place."""
        first = self.handlers[0] if self.handlers else ""
        return first if first and self.field and first not in _LEVEL_OF else None


def _read() -> dict[str, CategoryItem]:
    rows = db.session().scalars(select(Category).order_by(Category.position))
    return {row.code: _item(row) for row in rows}


_categories = Remembered(select(func.count(Category.code), func.sum(Category.revision)), _read)


def everything() -> list[CategoryItem]:
    """All classes and leaves in their order, each class before its leaves."""
    return list(_categories.get().values())


def of_kind(kind: CaseKind) -> list[CategoryItem]:
    """Classes and leaves a petition of this kind may be about."""
    return [item for item in everything() if kind in item.kinds]


def by_code(code: str) -> CategoryItem | None:
    return _categories.get().get(code)


def _item(row: Category) -> CategoryItem:
    return CategoryItem(
        code=row.code,
        parent_code=row.parent_code,
        name=row.name,
        name_en=row.name_en,
        name_km=row.name_km,
        kinds=frozenset(CaseKind(kind) for kind in row.kinds),
        field=row.field,
        levels=tuple(row.levels),
        handlers=tuple(row.handlers),
        keywords=tuple(row.keywords),
        report_line=row.report_line,
    )

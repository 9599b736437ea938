"""A register as tables: the parts of a period, each with its entries a stretch at a time, whatever their number."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.facts import Actor
from app.domain.reception.registers import Book, Chosen, Part, leaf_of, parts
from app.i18n import formats
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies
from app.reports.table import Cell, Column, ReportTable
from app.services.law import law_in_force
from app.services.registers.sources import SOURCES, Source

STRETCH = 250  # entries read at once

Counted = Callable[[int], None]
"""Told after every stretch how many entries have been read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads which lines, and whether with personal data whole."""

    actor: Actor
    book: Book
    chosen: Chosen
    whole: bool = False

    @property
    def source(self) -> Source:
        return SOURCES[self.book]


def all_parts(reading: Reading) -> list[Part]:
    """The period cut where the year and the form of the law change; parts without an entry are left out."""
    forms = [row for row in law_in_force().letters if row.letter == reading.book.value]
    years = reading.source.years(reading.chosen.body_id, reading.chosen.since)
    return [part for part in parts(reading.chosen, years, forms) if _has_entry(reading, part)]


def _has_entry(reading: Reading, part: Part) -> bool:
    return bool(reading.source.stretch(reading.actor, part.chosen, part.year, limit=1))


def count(reading: Reading) -> int:
    """How many entries a file would have."""
    return reading.source.count(reading.actor, reading.chosen)


def entries(reading: Reading, part: Part, *, after: int = 0, before: int | None = None, limit: int) -> list[Any]:
    """A stretch of one part, in the order of the book."""
    rows = reading.source.stretch(reading.actor, part.chosen, part.year, after=after, before=before, limit=limit)
    return reading.source.entries(reading.actor, rows, whole=reading.whole)


def every_entry(reading: Reading, part: Part) -> Iterator[Any]:
    """All of one part; held no longer than a stretch."""
    last = 0
    while True:
        found = entries(reading, part, after=last, limit=STRETCH)
        yield from found
        if len(found) < STRETCH:
            return
        last = found[-1].number


def leaves(reading: Reading, part: Part) -> Iterator[tuple[int, list[Any]]]:
    """The same by leaf: entries of one leaf stand together in every print of the book."""
    leaf: list[Any] = []
    for entry in every_entry(reading, part):
        if leaf and leaf_of(leaf[0].number) != leaf_of(entry.number):
            yield leaf_of(leaf[0].number), leaf
            leaf = []
        leaf.append(entry)
    if leaf:
        yield leaf_of(leaf[0].number), leaf


def columns_of(reading: Reading, form: str) -> list[Column]:
    """The headings of a form, in the language of the moment."""
    return [Column(str(one.title), one.width, str(one.group)) for one in reading.source.columns[form]]


def tables(reading: Reading, today: date, counted: Counted = lambda _done: None) -> Iterator[ReportTable]:
    """One table for each part; a period without an entry is an empty table, which says so."""
    found = all_parts(reading)
    if not found:
        yield _table(reading, _empty(reading), (), today, _("Không có mục nào trong kỳ."))
    done = 0
    for part in found:
        rows = _Counting(reading, part, done, counted)
        yield _table(reading, part, rows, today)
        done = rows.done


@dataclass(slots=True)
class _Counting:
    """Rows of one part, counted as they go by."""

    reading: Reading
    part: Part
    done: int
    counted: Counted

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for entry in every_entry(self.reading, self.part):
            self.done += 1
            if self.done % STRETCH == 0:
                self.counted(self.done)
            yield self.reading.source.row(self.part.form.rule_id, entry)


def _empty(reading: Reading) -> Part:
    law, chosen = law_in_force(), reading.chosen
    return Part(chosen.until.year, law.letter(reading.book.value, chosen.until), chosen)


def _table(reading: Reading, part: Part, rows: Iterable[Sequence[Cell]], today: date, *notes: str) -> ReportTable:
    body = bodies.by_id(part.chosen.body_id)
    form = part.form.rule_id
    return ReportTable(
        title=f"{title(part)} - {body.name if body else ''}",
        columns=columns_of(reading, form),
        rows=rows,
        notes=(*notes, *said_below(reading, part, today)),
        is_numbered=True,
        name=f"{part.year} {form.rpartition('.')[2]}",
    )


def title(part: Part) -> str:
    """SỔ TIẾP CÔNG DÂN năm 2026 (Mẫu 03/TCD)."""
    form = _(" (Mẫu %(form)s)", form=part.form.form) if part.form.form else ""
    name = part.form.names.get("vi", "")
    return _("%(name)s năm %(year)s", name=name, year=part.year) + form


def period(chosen: Chosen) -> str:
    return _("Từ ngày %(since)s đến ngày %(until)s", since=formats.day(chosen.since), until=formats.day(chosen.until))


def said_below(reading: Reading, part: Part, today: date) -> list[str]:
    """The period, the filters, what is masked, when it was made."""
    said = [period(part.chosen)]
    if not reading.whole:
        said.append(_("Số giấy tờ, địa chỉ được che."))
    said.append(_("Lập ngày %(day)s", day=formats.day(today)))
    return said

"""A register on paper: A4 across, headings on every page, leaves that hold the same entries whenever printed."""

from collections.abc import Iterator
from datetime import date

from app.documents import composing
from app.documents.letter import Block, Leaf, Letter, Paragraph, Style, Table
from app.domain.reception.registers import Part
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies
from app.reports.cells import words
from app.reports.table import Cell, ReportTable
from app.services.reception import heads
from app.services.registers import books
from app.services.registers.books import Counted, Reading


def letter(reading: Reading, today: date, counted: Counted = lambda _done: None) -> Letter:
    """The register as something the press prints."""
    body = bodies.by_id(reading.chosen.body_id)
    if body is None:
        raise LookupError(reading.chosen.body_id)
    found = books.all_parts(reading)
    context = {
        "title": found[-1].form.names["vi"].upper() if found else "",
        "form": " - ".join(dict.fromkeys(_("Mẫu %(form)s", form=one.form.form) for one in found if one.form.form)),
        "period": books.period(reading.chosen),
        "maker": reading.actor.name,
        "signer_title": body.head_title.upper(),
        "signer": heads.name_of_head(body.id, today),
    }
    cover = composing.compose("register", heads.of_body(body, today), context, landscape=True, name=context["title"])
    *opening, signatures = cover.blocks
    blocks = (*opening, *_parts(reading, found, counted), *_closing(reading, found, today), signatures)
    return Letter(cover.head, blocks, cover.name, landscape=True)


def _parts(reading: Reading, found: list[Part], counted: Counted) -> Iterator[Block]:
    done = 0
    for part in found:
        for number, entries in books.leaves(reading, part):
            yield Leaf(_("%(title)s - trang sổ %(leaf)s", title=books.title(part), leaf=number), is_first=done == 0)
            yield _table(reading, part, entries)
            done += len(entries)
            counted(done)


def _table(reading: Reading, part: Part, entries: list[object]) -> Table:
    form = part.form.rule_id
    columns = books.columns_of(reading, form)
    heads = ReportTable("", columns, (), is_numbered=True)
    rows = tuple(tuple(_said(cell) for cell in reading.source.row(form, entry)) for entry in entries)
    return Table(
        reading.source.shares[form],
        tuple(column.title for column in columns),
        rows,
        groups=tuple(heads.groups),
        numbers=tuple(heads.numbers),
        size=reading.source.size,
    )


def _said(cell: Cell) -> str:
    """On paper nothing is a formula: words stand as they were written."""
    return cell if isinstance(cell, str) else words(cell)


def _closing(reading: Reading, found: list[Part], today: date) -> Iterator[Block]:
    if not found:
        yield Paragraph(_("Không có mục nào trong kỳ."), Style.CENTER)
        return
    for line in books.said_below(reading, found[-1], today)[1:]:
        yield Paragraph(line, Style.NOTE)

"""The figures as a table for XLSX and CSV, with what the page tells and nothing more."""

from collections.abc import Sequence

from flask import abort
from flask.typing import ResponseReturnValue

from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.reports import csv_file, table_files
from app.reports.table import Cell, Column, ReportTable
from app.services.oversight.wall.told import Figures, Told
from app.web.answers import downloads
from app.web.figures.periods import Chosen


def answer(form: str, figures: Figures, chosen: Chosen) -> ResponseReturnValue:
    """The file of a page; 404 for any form but xlsx and csv."""
    tables = [_of_bodies(figures, chosen), _of_kinds(figures, chosen)]
    return of_tables(form, tables, f"so-lieu-{chosen.key}")


def of_tables(form: str, tables: Sequence[ReportTable], name: str) -> ResponseReturnValue:
    """Tables of a page as one file."""
    if form not in table_files.MEDIA:
        abort(404)
    is_plain = form == "csv" and len(tables) == 1
    pieces = csv_file.pieces(tables[0]) if is_plain else [table_files.content(tables, form)]
    return downloads.download(pieces, f"{name}.{form}", table_files.MEDIA[form])


def _of_bodies(figures: Figures, chosen: Chosen) -> ReportTable:
    columns = [Column(_("Cơ quan"), 44), *_columns()]
    if figures.has_denounced:
        columns.append(Column(_("Tố cáo nhận trong kỳ")))
    rows = [_body(line, figures) for line in (figures.total, *figures.lines)]
    return ReportTable(_("Số liệu theo cơ quan"), columns, rows, notes=_notes(figures, chosen))


def _of_kinds(figures: Figures, chosen: Chosen) -> ReportTable:
    rows = [[labels.label(kind), *_numbers(line)] for kind, line in figures.kinds.items()]
    return ReportTable(_("Số liệu theo loại đơn"), [Column(_("Loại đơn"), 30), *_columns()], rows)


def _columns() -> list[Column]:
    titles = (
        *(_("Đơn nhận trong kỳ"), _("Đã giải quyết xong"), _("Vụ việc phải giải quyết")),
        *(_("Thời hạn được giữ"), _("Thời hạn đã đến"), _("Tỷ lệ, phần trăm")),
        *(_("Ngày người đứng đầu đã tiếp"), _("Ngày phải tiếp")),
    )
    return [Column(title) for title in titles]


def _numbers(line: Told) -> list[Cell]:
    counts = (line.settled.top, line.settled.bottom, line.in_time.top, line.in_time.bottom, line.in_time.share)
    return [line.received, *counts, line.duty.top, line.duty.bottom]


def _body(line: Told, figures: Figures) -> Sequence[Cell]:
    row: list[Cell] = [line.body.name if line.body else _("Tất cả"), *_numbers(line)]
    if figures.has_denounced:
        row.append(line.denounced if line.denounced is not None else _("dưới 5"))
    return row


def _notes(figures: Figures, chosen: Chosen) -> list[str]:
    found = [chosen.words]
    if figures.made_at:
        found.append(_("Lập lúc %(moment)s; lập lại mỗi ngày.", moment=formats.moment(figures.made_at)))
    return [*found, _("Không tính tố cáo, trừ cột riêng nếu có.")]

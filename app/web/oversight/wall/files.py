"""The table of the wall as a file, with the rights of the page."""

from collections.abc import Sequence

from flask import abort, request
from flask.typing import ResponseReturnValue

from app.i18n.locale import gettext as _
from app.persistence.queries.oversight.standing import What
from app.reports import table_files
from app.reports.table import Cell, Column, ReportTable
from app.services.oversight.wall import reading
from app.services.oversight.wall.reading import Line, Wall
from app.web.clock import now, today
from app.web.figures import sheets
from app.web.oversight.wall import asked, communes, words
from app.web.oversight.wall.asked import Asked
from app.web.sessions import current_actor

COLUMNS = (
    *(What.OPEN, What.WEEK, What.OVERDUE, What.LATE_WEEK, What.LATE_MONTH, What.LATE_LONG),
    *(What.UNHANDLED, What.LONG),
)


def wall_file(form: str) -> ResponseReturnValue:
    """XLSX or CSV of what the page shows with this filter."""
    wanted = asked.read(request.args)
    if form not in table_files.MEDIA:
        abort(404)
    wall = reading.read(current_actor(), wanted.narrowed, wanted.period, at=now())
    tables = [_table(wall, wanted)]
    if form == "xlsx":  # the map's list on a sheet of its own; a CSV is one table
        tables.append(_by_commune(wall, wanted))
    return sheets.of_tables(form, tables, "giam-sat")


def _by_commune(wall: Wall, wanted: Asked) -> ReportTable:
    columns = [Column(_("Xã, phường nơi xảy ra việc"), 40), Column(_("Đang giải quyết")), Column(_("Quá hạn"))]
    rows = [[one.name, one.every, one.late] for one in communes.drawn(wall.communes, wanted, today()).listed]
    return ReportTable(_("Theo xã, phường"), columns, rows, name=_("Theo xã, phường"))


def _table(wall: Wall, wanted: Asked) -> ReportTable:
    titles = [
        *(_("Tố cáo đang giải quyết"), _("Tố cáo quá hạn"), _("Nhận trong kỳ"), _("Nhận cùng kỳ năm trước")),
        *(_("Thời hạn được giữ"), _("Thời hạn đã đến"), _("Tỷ lệ, phần trăm"), _("Tỷ lệ cùng kỳ năm trước, phần trăm")),
        *(_("Ngày người đứng đầu đã tiếp"), _("Ngày phải tiếp"), _("Ngày giao cấp phó tiếp")),
        *(_("Kết luận sau tiếp dân chưa xong"), _("Kết luận quá hạn"), _("Điểm nóng")),
    ]
    columns = [Column(_("Cơ quan"), 40), *(Column(str(words.WHAT[what])) for what in COLUMNS), *map(Column, titles)]
    rows = [_row(line) for line in (*wall.lines, wall.total)]
    return ReportTable(_("Giám sát các cơ quan"), columns, rows, notes=(wanted.said(),))


def _row(line: Line) -> Sequence[Cell]:
    return [
        line.name or _("Tất cả"),
        *(line.numbers[what] for what in COLUMNS),
        *(line.sealed_open, line.sealed_late, line.received, line.received_before),
        *(line.in_time.top, line.in_time.bottom, line.in_time.share, line.in_time_before.share),
        *(line.duty.top, line.duty.bottom, line.delegated, line.tasks, line.tasks_late, line.hot_spots),
    ]

"""Numbers only: no case, no name, nothing that leads to one."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import Role
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.queries import aggregates
from app.persistence.queries.aggregates import Totals
from app.reports.table import Cell, Column, ReportTable
from app.web.clock import today
from app.web.figures import sheets
from app.web.forms import read_day
from app.web.sessions import current_actor


def home() -> ResponseReturnValue:
    """Where the day of somebody who watches begins."""
    is_inspector = current_actor().role is Role.INSPECTORATE
    return redirect(url_for("oversight.board" if is_inspector else "oversight.observer"))


def statistics() -> ResponseReturnValue:
    """Received, open, late, and the share of time limits kept; a head sees his own body."""
    since, until, found = _read()
    return render_template(
        "oversight/statistics.html",
        found=found,
        since=since,
        until=until,
        received=_said(found.received.items()),
        states=sorted(_said(found.states.items()), key=lambda item: -item[1]),
        share=_share(found),
    )


def statistics_file(form: str) -> ResponseReturnValue:
    """The same as a table."""
    since, until, found = _read()
    rows: list[list[Cell]] = [[_("Đã nhận, theo loại"), *one] for one in _said(found.received.items())]
    rows += [[_("Tình trạng hiện nay"), *one] for one in _said(found.states.items())]
    rows += [[_("Hiện nay"), _("Đang giải quyết"), found.open_now], [_("Hiện nay"), _("Đang quá hạn"), found.late_now]]
    rows += [[_("Thời hạn kết thúc trong kỳ"), _("Thời hạn được giữ"), found.clocks_met]]
    rows += [[_("Thời hạn kết thúc trong kỳ"), _("Tất cả"), found.clocks_ended]]
    columns = [Column(_("Nhóm"), 30), Column(_("Nội dung"), 40), Column(_("Số lượng"))]
    said = _("Kỳ từ %(since)s đến %(until)s", since=formats.day(since), until=formats.day(until))
    return sheets.of_tables(form, [ReportTable(_("Thống kê"), columns, rows, notes=(said,))], "thong-ke")


def _read() -> tuple[date, date, Totals]:
    """A head's are of his own body; an observer's without denunciations."""
    actor = current_actor()
    since = read_day(request.args.get("from", "")[:20]) or date(today().year, 1, 1)
    until = read_day(request.args.get("to", "")[:20]) or today()
    of_body = actor.body_id if actor.role is Role.HEAD else None
    return since, until, aggregates.totals(actor, since, until, today(), of_body)


def _said(numbers: Iterable[tuple[Enum, int]]) -> list[tuple[str, int]]:
    return [(labels.label(member), number) for member, number in sorted(numbers, key=lambda item: str(item[0]))]


def _share(found: Totals) -> int | None:
    return round(100 * found.clocks_met / found.clocks_ended) if found.clocks_ended else None

"""Answers of a search as a table: what the page shows of each case, and nothing sealed."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.queries import categories, units
from app.reports.table import Cell, Column, ReportTable


def table(cases: Sequence[Case], today: date) -> ReportTable:
    """A line a case, in the order given."""
    columns = [
        Column(_("Số hồ sơ"), 14),
        Column(_("Loại"), 18),
        Column(_("Tình trạng"), 20),
        Column(_("Việc"), 60),
        Column(_("Người đứng đơn"), 24),
        Column(_("Số người"), 8),
        Column(_("Nơi xảy ra"), 24),
        Column(_("Lĩnh vực"), 30),
        Column(_("Cơ quan"), 24),
        Column(_("Cán bộ"), 22),
        Column(_("Ngày nhận"), 12),
        Column(_("Hạn"), 12),
    ]
    note = _("Lập ngày %(day)s; chỉ gồm hồ sơ được xem, không có tố cáo.", day=formats.day(today))
    return ReportTable(_("Kết quả tìm kiếm"), columns, _rows(cases), notes=[note])


def _rows(cases: Sequence[Case]) -> Iterator[Sequence[Cell]]:
    places = units.several((case.unit_code, case.received_on) for case in cases if case.unit_code)
    fields = {one.code: one for one in categories.everything()}
    for case in cases:
        unit = places.get((case.unit_code or "", case.received_on))
        category = fields.get(case.category_code or "")
        is_due = case.closed_at is None and case.next_due_on != NO_DUE_DATE
        yield (
            *(case.number, labels.label(case.procedure), labels.label(case.state), case.title),
            *(case.lead_name, case.people_count),
            *(unit.full_name if unit else "", category.words if category else ""),
            *(case.body.short_name, case.officer.name if case.officer else ""),
            *(case.received_on, case.next_due_on if is_due else None),
        )

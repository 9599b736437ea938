"""Lists of cases as files: number, what it is, how it stands, its date and who has it. No name of a petitioner and no
title, which would be his words; who needs them opens the case, and that is on record."""

from collections.abc import Sequence

from flask.typing import ResponseReturnValue

from app.i18n import labels
from app.i18n.locale import gettext as _
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.queries import units
from app.reports.table import Cell, Column, ReportTable
from app.web.figures import sheets

MOST = 5000  # rows of a file


def answer(form: str, title: str, cases: Sequence[Case], notes: Sequence[str]) -> ResponseReturnValue:
    """The file; 404 for any other form."""
    places = units.names((case.unit_code, case.received_on) for case in cases if case.unit_code)
    columns = [
        *(Column(_("Số hồ sơ"), 18), Column(_("Loại"), 24), Column(_("Tình trạng"), 24), Column(_("Ngày nhận"))),
        *(Column(_("Thời hạn")), Column(_("Cơ quan"), 36), Column(_("Người xử lý"), 24), Column(_("Nơi xảy ra"), 30)),
    ]
    rows = [_row(case, places.get((case.unit_code or "", case.received_on), "")) for case in cases]
    said = [*notes, *([_("Chỉ %(n)s dòng gấp nhất.", n=MOST)] if len(rows) == MOST else [])]
    return sheets.of_tables(form, [ReportTable(title, columns, rows, notes=said)], "vu-viec")


def _row(case: Case, place: str) -> list[Cell]:
    return [
        *(case.number, labels.label(case.procedure), labels.label(case.state), case.received_on),
        None if case.next_due_on == NO_DUE_DATE else case.next_due_on,
        case.body.short_name,
        case.officer.name if case.officer else "",
        "" if case.is_sealed else place,
    ]

"""Words of the wall, and the lines of its lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from app.domain.vocabulary import CaseKind, State
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.queries import units
from app.persistence.queries.oversight.standing import What

WHAT: dict[What, Any] = {
    What.OPEN: _l("Đang giải quyết"),
    What.WEEK: _l("Đến hạn trong 7 ngày"),
    What.OVERDUE: _l("Quá hạn"),
    What.LATE_WEEK: _l("Quá hạn đến 7 ngày"),
    What.LATE_MONTH: _l("Quá hạn 8 đến 30 ngày"),
    What.LATE_LONG: _l("Quá hạn trên 30 ngày"),
    What.UNHANDLED: _l("Trên 45 ngày chưa xử lý đơn"),
    What.LONG: _l("Đã nhận trên 90 ngày, chưa xong"),
    What.RECEIVED: _l("Nhận trong kỳ"),
    What.MISSED: _l("Không giữ thời hạn trong kỳ"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list, as components/tables.html wants it."""

    href: str
    code: str
    title: str
    petitioner: str
    kind: CaseKind
    state: State
    due_on: date | None
    officer: str
    place: str
    clock: str = ""
    is_sealed: bool = False
    is_paused: bool = False


def case_rows(cases: Iterable[Case]) -> list[Row]:
    """Never a sealed one: the list behind a number has none."""
    found = list(cases)
    places = units.names((case.unit_code, case.received_on) for case in found if case.unit_code)
    return [_row(case, places.get((case.unit_code or "", case.received_on), "")) for case in found]


def _row(case: Case, place: str) -> Row:
    return Row(
        href=url_for("casework.show", case_id=case.id),
        code=case.number,
        title=case.title,
        petitioner=case.body.short_name,
        kind=case.procedure.kind,
        state=case.state,
        due_on=None if case.next_due_on == NO_DUE_DATE else case.next_due_on,
        officer=case.officer.name if case.officer else "",
        place=place,
        is_paused=case.state is State.SUSPENDED,
    )

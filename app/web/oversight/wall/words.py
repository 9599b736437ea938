"""Words of the wall, and the lines of its lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from app.domain.vocabulary import CaseKind, State
from app.i18n.locale import gettext as _
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


INDICATOR: dict[str, Any] = {
    "reception": _l("Người đứng đầu trực tiếp tiếp công dân"),
    "conclusions": _l("Kết luận sau tiếp dân làm đúng hạn"),
    "screening": _l("Xử lý đơn đúng hạn"),
    "acceptance": _l("Thụ lý đúng hạn"),
    "settlement_in_time": _l("Giải quyết khiếu nại, tố cáo đúng hạn"),
    "settlement_rate": _l("Tỷ lệ giải quyết"),
    "answers": _l("Trả lời kiến nghị, phản ánh đúng hạn"),
    "changed": _l("Quyết định lần đầu bị sửa, hủy ở lần hai"),
    "execution": _l("Thi hành quyết định đúng hạn"),
    "notice": _l("Báo kết quả cho người đến tiếp đúng hạn"),
    "dialogue": _l("Có đối thoại khi giải quyết lần hai"),
    "satisfaction": _l("Người dân hài lòng"),
    "all_clocks": _l("Mọi thời hạn của cơ quan"),
}

FORMULA: dict[str, Any] = {
    "reception": _l("số ngày đã trực tiếp tiếp / số ngày phải tiếp; ngày giao cấp phó không tính"),
    "conclusions": _l("số việc xong đúng hạn / số việc đến hạn trong kỳ"),
    "screening": _l("số thời hạn xử lý đơn giữ được / số thời hạn đến hạn trong kỳ"),
    "acceptance": _l("số thời hạn thụ lý giữ được / số thời hạn đến hạn trong kỳ"),
    "settlement_in_time": _l("số vụ quyết định đúng hạn / số vụ đến hạn trong kỳ"),
    "settlement_rate": _l("số vụ đã có quyết định / số vụ thụ lý trong kỳ"),
    "answers": _l("số lần trả lời đúng hạn / số lần đến hạn trong kỳ"),
    "changed": _l("số quyết định lần đầu bị sửa, hủy / số vụ lần hai đã quyết định trong kỳ; càng thấp càng tốt"),
    "execution": _l("số lần thi hành đúng hạn / số lần đến hạn trong kỳ"),
    "notice": _l("số lần báo đúng hạn / số lần đến hạn trong kỳ"),
    "dialogue": _l("số vụ có đối thoại / số vụ lần hai đã quyết định trong kỳ; phải đạt 100 phần trăm"),
    "satisfaction": _l("số lượt cho 4, 5 điểm / số lượt đánh giá trong kỳ"),
    "all_clocks": _l("số thời hạn giữ được / số thời hạn đến hạn trong kỳ"),
}

AGAINST: dict[str, Any] = {
    "screening": _l("Xử lý đơn không đúng hạn"),
    "acceptance": _l("Thụ lý không đúng hạn"),
    "settlement_in_time": _l("Giải quyết không đúng hạn"),
    "settlement_rate": _l("Thụ lý trong kỳ, chưa có quyết định"),
    "answers": _l("Trả lời không đúng hạn"),
    "changed": _l("Quyết định lần đầu bị sửa, hủy"),
    "execution": _l("Thi hành không đúng hạn"),
    "notice": _l("Báo kết quả không đúng hạn"),
    "dialogue": _l("Giải quyết lần hai không đối thoại"),
    "all_clocks": _l("Không giữ thời hạn trong kỳ"),
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
    """Of a sealed one, which only the list of its own body has, its number and nothing else."""
    found = list(cases)
    places = units.names((case.unit_code, case.received_on) for case in found if case.unit_code)
    return [_row(case, places.get((case.unit_code or "", case.received_on), "")) for case in found]


def _row(case: Case, place: str) -> Row:
    return Row(
        href=url_for("casework.show", case_id=case.id),
        code=case.number,
        title=_("Tố cáo %(number)s", number=case.number) if case.is_sealed else case.title,
        petitioner=case.body.short_name,
        kind=case.procedure.kind,
        state=case.state,
        due_on=None if case.next_due_on == NO_DUE_DATE else case.next_due_on,
        officer=case.officer.name if case.officer else "",
        place="" if case.is_sealed else place,
        is_sealed=case.is_sealed,
        is_paused=case.state is State.SUSPENDED,
    )

"""The petition register (sổ theo dõi tiếp nhận, xử lý đơn). No form of the State lists its columns; these are the ones
of forms-and-reports.md C.3, from what the law wants known of every petition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.reports.table import Cell, Column


@dataclass(frozen=True, slots=True)
class PetitionLine:
    """An entry in plain words; of a sealed one everything but number, day and code is empty."""

    number: int
    year: int
    day: date
    case_ids: tuple[int, ...] = ()
    visit_id: int = 0
    is_sealed: bool = False
    source: str = ""
    forwarded: str = ""
    written_on: date | None = None
    names: str = ""
    address: str = ""
    people: int | None = None
    kind: str = ""
    category: str = ""
    matter: str = ""
    eligible: str = ""
    competence: str = ""
    handling: str = ""
    paper: str = ""
    receiver: str = ""
    due_on: date | None = None
    answered_on: date | None = None
    result: str = ""
    duplicates: int | None = None
    note: str = ""

    @property
    def code(self) -> str:
        return f"{self.number}/{self.year}"


FORM = "register.petitions"
FORMS: dict[str, tuple[Column, ...]] = {
    FORM: (
        Column(_l("Số đến"), 7),
        Column(_l("Ngày đến"), 12),
        Column(_l("Nguồn đơn"), 14),
        Column(_l("Số, ngày văn bản chuyển đến"), 18),
        Column(_l("Ngày viết đơn"), 12),
        Column(_l("Người viết đơn"), 22),
        Column(_l("Địa chỉ"), 26),
        Column(_l("Số người ký"), 8),
        Column(_l("Loại đơn"), 9),
        Column(_l("Lĩnh vực"), 18),
        Column(_l("Tóm tắt nội dung"), 46),
        Column(_l("Điều kiện xử lý"), 20),
        Column(_l("Thẩm quyền"), 22),
        Column(_l("Hướng xử lý"), 18),
        Column(_l("Số, ngày văn bản ban hành"), 20),
        Column(_l("Cơ quan nhận"), 22),
        Column(_l("Hạn giải quyết"), 12),
        Column(_l("Ngày trả lời"), 12),
        Column(_l("Kết quả giải quyết"), 30),
        Column(_l("Số đơn trùng"), 8),
        Column(_l("Ghi chú"), 20),
    )
}
SHARES = {FORM: (8, 17, 12, 13, 17, 17, 18, 9, 8, 13, 28, 12, 15, 12, 15, 14, 17, 17, 20, 9, 14)}


def row(form: str, entry: PetitionLine) -> Sequence[Cell]:
    """The entry under the columns."""
    matter = entry.matter
    if entry.is_sealed:
        matter = _("Đơn số %(code)s được giữ kín (Điều 56 Luật Tố cáo)", code=entry.code)
    return (
        *(entry.number, entry.day, entry.source, entry.forwarded, entry.written_on, entry.names, entry.address),
        *(entry.people, entry.kind, entry.category, matter, entry.eligible, entry.competence, entry.handling),
        *(entry.paper, entry.receiver, entry.due_on, entry.answered_on, entry.result, entry.duplicates, entry.note),
    )

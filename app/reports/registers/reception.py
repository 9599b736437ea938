"""The reception register: 13 columns of Mẫu 03/TCD since 01/07/2026, the 11 columns in use before
(forms-and-reports.md C.1, C.2; LTCD Đ25.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.reports.table import Cell, Column


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """A line as the form wants it, in plain words. Of a sealed visit everything but number, day and code is empty."""

    number: int
    year: int
    day: date
    visit_id: int = 0
    case_ids: tuple[int, ...] = ()  # those the reader may open
    is_sealed: bool = False
    names: str = ""
    address: str = ""
    identity: str = ""
    matter: str = ""
    kind: str = ""
    people: int | None = None
    prior: str = ""  # who has settled it before
    is_competent: bool = False
    guided: str = ""  # whither, and by which paper
    accepted: str = ""  # here: day and paper
    acceptor: str = ""  # who has it, and the paper by which it was passed on
    passed: str = ""  # whither, and by which paper
    progress: str = ""
    note: str = ""

    @property
    def code(self) -> str:
        return f"{self.number}/{self.year}"


HANDLING = _l("Hướng xử lý")

FORMS: dict[str, tuple[Column, ...]] = {
    "register.reception.2026": (
        Column(_l("STT"), 6),
        Column(_l("Ngày tiếp"), 12),
        Column(_l("Họ tên, địa chỉ"), 30),
        Column(_l("CCCD/Hộ chiếu"), 16),
        Column(_l("Nội dung đơn (vụ việc)"), 50),
        Column(_l("Loại đơn (KN/TC/KN/PA)"), 10),
        Column(_l("Số người cùng nội dung"), 10),
        Column(_l("Cơ quan đã giải quyết"), 20),
        Column(_l("Thuộc thẩm quyền (x)"), 10),
        Column(_l("Hướng dẫn công dân đến CQ có thẩm quyền"), 26),
        Column(_l("Cơ quan, đơn vị thụ lý"), 26),
        Column(_l("Theo dõi kết quả giải quyết"), 40),
        Column(_l("Ghi chú"), 30),
    ),
    "register.reception.until-2026": (
        Column(_l("STT"), 6),
        Column(_l("Ngày tiếp"), 12),
        Column(_l("Họ tên - Địa chỉ - CMND/Hộ chiếu"), 36),
        Column(_l("Nội dung vụ việc"), 50),
        Column(_l("Phân loại đơn/Số người"), 12),
        Column(_l("Cơ quan đã giải quyết"), 20),
        Column(_l("Thụ lý để giải quyết"), 18, HANDLING),
        Column(_l("Trả lại đơn và hướng dẫn"), 26, HANDLING),
        Column(_l("Chuyển đơn đến cơ quan có thẩm quyền"), 26, HANDLING),
        Column(_l("Theo dõi kết quả giải quyết"), 40),
        Column(_l("Ghi chú"), 30),
    ),
}
"""By the id of the form in the lawbook."""

SHARES = {
    "register.reception.2026": (9, 17, 26, 21, 38, 15, 12, 18, 13, 22, 22, 36, 24),
    "register.reception.until-2026": (9, 17, 34, 42, 16, 19, 18, 22, 22, 36, 24),
}
"""How the columns share the line on paper."""


def row(form: str, entry: VisitEntry) -> Sequence[Cell]:
    """The entry under the columns of a form."""
    who = "\n".join(filter(None, (entry.names, entry.address)))
    matter = entry.matter
    if entry.is_sealed:
        matter = _("Lượt tiếp %(code)s được giữ kín (Điều 56 Luật Tố cáo)", code=entry.code)
    if form == "register.reception.2026":
        return (
            *(entry.number, entry.day, who, entry.identity, matter, entry.kind, entry.people, entry.prior),
            *(entry.is_competent, entry.guided, entry.acceptor, entry.progress, entry.note),
        )
    kind = "/".join(filter(None, (entry.kind, str(entry.people or ""))))
    return (
        *(entry.number, entry.day, "\n".join(filter(None, (who, entry.identity))), matter, kind, entry.prior),
        *(entry.accepted, entry.guided, entry.passed, entry.progress, entry.note),
    )

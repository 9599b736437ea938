"""Names of days off and make-up days in other languages. The calendar tells them in Vietnamese and in more detail
(lawbook/calendar, and what an administrator adds); here each is its kind of day. A test walks the whole calendar."""

import re
from typing import Any

from app.i18n.locale import SOURCE, current
from app.i18n.locale import lazy_gettext as _l

_DATE = r"(?: \d{1,2}/\d{1,2})?"
_NOTE = r"(?: \([^)]*\))*"
HOLIDAYS: tuple[tuple[str, Any], ...] = (
    (rf"Tết Dương lịch{_DATE}{_NOTE}", _l("Tết Dương lịch")),
    (r"Tết(?: Nguyên đán| Âm lịch)(?: .+)?", _l("Tết Nguyên đán")),
    (rf"Giỗ Tổ(?: Hùng Vương)?{_NOTE}", _l("Giỗ Tổ Hùng Vương")),
    (rf"(?:Ngày Chiến thắng )?30/4{_NOTE}", _l("Ngày Chiến thắng 30/4")),
    (rf"(?:Quốc tế lao động )?1/5{_NOTE}", _l("Quốc tế lao động 1/5")),
    (r"Quốc khánh \(ngày liền kề.*\)", _l("Quốc khánh (ngày liền kề)")),
    (rf"Quốc khánh{_DATE}{_NOTE}|2/9", _l("Quốc khánh 2/9")),
    (rf"(?:Ngày )?Văn hóa Việt Nam{_NOTE}", _l("Ngày Văn hóa Việt Nam")),
)
"""How the calendar writes a holiday, and what it is called. A form that no row has stays Vietnamese."""

MOVED: tuple[tuple[str, Any], ...] = (
    (r"Nghỉ bù(?: ngày)? (?P<day>.+)", _l("Nghỉ bù %(day)s")),
    (r"Nghỉ hoán đổi \(làm bù(?: ngày)? (?P<day>[\d/]+)\)", _l("Nghỉ hoán đổi (làm bù %(day)s)")),
    (r"Làm bù(?: cho)?(?: ngày)? (?P<day>[\d/]+)", _l("Làm bù cho %(day)s")),
)
"""Days that stand for another day: of a holiday by its name, or of a date."""


def words(name: str) -> str:
    """A day of the calendar in the current language; as it is written where nobody has put it into words."""
    return name if current() == SOURCE else _translated(name)


def _translated(name: str) -> str:
    for form, message in HOLIDAYS:
        if re.fullmatch(form, name):
            return str(message)
    for form, message in MOVED:
        if found := re.fullmatch(form, name):
            return str(message) % {"day": _translated(found["day"])}
    return name

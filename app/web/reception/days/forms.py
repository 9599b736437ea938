"""Forms of the office for the head's receptions."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from wtforms import FormField, IntegerField, RadioField, SelectField
from wtforms.validators import Optional

from app.domain.reception.vocabulary import ReceptionForm, ReceptionMode
from app.domain.vocabulary import CaseKind
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.web.forms import DayField, Form, IdentityNumber, LineField, Longest, Phone, Required, TextField

CLOCK = re.compile(r"([01]?\d|2[0-3])\s*[:hg.]\s*([0-5]\d)?")


class PatternForm(Form):
    """How the office likes its days."""

    weekday = SelectField(_l("Thứ trong tuần (khi tính theo tuần)"), validate_choice=False, default="3")
    monthdays = LineField(_l("Ngày trong tháng (khi tính theo tháng)"), [Longest(20)], default="10, 25")
    opens = LineField(_l("Từ"), [Longest(8)], default="08:00")
    closes = LineField(_l("Đến"), [Longest(8)], default="11:00")
    place = LineField(_l("Nơi tiếp"), [Longest(200)])


class SessionForm(Form):
    """One reception."""

    mode = RadioField(_l("Loại buổi tiếp"), validate_choice=False, default=ReceptionMode.PERIODIC.value)
    form_of = RadioField(_l("Hình thức"), validate_choice=False, default=ReceptionForm.OFFICE.value)
    ground = SelectField(_l("Trường hợp đột xuất (khoản 3 Điều 18)"), validate_choice=False)
    day = DayField(_l("Ngày"), [Required(_l("Xin ghi ngày."))])
    opens = LineField(_l("Từ"), [Longest(8)], default="08:00")
    closes = LineField(_l("Đến"), [Longest(8)], default="11:00")
    slot_minutes = IntegerField(_l("Phút cho mỗi người"), [Optional()], default=20)
    place = LineField(_l("Nơi tiếp"), [Longest(200)])
    unit_code = SelectField(_l("Xã, phường (khi tiếp tại cơ sở)"), validate_choice=False)
    topic = TextField(_l("Nội dung dự kiến"), [Longest(2000)])
    participants = TextField(_l("Thành phần tham dự"), [Longest(2000)])
    points = TextField(_l("Điểm cầu thành phần (khi trực tuyến)"), [Longest(2000)])


class ChangeForm(Form):
    """A new date, or none; the reason is public."""

    day = DayField(_l("Ngày mới"))
    opens = LineField(_l("Từ"), [Longest(8)])
    place = LineField(_l("Nơi tiếp mới, nếu đổi"), [Longest(200)])
    reason = TextField(_l("Lý do, đăng công khai"), [Longest(500)])


class VisitorForm(Form):
    """A place given at the desk."""

    slot = SelectField(_l("Giờ"), validate_choice=False)
    kind = RadioField(_l("Về việc gì?"), validate_choice=False)
    name = LineField(_l("Họ và tên"), [Longest(160)])
    phone = LineField(_l("Số điện thoại"), [Longest(40), Phone()])
    identity_number = LineField(_l("Số căn cước, định danh hoặc hộ chiếu"), [Longest(40), IdentityNumber()])
    address = LineField(_l("Địa chỉ"), [Longest(240)])
    people_count = IntegerField(_l("Số người có mặt"), [Optional()], default=1)
    matter = TextField(_l("Nội dung trình bày"), [Longest(2000)])
    documents = TextField(_l("Giấy tờ sẽ mang theo"), [Longest(2000)])
    case_code = LineField(_l("Mã tra cứu của đơn đã nộp, nếu có"), [Longest(60)])
    needs = LineField(_l("Cần giúp gì khi đến?"), [Longest(200)])


class TaskForm(Form):
    """One task of the conclusion."""

    class Meta(Form.Meta):
        """Part of a form that has the token."""

        csrf = False

    what = TextField(_l("Việc"), [Longest(1000)])
    owner_body_id = SelectField(_l("Cơ quan thực hiện"), validate_choice=False)
    owner_name = LineField(_l("Đơn vị, người thực hiện"), [Longest(160)])
    due_on = DayField(_l("Hạn"))


class ConclusionForm(Form):
    """What was said and concluded with one visitor."""

    matter = TextField(_l("Nội dung trình bày"), [Longest(20_000)])
    request = TextField(_l("Yêu cầu, đề nghị"), [Longest(20_000)])
    conclusion = TextField(_l("Kết luận của người tiếp"), [Longest(5000)])
    guided_to = LineField(_l("Hướng dẫn đến cơ quan"), [Longest(200)])
    people_count = IntegerField(_l("Số người có mặt"), [Optional()], default=1)
    identity_number = LineField(_l("Số căn cước, định danh hoặc hộ chiếu"), [Longest(40), IdentityNumber()])
    address = LineField(_l("Địa chỉ"), [Longest(240)])
    task_a = FormField(TaskForm)
    task_b = FormField(TaskForm)
    task_c = FormField(TaskForm)

    @property
    def tasks(self) -> list[TaskForm]:
        """The rows for tasks, in their order."""
        return [self.task_a.form, self.task_b.form, self.task_c.form]


def read_clock(text: str | None) -> time | None:
    """A time of the day, typed 8:00, 8h30 or 08.00; None where it is none."""
    found = CLOCK.fullmatch((text or "").strip()[:8])
    return time(int(found[1]), int(found[2] or 0)) if found else None


def kinds() -> list[tuple[str, str]]:
    """What somebody may come about."""
    return [(one.value, labels.label(one)) for one in CaseKind if one is not CaseKind.FIELD_REPORT]


def of(members: Any, leaving: Sequence[Any] = ()) -> list[tuple[str, str]]:
    """The members of a vocabulary to choose from."""
    return [(one.value, labels.label(one)) for one in members if one not in leaving]

"""The one page of a visit as a form: who, what about, what follows (LTCD Đ25.2; Mẫu 03/TCD)."""

from typing import Any

from wtforms import BooleanField, FormField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional

from app.domain.reception.vocabulary import Priority, ReceptionForm, Sex, VisitOutcome
from app.domain.vocabulary import CaseKind
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.services.intake.petition_input import MAX_CONTENT
from app.web.forms import DayField, Form, IdentityNumber, LineField, Longest, NotInFuture, Phone, TextField

LIST_LENGTH = 60_000


class VisitorForm(Form):
    """The person who speaks at the desk."""

    class Meta(Form.Meta):
        """Part of a form that has the token."""

        csrf = False

    name = LineField(_l("Họ và tên"), [Longest(160)])
    birth_on = DayField(_l("Ngày sinh"), [NotInFuture()])
    sex = SelectField(_l("Giới tính"), validate_choice=False)
    identity_number = LineField(_l("Số căn cước, định danh hoặc hộ chiếu"), [Longest(40), IdentityNumber()])
    identity_issued_on = DayField(_l("Ngày cấp"), [NotInFuture()])
    identity_issued_by = LineField(_l("Nơi cấp"), [Longest(120)])
    phone = LineField(_l("Số điện thoại"), [Longest(40), Phone()])
    address = LineField(_l("Địa chỉ"), [Longest(240)])
    priority = SelectField(_l("Thuộc diện ưu tiên"), validate_choice=False)


class VisitForm(Form):
    """Everything of one visit."""

    scan = LineField(_l("Quét mã QR trên căn cước, hoặc gõ số giấy tờ, điện thoại, tên"), [Longest(600)])
    first = FormField(VisitorForm)
    people_count = IntegerField(_l("Số người có mặt"), [Optional()], default=1)
    more_people = TextField(_l("Những người cùng đến"), [Longest(LIST_LENGTH)])
    language = SelectField(_l("Tiếng nói của người đến"), validate_choice=False, default="vi")
    kind = RadioField(_l("Loại việc"), validate_choice=False)
    respondent_body_id = SelectField(_l("Cơ quan bị khiếu nại, bị tố cáo"), validate_choice=False)
    respondent_name = LineField(_l("Người bị khiếu nại, bị tố cáo"), [Longest(160)])
    decision_number = LineField(_l("Số quyết định bị khiếu nại"), [Longest(60)])
    act_on = DayField(_l("Ngày ra quyết định, ngày xảy ra việc"), [NotInFuture()])
    known_on = DayField(_l("Ngày nhận được quyết định, ngày biết việc"), [NotInFuture()])
    unit_code = SelectField(_l("Xã, phường nơi xảy ra việc"), validate_choice=False)
    category_code = SelectField(_l("Lĩnh vực"), validate_choice=False)
    matter = TextField(_l("Nội dung trình bày"), [Longest(MAX_CONTENT)])
    request = TextField(_l("Yêu cầu, đề nghị"), [Longest(MAX_CONTENT)])
    prior_handling = TextField(_l("Nơi đã xem xét, giải quyết trước đó"), [Longest(5000)])
    outcomes = SelectMultipleField(_l("Kết quả của lượt tiếp"), validate_choice=False)
    papers = TextField(_l("Tài liệu nhận"), [Longest(5000)])
    guided_to = LineField(_l("Hướng dẫn đến cơ quan"), [Longest(200)])
    refusal_ground = SelectField(_l("Căn cứ từ chối"), validate_choice=False)
    refusal_detail = TextField(_l("Lý do cụ thể"), [Longest(2000)])
    appointment_on = DayField(_l("Ngày hẹn"))
    appointment_time = LineField(_l("Giờ hẹn"), [Longest(5)])
    appointment_place = LineField(_l("Nơi hẹn"), [Longest(200)])
    appointment_bring = TextField(_l("Giấy tờ cần mang theo"), [Longest(1000)])
    note = TextField(_l("Ghi chú"), [Longest(2000)])
    form_of = RadioField(_l("Tiếp ở đâu"), validate_choice=False)
    started_on = DayField(_l("Ngày tiếp"), [NotInFuture()])
    started_time = LineField(_l("Từ giờ"), [Longest(5)])
    ended_time = LineField(_l("Đến giờ"), [Longest(5)])
    is_late_entry = BooleanField(_l("Nhập lại từ phiếu giấy (mất điện, mất mạng)"))
    correction_reason = TextField(_l("Vì sao đính chính"), [Longest(1000)])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind.choices = [(kind.value, labels.label(kind)) for kind in CaseKind]
        self.outcomes.choices = [(one.value, labels.label(one)) for one in VisitOutcome]
        self.form_of.choices = [(one.value, labels.label(one)) for one in (ReceptionForm.OFFICE, ReceptionForm.ON_SITE)]
        self.language.choices = [("vi", _l("Tiếng Việt")), ("km", _l("Tiếng Khmer"))]
        first = self.first.form
        first.sex.choices = [("", ""), *((one.value, labels.label(one)) for one in Sex)]
        first.priority.choices = [("", ""), *((one.value, labels.label(one)) for one in Priority)]

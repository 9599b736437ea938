"""Forms of whoever books a place with the head."""

from wtforms import BooleanField, IntegerField, RadioField
from wtforms.validators import Optional

from app.domain.vocabulary import CaseKind
from app.i18n.locale import lazy_gettext as _l
from app.services.reception.days.booking import LONGEST_MATTER
from app.web.forms import Form, IdentityNumber, LineField, Longest, Phone, Required, TextField

KINDS = [
    (CaseKind.COMPLAINT.value, _l("Khiếu nại"), _l("Về quyết định hay việc làm của cơ quan ảnh hưởng đến mình")),
    (CaseKind.RECOMMENDATION.value, _l("Kiến nghị, phản ánh"), _l("Góp ý, hỏi, báo chuyện chung")),
    (CaseKind.DENUNCIATION.value, _l("Tố cáo"), _l("Báo việc làm trái pháp luật: chỉ giữ giờ, không ghi gì về mình")),
]


class BookingForm(Form):
    """Who comes, about what; when it is a denunciation nothing but the time is read."""

    slot = RadioField(_l("Giờ"), validate_choice=False)
    kind = RadioField(_l("Về việc gì?"), validate_choice=False)
    name = LineField(_l("Họ và tên"), [Longest(160)])
    phone = LineField(_l("Số điện thoại"), [Longest(40), Phone()])
    identity_number = LineField(_l("Số căn cước, định danh hoặc hộ chiếu"), [Longest(40), IdentityNumber()])
    address = LineField(_l("Địa chỉ"), [Longest(240)])
    people_count = IntegerField(_l("Mấy người cùng đến?"), [Optional()], default=1)
    matter = TextField(_l("Việc muốn trình bày, vài dòng"), [Longest(LONGEST_MATTER)])
    documents = TextField(_l("Giấy tờ sẽ mang theo"), [Longest(LONGEST_MATTER)])
    case_code = LineField(_l("Mã tra cứu của đơn đã nộp, nếu có"), [Longest(60)])
    needs = LineField(_l("Cần giúp gì khi đến?"), [Longest(200)])
    waives_secrecy = BooleanField(_l("Tôi không yêu cầu giữ bí mật thông tin của mình trong buổi tiếp trực tuyến."))


class CodeForm(Form):
    """The code of an appointment, however it is written."""

    code = LineField(_l("Mã hẹn"), [Required(_l("Xin nhập mã hẹn trên phiếu hẹn."))])


class MoveForm(Form):
    """Another reception of the same head, or another time in it."""

    place = RadioField(_l("Giờ mới"), [Required(_l("Xin chọn giờ mới."))], validate_choice=False)

"""Forms of keeping accounts."""

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Regexp

from app.domain.calendars import DayKind
from app.domain.signing_in import Clearing
from app.domain.vocabulary import Role
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.persistence.queries import bodies
from app.services.keeping.accounts import NOT_ACCOUNTS
from app.web.clock import today
from app.web.forms import DayField, Form, LineField, Longest, Required, TextField

USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$"


class AccountForm(Form):
    """Who gets the account, and what it is for."""

    name = LineField(_l("Họ và tên"), [Required(_l("Xin ghi họ tên.")), Longest(120)])
    username = StringField(
        _l("Tên đăng nhập"),
        [
            Required(_l("Xin ghi tên đăng nhập.")),
            Longest(60),
            Regexp(USERNAME, message=_l("Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch; ít nhất 2 ký tự.")),
        ],
        description=_l("Chữ không dấu, ví dụ: lan.nguyen. Không đổi được về sau."),
    )
    position = LineField(_l("Chức vụ"), [Longest(160)], description=_l("Ví dụ: Chủ tịch UBND phường."))
    body_id = SelectField(_l("Cơ quan"), [Required(_l("Xin chọn cơ quan."))], validate_choice=True)
    role = SelectField(_l("Vai trò"), [Required(_l("Xin chọn vai trò."))], validate_choice=True)

    def prepare(self) -> None:
        """Bodies of today, and roles that have accounts."""
        found = bodies.on(today())
        self.body_id.choices = [(str(body.id), body.name) for body in found]
        self.role.choices = [(role.value, labels.label(role)) for role in Role if role not in NOT_ACCOUNTS]


CLEARINGS = {
    Clearing.LOST: _l("Mất điện thoại hoặc khóa"),
    Clearing.BROKEN: _l("Điện thoại hoặc khóa hỏng"),
    Clearing.NEW_DEVICE: _l("Đã đổi máy, không còn máy cũ"),
    Clearing.SUSPECTED: _l("Nghi có người khác dùng được"),
}


class ClearingForm(Form):
    """Why somebody starts over."""

    reason = RadioField(_l("Lý do"), [Required(_l("Xin chọn lý do."))])

    def __init__(self) -> None:
        super().__init__()
        self.reason.choices = [(reason.value, words) for reason, words in CLEARINGS.items()]


class ExceptionForm(Form):
    """A day that a notice makes a day off, or a working day."""

    day = DayField(_l("Ngày"), [Required(_l("Xin ghi ngày."))])
    kind = RadioField(_l("Ngày này là"), [Required(_l("Xin chọn một loại."))])
    name = LineField(_l("Tên"), [Required(_l("Xin ghi tên ngày, ví dụ: Nghỉ bù Quốc khánh.")), Longest(160)])
    ground = LineField(
        _l("Căn cứ"),
        [Required(_l("Xin ghi số, ngày và cơ quan ban hành văn bản làm căn cứ.")), Longest(240)],
        description=_l("Số, ngày, cơ quan ban hành văn bản."),
    )
    reason = TextField(
        _l("Lý do đưa vào lịch"),
        [Required(_l("Xin nêu lý do; lý do được lưu cùng mỗi thời hạn bị dời.")), Longest(2000)],
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = [(kind.value, labels.label(kind)) for kind in DayKind]


class WithdrawForm(Form):
    """Why an exception no longer counts."""

    reason = TextField(_l("Lý do rút"), [Required(_l("Xin nêu lý do rút.")), Longest(2000)])

"""The two questions at the law desk, read from the address. Nothing personal is asked."""

from typing import Any

from flask import request
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import StopValidation, ValidationError

from app.domain.vocabulary import CaseKind, Procedure
from app.i18n import grounds, labels
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.web.forms import DayField, Form, LineField, Longest, Required

NEEDS_A_BODY = frozenset({CaseKind.COMPLAINT, CaseKind.DENUNCIATION})


class Question(Form):
    """Asked by GET: no token, nothing is changed."""

    class Meta(Form.Meta):  # type: ignore[misc]
        """An address that is passed on holds no token."""

        csrf = False

    def __init__(self, **more: Any) -> None:
        super().__init__(formdata=request.args, **more)


class OnOrAfter:
    """Not before another day of the same form."""

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: Form, field: DayField) -> None:
        before = form[self.other].data
        if field.data and before and field.data < before:
            raise ValidationError(_("Ngày này không thể sớm hơn ngày %(day)s.", day=before.strftime("%d/%m/%Y")))


class NeedsOther:
    """Says nothing without another field of the same form."""

    def __init__(self, other: str, message: Any) -> None:
        self.other, self.message = other, message

    def __call__(self, form: Form, field: DayField) -> None:
        if field.data and not form[self.other].data:
            raise ValidationError(str(self.message))


class Known:
    """Law is known here from this day on, and calendars up to this year."""

    def __call__(self, form: Form, field: DayField) -> None:
        if field.data and not 1990 <= field.data.year <= 2100:
            raise StopValidation(_("Xin kiểm tra lại năm."))


class WhenForm(Question):
    """By when?"""

    clock = SelectField(_l("Thời hạn nào?"), [Required(_l("Xin chọn thời hạn."))], validate_choice=True)
    day = DayField(
        _l("Ngày của sự việc"),
        [Required(_l("Xin ghi ngày của sự việc, ví dụ 27/03/2026.")), Known()],
        description=_l("Ngày nhận đơn, ngày thụ lý, ngày nhận quyết định… Ngày này không tính; đếm từ ngày kế tiếp."),
    )
    case = SelectMultipleField(_l("Trường hợp riêng"))
    since = DayField(_l("Tạm đình chỉ từ ngày"), [Known(), OnOrAfter("day")])
    until = DayField(
        _l("Giải quyết tiếp từ ngày"),
        [Known(), NeedsOther("since", _l("Xin ghi cả ngày bắt đầu tạm đình chỉ.")), OnOrAfter("since")],
        description=_l("Bỏ trống nếu vẫn đang tạm đình chỉ."),
    )

    def offer(self, groups: dict[str, list[tuple[str, str]]], circumstances: tuple[str, ...]) -> None:
        """Clocks by procedure, and the circumstances that the rows ask about."""
        self.clock.choices = groups
        offered = [value for pairs in groups.values() for value, _name in pairs]
        if self.clock.data and self.clock.data not in offered:  # an old address: the clock under its first procedure
            asked = ":" + self.clock.data.rpartition(":")[2]
            self.clock.data = next((value for value in offered if value.endswith(asked)), self.clock.data)
        self.case.choices = [(name, grounds.circumstance(name)) for name in circumstances]


class WhoForm(Question):
    """Who decides?"""

    procedure = SelectField(_l("Loại việc"), [Required(_l("Xin chọn loại việc."))], validate_choice=True)
    act_on = DayField(
        _l("Ngày của quyết định, việc làm"),
        [Known()],
        description=_l("Danh sách cơ quan theo ngày này. Bỏ trống: lấy ngày nộp đơn."),
    )
    filed_on = DayField(_l("Ngày nộp đơn"), [Known(), OnOrAfter("act_on")], description=_l("Bỏ trống: hôm nay."))
    body = SelectField(_l("Cơ quan bị khiếu nại, tố cáo"), validate_choice=False)
    q = LineField(_l("Tìm trong danh sách cơ quan"), [Longest(80)])
    position = RadioField(_l("Việc làm của ai?"), default="staff")
    unit = SelectField(_l("Xã, phường nơi xảy ra"), validate_choice=False)
    field = SelectField(_l("Lĩnh vực"), validate_choice=False)
    first_on = DayField(
        _l("Ngày quyết định giải quyết lần đầu"), [Known()], description=_l("Chỉ khi khiếu nại lần hai, nếu có.")
    )

    def offer(self, bodies: dict[str, list[tuple[str, str]]], units: Any, fields: Any) -> None:
        """Bodies of the day of the act, communes of the day of filing, fields of work."""
        self.procedure.choices = [(one.value, labels.label(one)) for one in Procedure]
        self.body.choices, self.unit.choices, self.field.choices = bodies, units, fields
        self.position.choices = [
            ("staff", _("Cán bộ, công chức, hoặc quyết định của cơ quan")),
            ("head", _("Chính người đứng đầu, cấp phó")),
            ("body", _("Cả cơ quan, tổ chức (tố cáo)")),
        ]

    def validate_body(self, field: SelectField) -> None:
        """A complaint or denunciation is against somebody, who must have existed on the day."""
        offered = {code for pairs in (self.body.choices or {}).values() for code, _name in pairs}
        procedure = self.procedure.data
        if not field.data and procedure in list(Procedure) and Procedure(procedure).kind in NEEDS_A_BODY:
            raise ValidationError(_("Xin chọn cơ quan; không biết chắc thì chọn cơ quan gần đúng nhất."))
        if field.data and field.data not in offered:
            raise ValidationError(_("Cơ quan này không có vào ngày đó. Danh sách đã đổi theo ngày; xin chọn lại."))

"""Forms of having no part in a case, and their words."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField

from app.domain.confidentiality.recusal import Act, Because
from app.i18n.locale import lazy_gettext as _l
from app.services.impartiality.reasons import LONGEST
from app.web.forms import Form, Longest, Required, TextField

ACTS: dict[Act, Any] = {
    Act.RECUSE: _l("Tự rút khỏi vụ việc"),
    Act.EXCLUDE: _l("Không được tham gia"),
    Act.LIFT: _l("Được tham gia lại"),
}

BECAUSE: dict[Because, Any] = {
    Because.KIN: _l("Thân thích với người trong vụ việc"),
    Because.INTEREST: _l("Có quyền lợi, nghĩa vụ liên quan đến vụ việc"),
    Because.TOOK_PART: _l("Đã tham gia ban hành hoặc giải quyết chính việc này trước đây"),
    Because.OTHER: _l("Lý do khác làm giảm tính khách quan"),
}


class ReasonForm(Form):
    """Why somebody takes no part."""

    because = RadioField(_l("Vì sao?"), [Required(_l("Xin chọn một lý do."))])
    reason = TextField(_l("Nói rõ thêm"), [Required(_l("Xin ghi rõ lý do.")), Longest(LONGEST)])

    def __init__(self, **values: object) -> None:
        super().__init__(**values)
        self.because.choices = [(because.value, words) for because, words in BECAUSE.items()]


class RecuseForm(ReasonForm):
    """Somebody cannot handle a case himself."""


class ExcludeForm(ReasonForm):
    """Somebody of the body takes no part."""

    user_id = SelectField(_l("Người không được tham gia"), [Required(_l("Xin chọn người."))], coerce=str)


class LiftForm(Form):
    """Who takes part again, and why."""

    user_id = HiddenField()
    reason = TextField(_l("Lý do cho tham gia lại"), [Required(_l("Xin ghi rõ lý do.")), Longest(LONGEST)])

"""Forms of keeping accounts."""

from wtforms import SelectField, StringField
from wtforms.validators import Regexp

from app.domain.vocabulary import Role
from app.i18n import labels
from app.i18n.locale import lazy_gettext as _l
from app.persistence.queries import bodies
from app.services.keeping.accounts import NOT_ACCOUNTS
from app.web.clock import today
from app.web.forms import Form, LineField, Longest, Required

USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$"


class ConfirmForm(Form):
    """Nothing to fill in; the token says that the button was ours."""


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

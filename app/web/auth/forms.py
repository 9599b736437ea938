"""Forms of signing in."""

from wtforms import HiddenField, IntegerField, PasswordField
from wtforms.validators import EqualTo

from app.i18n.locale import lazy_gettext as _l
from app.web.forms import Form, LineField, Longest, Required

LONGEST_ANSWER = 8_000  # characters of a passkey's answer


class SignInForm(Form):
    """Name and password; where to go afterwards."""

    username = LineField(_l("Tên đăng nhập"), [Required(_l("Xin nhập tên đăng nhập.")), Longest(60)])
    password = PasswordField(_l("Mật khẩu"), [Required(_l("Xin nhập mật khẩu.")), Longest(256)])
    next = HiddenField()


class CodeForm(Form):
    """The second step: six digits of the application, or a recovery code."""

    code = LineField(_l("Mã xác thực"), [Required(_l("Xin nhập mã.")), Longest(60)])


class PasskeyForm(Form):
    """What the browser answers for the key; the script fills it in."""

    answer = HiddenField(validators=[Required(), Longest(LONGEST_ANSWER)])
    next = HiddenField()


class PasswordForm(Form):
    """The old password once, the new one twice."""

    old = PasswordField(_l("Mật khẩu đang dùng"), [Required(), Longest(256)])
    new = PasswordField(_l("Mật khẩu mới"), [Required(), Longest(256)])
    again = PasswordField(_l("Nhập lại mật khẩu mới"), [EqualTo("new", _l("Hai lần nhập không giống nhau."))])


class OfficeForm(Form):
    """One of the offices that the account holds; which, is seen to where it is chosen."""

    office_id = IntegerField(validators=[Required()])

"""Forms of the sealed compartment."""

from wtforms import HiddenField, PasswordField, SelectField
from wtforms.validators import EqualTo

from app.domain.confidentiality import Purpose
from app.i18n.labels import label
from app.i18n.locale import lazy_gettext as _l
from app.services.sealing.granting import MAX_REASON
from app.web.forms import Form, Longest, Required, TextField


class OpenForm(Form):
    """What it is opened for; without a purpose nothing opens."""

    purpose = SelectField(_l("Mở để làm gì?"), [Required(_l("Xin chọn mục đích mở."))])

    def __init__(self, **values: object) -> None:
        super().__init__(**values)
        known = [(purpose.value, label(purpose)) for purpose in Purpose if purpose is not Purpose.RECOVERY]
        self.purpose.choices = [("", _l("Chọn một mục đích")), *known]


class GrantForm(Form):
    """Who is given a copy of the key, and why."""

    user_id = SelectField(_l("Trao chìa khóa cho"), [Required(_l("Xin chọn người."))], coerce=str)
    reason = TextField(
        _l("Lý do"),
        [Required(_l("Xin ghi lý do.")), Longest(MAX_REASON)],
        description=_l("Lý do nằm trong hồ sơ kín, chỉ người mở được hồ sơ mới đọc."),
    )


class RevokeForm(Form):
    """From whom it is taken back, and why."""

    copy_id = HiddenField()
    reason = TextField(_l("Lý do thu hồi"), [Required(_l("Xin ghi lý do.")), Longest(MAX_REASON)])


class UnlockForm(Form):
    """The password, or the passphrase of who signs in without one."""

    secret = PasswordField(_l("Mật khẩu hoặc cụm từ niêm phong"), [Required(), Longest(256)])


class PassphraseForm(Form):
    """A passphrase of its own, twice."""

    passphrase = PasswordField(
        _l("Cụm từ niêm phong"), [Required(), Longest(256)], description=_l("Ít nhất 12 ký tự; một câu dễ nhớ là tốt.")
    )
    again = PasswordField(_l("Nhập lại cụm từ"), [EqualTo("passphrase", _l("Hai lần nhập không giống nhau."))])


class PublicKeyForm(Form):
    """The public half of a pair made on an offline machine."""

    public_key = TextField(
        _l("Khóa công khai"), [Required(), Longest(200)], description=_l("Dòng bắt đầu bằng TDPUB1 do công cụ in ra.")
    )


class RedactionForm(Form):
    """The content without anybody's identity."""

    text = TextField(_l("Nội dung đã che danh tính"), [Required(_l("Xin viết nội dung.")), Longest(20_000)])

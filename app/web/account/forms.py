"""Forms of the own account."""

from wtforms import BooleanField, HiddenField, PasswordField

from app.i18n.locale import lazy_gettext as _l
from app.web.forms import Form, LineField, Longest, Required

LONGEST_ANSWER = 8_000  # characters of a passkey's answer


class ProofForm(Form):
    """One proof of these: password, code, or the answer of a passkey."""

    password = PasswordField(_l("Mật khẩu"), [Longest(256)])
    code = LineField(_l("Mã xác thực"), [Longest(60)], description=_l("6 chữ số trong ứng dụng, hoặc một mã dự phòng."))
    answer = HiddenField(validators=[Longest(LONGEST_ANSWER)])
    next = HiddenField()
    send = HiddenField()


class EnrolForm(Form):
    """The first code of the application shows that it has the secret."""

    code = LineField(
        _l("Mã 6 chữ số đang hiện trong ứng dụng"), [Required(_l("Xin nhập mã đang hiện trong ứng dụng.")), Longest(20)]
    )


class PasskeyForm(Form):
    """A name to know the key by, and what the browser made; the script fills in the second."""

    name = LineField(
        _l("Tên gọi"),
        [Required(_l("Xin đặt tên, để sau này biết khóa nào.")), Longest(60)],
        description=_l("Ví dụ: điện thoại của tôi, máy bàn phòng một cửa."),
    )
    answer = HiddenField(validators=[Longest(LONGEST_ANSWER)])


class NoticeForm(Form):
    """Where mail goes, and which. The address may stay empty: then everything waits in the application."""

    address = LineField(
        _l("Thư điện tử công vụ"),
        [Longest(160)],
        description=_l("Để trống thì không gửi thư; thông báo vẫn hiện ở trang này."),
    )
    digest = BooleanField(_l("Buổi sáng ngày làm việc: các thông báo mới trong một thư"), default=True)
    urgent = BooleanField(_l("Gửi ngay khi có việc quá hạn, đôn đốc, đoàn đông người, điểm nóng"), default=True)

"""Forms of the one who follows his petition."""

from wtforms import BooleanField, Field, HiddenField, MultipleFileField, RadioField
from wtforms.validators import AnyOf, Email, Length, Optional, ValidationError

from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.services.settlement.conversation import MAX_MESSAGE
from app.web.forms import DayField, Form, IdentityNumber, LineField, Longest, NotInFuture, Phone, Required, TextField
from app.web.public.tracking.words import SCORES

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt,.txt,.mp3,.m4a,.mp4"
FILES_HINT = _l("Ảnh chụp, PDF, Word, ghi âm. Mỗi tệp không quá 20 MB, nhiều nhất 10 tệp.")


class TrackForm(Form):
    """One field: the code, however it is written. What cannot be one is told in the same words as what is none."""

    code = LineField(_l("Mã tra cứu"), [Required(_l("Xin nhập mã tra cứu trên giấy biên nhận."))])


class ReplyForm(Form):
    """An answer to the authority, or something the citizen adds."""

    text = TextField(_l("Nội dung bổ sung"), [Required(_l("Xin viết nội dung muốn gửi.")), Longest(MAX_MESSAGE)])
    files = MultipleFileField(_l("Giấy tờ, hình ảnh kèm theo"), description=FILES_HINT)
    protection = BooleanField(_l("Tôi đề nghị được bảo vệ, cho bản thân hoặc người thân."))


class WithdrawForm(Form):
    """Withdrawing ends the case, so it is confirmed in words."""

    reason = TextField(
        _l("Lý do rút đơn"),
        [Longest(MAX_MESSAGE)],
        description=_l("Không bắt buộc nói lý do. Nếu bị ép buộc, đe dọa phải rút đơn, xin đừng rút: hãy báo cơ quan."),
    )
    sure = BooleanField(_l("Tôi đã đọc và tự nguyện rút đơn này."), [Required(_l("Xin đánh dấu để xác nhận rút đơn."))])


class RateForm(Form):
    """Five steps in words."""

    score = LineField(
        _l("Bà con có hài lòng với kết quả không?"),
        [Required(_l("Xin chọn một mức.")), AnyOf([str(score) for score in SCORES], _l("Xin chọn một mức."))],
    )
    comment = TextField(_l("Ý kiến thêm"), [Longest(MAX_MESSAGE)])
    reopen = BooleanField(_l("Câu trả lời chưa thỏa đáng: tôi đề nghị xem lại"))


class AppealForm(Form):
    """What a second complaint adds to the first: why, and what is asked; the rest is taken over."""

    written_on = DayField(_l("Ngày viết đơn"), [Required(_l("Xin ghi ngày viết đơn.")), NotInFuture()])
    content = TextField(
        _l("Vì sao bà con không đồng ý?"),
        [
            Required(_l("Xin viết lý do không đồng ý.")),
            Longest(20_000),
            Length(min=10, message=_l("Xin viết rõ hơn một chút, ít nhất 10 ký tự.")),
        ],
    )
    request_ = TextField(
        _l("Bà con yêu cầu giải quyết thế nào?"),
        [Required(_l("Xin viết điều bà con yêu cầu.")), Longest(20_000)],
        name="request",
    )
    late_reason = TextField(_l("Vì sao nộp sau thời hạn?"), [Optional(), Longest(MAX_MESSAGE)])
    files = MultipleFileField(_l("Giấy tờ kèm theo"), description=FILES_HINT)


class DenounceAgainForm(Form):
    """Who denounces again, and why (LTC Đ23, Đ37, Đ38)."""

    content = TextField(
        _l("Vì sao bà con tố cáo tiếp?"),
        [
            Required(_l("Xin viết lý do tố cáo tiếp.")),
            Longest(20_000),
            Length(min=10, message=_l("Xin viết rõ hơn một chút, ít nhất 10 ký tự.")),
        ],
    )
    files = MultipleFileField(_l("Giấy tờ kèm theo"), description=FILES_HINT)
    name = LineField(_l("Họ và tên"), [Required(_l("Xin ghi họ tên người tố cáo.")), Longest(160)])
    address = LineField(_l("Địa chỉ"), [Required(_l("Xin ghi địa chỉ.")), Longest(240)])
    phone = LineField(_l("Số điện thoại"), [Longest(40), Phone()])
    email = LineField(_l("Thư điện tử"), [Longest(160), Optional(), Email()])
    identity_number = LineField(_l("Số căn cước, định danh hoặc hộ chiếu"), [Longest(40), IdentityNumber()])
    wants_protection = BooleanField(_l("Tôi đề nghị được bảo vệ, vì lo bị trả thù"))

    def validate_phone(self, field: Field) -> None:
        """One way or the other."""
        if not field.data and not self.email.data:
            raise ValidationError(_("Xin ghi số điện thoại hoặc thư điện tử."))


class ToldForm(Form):
    """An address for notices alone. Of a denunciation the warning must have been read."""

    way = RadioField(_l("Báo tin bằng"), [Required(_l("Xin chọn thư điện tử hay tin nhắn."))])
    address = LineField(
        _l("Địa chỉ thư điện tử hoặc số điện thoại"),
        [Required(_l("Xin ghi địa chỉ hoặc số điện thoại.")), Longest(160)],
    )
    understood = BooleanField(_l("Tôi đã đọc và vẫn muốn nhận tin"))

    def prepare(self, is_sealed: bool) -> None:
        self.way.choices = [("mail", _("Thư điện tử")), ("text", _("Tin nhắn điện thoại"))]
        if not is_sealed:
            del self.understood
        else:
            self.understood.validators = [Required(_l("Xin đọc lời dặn và đánh dấu vào ô này."))]


class StopForm(Form):
    """One button; `again` turns it round."""

    again = HiddenField()

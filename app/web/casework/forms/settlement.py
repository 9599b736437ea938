"""Forms of settlement: verification, dialogue, decision, effect, execution, answer."""

from flask import request
from wtforms import BooleanField, RadioField, SelectField

from app.domain.facts import Actor
from app.domain.vocabulary import Outcome, Step
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import Case
from app.services import records
from app.services.settlement import dialogue, further
from app.web.casework.forms.intake import officer_choices
from app.web.casework.forms.steps import MAX_TEXT, NoteForm, NumberedForm, PaperForm, StepForm
from app.web.clock import today
from app.web.forms import DayField, LineField, Longest, NotInFuture, Required, TextField


class VerifyForm(PaperForm):
    """Who verifies."""

    officer_id = SelectField(_l("Giao cho"), [Required(_l("Xin chọn người xác minh."))])
    note = TextField(_l("Chỉ đạo"), [Longest(MAX_TEXT)], description=_l("Chỉ trong cơ quan đọc được."))

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        self.officer_id.choices = [("", "–"), *officer_choices(case)]
        if request.method == "GET" and case.officer_id:
            self.officer_id.data = str(case.officer_id)


class ReportVerificationForm(PaperForm):
    """What was found, and whether it agrees with the request: that decides about the dialogue."""

    findings = TextField(
        _l("Kết quả xác minh"),
        [Required(_l("Xin ghi kết quả xác minh.")), Longest(MAX_TEXT)],
        description=_l("Chỉ trong cơ quan đọc được."),
    )
    comparison = RadioField(
        _l("Kết quả xác minh so với yêu cầu của người khiếu nại"),
        [Required(_l("Xin chọn: từ đây mới biết có phải đối thoại hay không."))],
    )

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        self.comparison.choices = [
            ("same", _("Giống nhau")),
            ("differs", _("Còn khác nhau: phải tổ chức đối thoại")),
        ]


class DraftForm(NoteForm):
    """Go on to the decision."""


class CallDialogueForm(PaperForm):
    """When and where."""

    held_on = DayField(_l("Ngày đối thoại"), [Required(_l("Xin ghi ngày đối thoại."))])
    place = LineField(_l("Địa điểm"), [Required(_l("Xin ghi địa điểm.")), Longest(200)])

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        first = dialogue.earliest_day(case, today())
        if first is not None:
            self.held_on.description = _(
                "Phải báo trước ít nhất 5 ngày: giấy mời gửi hôm nay thì sớm nhất là ngày %(day)s.",
                day=formats.day(first),
            )
        if request.method == "GET":
            self.held_on.data = first


class HoldDialogueForm(PaperForm):
    """The minutes, or the absence."""

    minutes = TextField(
        _l("Tóm tắt biên bản"),
        [Required(_l("Xin ghi tóm tắt biên bản.")), Longest(MAX_TEXT)],
        description=_l("Chỉ trong cơ quan đọc được."),
    )
    absent = BooleanField(
        _l("Người khiếu nại vắng mặt không có lý do chính đáng, đã lập biên bản"),
        description=_l(
            "Không tính là đã đối thoại; nhưng từ 01/07/2026, có biên bản vắng mặt thì được giải quyết tiếp."
        ),
    )


class DecideForm(NumberedForm):
    """The settlement decision."""

    outcome = RadioField(_l("Kết luận"), [Required(_l("Xin chọn kết luận."))])
    content = TextField(
        _l("Nội dung quyết định"),
        [Required(_l("Xin ghi nội dung quyết định.")), Longest(MAX_TEXT)],
        description=_l("Công dân đọc được ngay sau khi ký."),
    )
    remedy = TextField(
        _l("Việc cơ quan phải làm"), [Longest(MAX_TEXT)], description=_l("Sửa, hủy quyết định; khôi phục quyền lợi …")
    )

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        self.outcome.choices = [(outcome.value, labels.label(outcome)) for outcome in Outcome]


class AnswerForm(PaperForm):
    """The written answer."""

    content = TextField(
        _l("Nội dung trả lời"),
        [Required(_l("Xin viết nội dung trả lời.")), Longest(MAX_TEXT)],
        description=_l("Công dân đọc được ngay khi tra cứu."),
    )


class ServeForm(StepForm):
    """The day he received it."""

    served_on = DayField(
        _l("Ngày công dân nhận được quyết định"),
        [Required(_l("Xin ghi ngày nhận.")), NotInFuture()],
        description=_l("Theo giấy báo nhận hoặc chữ ký nhận. Thời hạn khiếu nại lần hai tính từ ngày này."),
    )

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        if request.method == "GET":
            self.served_on.data = today()


class PublishForm(PaperForm):
    """In a form that the law names."""

    where = LineField(
        _l("Công khai ở đâu"),
        [Required(_l("Xin ghi nơi công khai.")), Longest(200)],
        description=_l("Niêm yết tại trụ sở, công bố tại cuộc họp, cổng thông tin điện tử …"),
    )


class ExecuteForm(PaperForm):
    """Who does what by when."""

    assignment = TextField(
        _l("Giao ai làm gì, xong trước ngày nào"),
        [Required(_l("Xin ghi rõ việc thi hành.")), Longest(MAX_TEXT)],
        description=_l("Chỉ trong cơ quan đọc được."),
    )


class CloseForm(PaperForm):
    """The result of execution, or nothing."""

    note = TextField(_l("Kết quả"), [Longest(MAX_TEXT)], description=_l("Chỉ trong cơ quan đọc được."))
    stated = BooleanField(_l("Xác nhận"))

    def prepare(self, case: Case, actor: Actor) -> None:
        """The box only where a plain denunciation was acted on at once."""
        super().prepare(case, actor)
        fact = records.stated_with(Step.CLOSE, case.facts())
        if fact is None or case.accepted_on is not None:
            del self.stated
        else:
            self.stated.label.text = labels.STATED[fact]


class FurtherForm(PaperForm):
    """One of the rarer steps: the document, a word why or inside the authority, and what is declared with it."""

    reason = TextField(_l("Lý do, nội dung"), [Longest(MAX_TEXT)], description=_l("Công dân sẽ đọc được lý do này."))
    note = TextField(_l("Ghi chú nội bộ"), [Longest(MAX_TEXT)], description=_l("Chỉ trong cơ quan đọc được."))
    stated = BooleanField(_l("Xác nhận"))

    def prepare(self, case: Case, actor: Actor) -> None:
        """No box where nothing is declared."""
        super().prepare(case, actor)
        step = Step((request.view_args or {})["step"])
        if step not in further.NEEDS_REASON:
            del self.reason
        if step in further.NEEDS_REASON:
            del self.note
        fact = records.stated_with(step, case.facts())
        if fact is None:
            del self.stated
        else:
            self.stated.label.text = labels.STATED[fact]


class WithdrawForm(PaperForm):
    """A withdrawal handed in on paper."""

    reason = TextField(_l("Lời của công dân, nếu có"), [Longest(MAX_TEXT)])

"""Forms of screening: register, assign, classify, join, ask, and the head's disposition."""

from datetime import date

from flask import request
from wtforms import HiddenField, RadioField, SelectField

from app.domain.access import BODY_STAFF
from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, Role
from app.i18n import labels
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.case import Case
from app.persistence.models.office import HeldOffice
from app.persistence.queries import bodies
from app.persistence.queries.offices import holding
from app.services import steps
from app.web.casework.forms.steps import MAX_TEXT, PaperForm, PaperReasonForm, ReasonForm, StepForm
from app.web.clock import today
from app.web.forms import DayField, LineField, Longest, Required, TextField, read_number, read_numbers

MAX_MESSAGE = 5_000


def officer_choices(case: Case) -> list[tuple[str, str]]:
    """Who can be given a case: the officers of the body that are not kept away from it, and the head of a small one."""
    here = sorted(holding.at_body(case.body_id, today()), key=_heads_last)
    found = {office.user_id: office for office in here if steps.is_free(case, office.user)}
    return [(str(one.user_id), f"{one.user.name} ({one.title or labels.label(one.role)})") for one in found.values()]


def _heads_last(office: HeldOffice) -> bool:
    return office.role is Role.HEAD


def body_choices(case: Case, day: date) -> list[tuple[str, str]]:
    """Bodies of this system that a petition can be passed to."""
    return [(str(body.id), body.name) for body in bodies.receivers(day) if body.id != case.body_id]


class AssignForm(StepForm):
    """Who works on it."""

    officer_id = SelectField(_l("Người xử lý"), [Required(_l("Xin chọn người xử lý."))])

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        self.officer_id.choices = [("", "–"), *officer_choices(case)]
        if request.method == "GET" and case.officer_id:
            self.officer_id.data = str(case.officer_id)


class RegisterForm(StepForm):
    """Nothing to fill in, but of a repeated denunciation: which of the two ways it goes (LTC Đ37, Đ38)."""

    again = RadioField(_l("Vì sao tố cáo tiếp?"), [Required(_l("Xin chọn một lý do."))])

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        if case.procedure is not Procedure.REPEAT_DENUNCIATION:
            del self.again
            return
        self.again.choices = [
            ("result", _("Cho rằng việc giải quyết tố cáo trái pháp luật: xem xét trong 20 ngày")),
            ("delay", _("Quá thời hạn mà chưa được giải quyết: yêu cầu báo cáo trong 05 ngày làm việc")),
        ]
        if request.method == "GET":
            self.again.data = "delay" if case.is_about_delay else "result"

    def about_delay(self) -> bool | None:
        """None where nobody is asked."""
        return self.again.data == "delay" if self.again else None


class ClassifyForm(ReasonForm):
    """What it really is, and why; of a sealed case no words."""

    procedure = SelectField(_l("Đơn này thực chất là"), [Required(_l("Xin chọn loại đơn."))])

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        others = [one for one in Procedure if one is not case.procedure]
        if case.is_sealed:
            others = [one for one in others if one.kind is CaseKind.DENUNCIATION]
            del self.reason
        self.procedure.choices = [("", "–"), *((one.value, labels.label(one)) for one in others)]


class JoinForm(ReasonForm):
    """Into which case. Its number is typed, or comes from the list of likely duplicates."""

    into = LineField(
        _l("Gộp vào vụ việc số"),
        [Required(_l("Xin ghi số vụ việc.")), Longest(20)],
        description=_l("Ví dụ 2026-000123. Vụ việc cũ giữ nguyên thời hạn; không có thời hạn mới."),
    )

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        if request.method == "GET":
            self.into.data = request.args.get("into", "")

    def into_id(self) -> int:
        """The id in the number; 0 when it cannot be one."""
        digits = (self.into.data or "").rpartition("-")[2].strip()
        return read_number(digits) or 0


class AskForm(StepForm):
    """A question to the citizen."""

    text = TextField(
        _l("Đề nghị công dân bổ sung, giải thích"),
        [Required(_l("Xin viết nội dung đề nghị.")), Longest(MAX_MESSAGE)],
        description=_l("Công dân đọc được ngay khi tra cứu. Thời hạn của cơ quan vẫn tiếp tục chạy."),
    )
    reply_by = DayField(_l("Đề nghị trả lời trước ngày"))


class AcceptForm(PaperForm):
    """The acceptance notice."""


class DeclineForm(PaperReasonForm):
    """Refusal, guidance, return, filing: the reason is prefilled with the officer's and may be rewritten."""

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        if request.method == "GET" and case.proposal and not case.is_sealed:
            self.reason.data = case.proposal.get("reason", "")


class GuideForm(DeclineForm):
    """To whom the citizen is guided."""

    target_name = LineField(
        _l("Hướng dẫn đến cơ quan"), [Required(_l("Xin ghi cơ quan mà công dân cần đến.")), Longest(160)]
    )

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        if request.method == "GET" and case.proposal:
            self.target_name.data = case.proposal.get("target_name", "")


class TransferForm(DeclineForm):
    """Inside the system the case itself goes; outside it ends here."""

    target = SelectField(_l("Cơ quan nhận trong hệ thống"))
    target_name = LineField(
        _l("Hoặc cơ quan ngoài hệ thống"), [Longest(160)], description=_l("Tòa án, viện kiểm sát, cơ quan Đảng …")
    )

    def prepare(self, case: Case, actor: Actor) -> None:
        super().prepare(case, actor)
        self.target.choices = [("", "–"), *body_choices(case, today())]
        if request.method == "GET" and case.proposal:
            self.target.data = str(case.proposal.get("target_body_id") or "")
            self.target_name.data = "" if self.target.data else case.proposal.get("target_name", "")


class ReturnProposalForm(StepForm):
    """What the officer should do better."""

    note = TextField(
        _l("Yêu cầu đối với người xử lý"),
        [Required(_l("Xin ghi điều cần làm lại.")), Longest(MAX_TEXT)],
        description=_l("Chỉ trong cơ quan đọc được."),
    )


class ApproveForm(PaperForm):
    """Approve as proposed, from the desk: number and date may follow later."""


class HandOutForm(StepForm):
    """Several cases at once, from the queue."""

    officer_id = HiddenField()
    back = HiddenField()

    def case_ids(self) -> list[int]:
        """The ticked boxes."""
        return read_numbers(request.form.getlist("case"))[:50]


STAFF_WHO_TAKE = BODY_STAFF - {Role.HEAD}

"""Screening, step by step: register, assign, classify, join, ask."""

from flask.typing import ResponseReturnValue

from app.domain.vocabulary import CaseKind, Step
from app.i18n.locale import gettext as _
from app.services.intake import triage
from app.services.settlement import conversation
from app.web.casework.forms.intake import AskForm, AssignForm, ClassifyForm, JoinForm
from app.web.casework.forms.steps import StepForm
from app.web.casework.taking import ask_and_take


def register(case_id: int) -> ResponseReturnValue:
    """Enter the petition in the register."""
    return ask_and_take(
        case_id,
        Step.REGISTER,
        StepForm,
        lambda actor, form, at: triage.register(actor, case_id, at=at),
        done=_("Đã vào sổ. Việc tiếp theo: kiểm tra điều kiện và đề xuất xử lý."),
    )


def assign(case_id: int) -> ResponseReturnValue:
    """Give the case to an officer."""
    return ask_and_take(
        case_id,
        Step.ASSIGN,
        AssignForm,
        lambda actor, form, at: triage.assign(actor, case_id, int(form.officer_id.data), at=at),
        done=_("Đã giao người xử lý."),
    )


def classify(case_id: int) -> ResponseReturnValue:
    """Correct the kind of the petition."""
    return ask_and_take(
        case_id,
        Step.CLASSIFY,
        ClassifyForm,
        lambda actor, form, at: triage.classify(actor, case_id, CaseKind(form.kind.data), form.reason.data, at=at),
        done=_("Đã phân loại lại. Thời hạn của loại đơn mới tính từ ngày tiếp nhận."),
    )


def join(case_id: int) -> ResponseReturnValue:
    """Join the petition to an older case."""
    return ask_and_take(
        case_id,
        Step.JOIN,
        JoinForm,
        lambda actor, form, at: triage.join(actor, case_id, form.into_id(), form.reason.data, at=at),
        done=_("Đã gộp đơn vào vụ việc cũ. Vụ việc cũ giữ nguyên thời hạn."),
    )


def ask(case_id: int) -> ResponseReturnValue:
    """Ask the citizen for more."""
    return ask_and_take(
        case_id,
        Step.ASK,
        AskForm,
        lambda actor, form, at: conversation.ask(actor, case_id, form.text.data, reply_by=form.reply_by.data, at=at),
        done=_("Đã gửi đề nghị. Công dân đọc được khi tra cứu bằng mã."),
    )

"""From the decision to the end: signed, sent, served, published, in effect, executed, closed; or answered."""

from flask.typing import ResponseReturnValue

from app.domain.vocabulary import Outcome, Step
from app.i18n.locale import gettext as _
from app.services.settlement import answering, decision, execution
from app.web.casework.forms.settlement import (
    AnswerForm,
    CloseForm,
    DecideForm,
    ExecuteForm,
    PublishForm,
    ServeForm,
)
from app.web.casework.forms.steps import PaperForm, StepForm
from app.web.casework.taking import ask_and_take, paper_of


def decide(case_id: int) -> ResponseReturnValue:
    """Sign the settlement decision."""
    return ask_and_take(
        case_id,
        Step.DECIDE,
        DecideForm,
        lambda actor, form, at: decision.decide(
            actor,
            case_id,
            Outcome(form.outcome.data),
            form.content.data,
            remedy=form.remedy.data or "",
            paper=paper_of(form),
            at=at,
        ),
        done=_("Đã ban hành quyết định. Việc tiếp theo: gửi cho các bên."),
    )


def answer(case_id: int) -> ResponseReturnValue:
    """Answer a recommendation."""
    return ask_and_take(
        case_id,
        Step.ANSWER,
        AnswerForm,
        lambda actor, form, at: answering.answer(actor, case_id, form.content.data, paper=paper_of(form), at=at),
        done=_("Đã trả lời. Công dân đọc được và có thể nói mình hài lòng hay chưa."),
    )


def send(case_id: int) -> ResponseReturnValue:
    """Send the decision, or the order to suspend, resume or stop."""
    return ask_and_take(
        case_id,
        Step.SEND,
        PaperForm,
        lambda actor, form, at: decision.send(actor, case_id, paper=paper_of(form), at=at),
        done=_("Đã ghi ngày gửi."),
    )


def serve(case_id: int) -> ResponseReturnValue:
    """Record the day the complainant received the decision."""
    return ask_and_take(
        case_id,
        Step.SERVE,
        ServeForm,
        lambda actor, form, at: decision.serve(actor, case_id, form.served_on.data, at=at),
        done=_("Đã ghi ngày công dân nhận quyết định."),
    )


def publish(case_id: int) -> ResponseReturnValue:
    """Make the decision public."""
    return ask_and_take(
        case_id,
        Step.PUBLISH,
        PublishForm,
        lambda actor, form, at: decision.publish(actor, case_id, form.where.data, paper=paper_of(form), at=at),
        done=_("Đã ghi việc công khai."),
    )


def confirm_effect(case_id: int) -> ResponseReturnValue:
    """Confirm that the decision has effect."""
    return ask_and_take(
        case_id,
        Step.CONFIRM_EFFECT,
        StepForm,
        lambda actor, form, at: execution.confirm_effect(actor, case_id, at=at),
        done=_("Quyết định có hiệu lực. Việc tiếp theo: chỉ đạo thi hành."),
    )


def execute(case_id: int) -> ResponseReturnValue:
    """Order execution."""
    return ask_and_take(
        case_id,
        Step.EXECUTE,
        ExecuteForm,
        lambda actor, form, at: execution.execute(actor, case_id, form.assignment.data, paper=paper_of(form), at=at),
        done=_("Đã giao thi hành."),
    )


def close(case_id: int) -> ResponseReturnValue:
    """Close the file."""
    return ask_and_take(
        case_id,
        Step.CLOSE,
        CloseForm,
        lambda actor, form, at: answering.close(
            actor,
            case_id,
            paper=paper_of(form),
            note=form.note.data or "",
            evident=bool(form.stated and form.stated.data),
            at=at,
        ),
        done=_("Đã kết thúc vụ việc."),
    )

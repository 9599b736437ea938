"""From acceptance to the draft decision: verification, dialogue, more time, stopping."""

from flask.typing import ResponseReturnValue

from app.domain.vocabulary import Step
from app.i18n.locale import gettext as _
from app.services.settlement import dialogue, extension, suspension, verification
from app.web.casework.forms.settlement import (
    CallDialogueForm,
    DraftForm,
    HoldDialogueForm,
    ReportVerificationForm,
    VerifyForm,
    WithdrawForm,
)
from app.web.casework.forms.steps import PaperForm, PaperReasonForm
from app.web.casework.taking import ask_and_take, paper_of


def verify(case_id: int) -> ResponseReturnValue:
    """Order verification."""
    return ask_and_take(
        case_id,
        Step.VERIFY,
        VerifyForm,
        lambda actor, form, at: verification.verify(
            actor, case_id, int(form.officer_id.data), paper=paper_of(form), note=form.note.data, at=at
        ),
        done=_("Đã giao xác minh."),
    )


def report_verification(case_id: int) -> ResponseReturnValue:
    """Report what verification has found."""
    return ask_and_take(
        case_id,
        Step.REPORT_VERIFICATION,
        ReportVerificationForm,
        lambda actor, form, at: verification.report(
            actor,
            case_id,
            form.findings.data,
            matches_request=form.comparison.data == "same",
            paper=paper_of(form),
            at=at,
        ),
        done=_("Đã ghi báo cáo xác minh. Hồ sơ chờ người đứng đầu."),
    )


def draft(case_id: int) -> ResponseReturnValue:
    """Go on to the draft decision."""
    return ask_and_take(
        case_id,
        Step.DRAFT,
        DraftForm,
        lambda actor, form, at: verification.draft(actor, case_id, note=form.note.data, at=at),
        done=_("Chuyển sang dự thảo quyết định."),
    )


def call_dialogue(case_id: int) -> ResponseReturnValue:
    """Invite to the dialogue."""
    return ask_and_take(
        case_id,
        Step.CALL_DIALOGUE,
        CallDialogueForm,
        lambda actor, form, at: dialogue.call(
            actor, case_id, held_on=form.held_on.data, place=form.place.data, paper=paper_of(form), at=at
        ),
        done=_("Đã mời đối thoại. Công dân thấy ngày và địa điểm khi tra cứu."),
    )


def hold_dialogue(case_id: int) -> ResponseReturnValue:
    """Put the dialogue on record."""
    return ask_and_take(
        case_id,
        Step.HOLD_DIALOGUE,
        HoldDialogueForm,
        lambda actor, form, at: dialogue.hold(
            actor, case_id, form.minutes.data, absent=form.absent.data, paper=paper_of(form), at=at
        ),
        done=_("Đã ghi biên bản đối thoại."),
    )


def extend(case_id: int) -> ResponseReturnValue:
    """Determine that the case is complex, and so lengthen its clock."""
    return ask_and_take(
        case_id,
        Step.EXTEND,
        PaperReasonForm,
        lambda actor, form, at: extension.extend(actor, case_id, form.reason.data, paper=paper_of(form), at=at),
        done=_("Đã gia hạn. Công dân đọc được lý do và hạn mới."),
    )


def suspend(case_id: int) -> ResponseReturnValue:
    """Suspend: the clock of settlement stands."""
    return ask_and_take(
        case_id,
        Step.SUSPEND,
        PaperReasonForm,
        lambda actor, form, at: suspension.suspend(actor, case_id, form.reason.data, paper=paper_of(form), at=at),
        done=_("Đã tạm đình chỉ. Thời hạn giải quyết dừng cho đến khi có quyết định tiếp tục."),
    )


def resume(case_id: int) -> ResponseReturnValue:
    """Go on after a suspension."""
    return ask_and_take(
        case_id,
        Step.RESUME,
        PaperForm,
        lambda actor, form, at: suspension.resume(actor, case_id, paper=paper_of(form), at=at),
        done=_("Tiếp tục giải quyết. Hạn được tính lại, không kể thời gian tạm dừng."),
    )


def terminate(case_id: int) -> ResponseReturnValue:
    """Stop for good."""
    return ask_and_take(
        case_id,
        Step.TERMINATE,
        PaperReasonForm,
        lambda actor, form, at: suspension.terminate(actor, case_id, form.reason.data, paper=paper_of(form), at=at),
        done=_("Đã đình chỉ giải quyết."),
    )


def withdraw(case_id: int) -> ResponseReturnValue:
    """Record a withdrawal that was handed in on paper."""
    return ask_and_take(
        case_id,
        Step.WITHDRAW,
        WithdrawForm,
        lambda actor, form, at: suspension.withdraw(actor, case_id, form.reason.data, paper=paper_of(form), at=at),
        done=_("Đã ghi nhận việc rút đơn."),
    )

"""Screening, step by step: register, assign, classify, join, split, ask."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.vocabulary import Procedure, Step
from app.domain.workflow import Transition
from app.i18n.locale import gettext as _
from app.persistence.models.case import Case
from app.services import steps
from app.services.intake import split as splitting
from app.services.intake import triage
from app.services.intake.petition_input import PetitionInput
from app.services.oversight import dossier
from app.services.settlement import conversation
from app.web.casework.forms.intake import AskForm, AssignForm, ClassifyForm, JoinForm, RegisterForm
from app.web.casework.forms.split import SplitForm
from app.web.casework.taking import ask_and_take, changed, paper_of
from app.web.clock import now
from app.web.sessions import current_actor, keyed_actor


def register(case_id: int) -> ResponseReturnValue:
    """Enter the petition in the register."""
    return ask_and_take(
        case_id,
        Step.REGISTER,
        RegisterForm,
        lambda actor, form, at: triage.register(actor, case_id, about_delay=form.about_delay(), at=at),
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
        lambda actor, form, at: triage.classify(
            actor, case_id, Procedure(form.procedure.data), form.reason.data if form.reason else "", at=at
        ),
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


def split(case_id: int) -> ResponseReturnValue:
    """Cut a letter about several matters into petitions. A sealed one is opened first, by a button and on record."""
    actor = keyed_actor()
    case = dossier.seen(actor, case_id)
    transition = steps.check(actor, case, Step.SPLIT, at=now())[0]
    form = SplitForm()
    if case.is_sealed and request.method == "GET":
        form.prepare(case, actor)
        return _split_page(case, form, transition, None)
    letter = splitting.read(actor, case_id, at=now())
    if request.method == "GET" or "open" in request.form:
        form.fill(letter, case)
    form.rearrange(letter)
    form.prepare(case, actor)
    if request.method == "GET" or {"open", "add_part", "remove_part"} & request.form.keys():
        return _split_page(case, form, transition, letter)
    if form.is_stale(case):
        return changed(case, form)
    return _split(case, form, transition, letter)


def _split(case: Case, form: SplitForm, transition: Transition, letter: PetitionInput) -> ResponseReturnValue:
    if form.validate():
        try:
            splitting.split(keyed_actor(), case.id, form.cut(letter.files), paper=paper_of(form), at=now())
        except BadInput as refusal:
            if "problems" not in refusal.details:
                form.refusal = refusal
            form.tell(refusal.details.get("problems", []))
        except WrongState as refusal:
            form.refusal = refusal
        else:
            flash(_("Đã tách đơn. Mỗi phần là một vụ việc riêng, có thời hạn riêng."), "success")
            return redirect(_after_split(case.id))
    return _split_page(case, form, transition, letter, 422)


def _after_split(case_id: int) -> str:
    """Back to the letter; whoever may no longer read it, now that it is sealed, goes back to the queue."""
    try:
        dossier.seen(current_actor(), case_id)
    except NotFound:
        return url_for("casework.queue")
    return url_for("casework.show", case_id=case_id)


def _split_page(
    case: Case, form: SplitForm, transition: Transition, letter: PetitionInput | None, status: int = 200
) -> ResponseReturnValue:
    page = render_template("casework/split.html", case=case, form=form, transition=transition, letter=letter)
    return page, status

"""Writing a question and its answer, releasing it, taking it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.models.search.questions import PublicQuestion
from app.services.finding import questions as service
from app.services.finding.questions import Draft
from app.web.casework.faq.forms import QuestionForm
from app.web.clock import now
from app.web.forms import one_spelling, read_number
from app.web.sessions import current_actor


def own_questions() -> ResponseReturnValue:
    """All of the own body, the newest first."""
    rows, older = service.listed(current_actor(), before=read_number(request.args.get("before", "")))
    return render_template("casework/faq/list.html", rows=rows, older=older)


def new_question() -> ResponseReturnValue:
    """Empty, or from an answered case with its people taken out."""
    case_id = read_number(request.args.get("ho-so", ""))
    draft = Draft({}) if case_id is None else service.proposal(current_actor(), case_id)
    return _written(None, QuestionForm.of(draft) if request.method == "GET" else QuestionForm())


def edit_question(question_id: int) -> ResponseReturnValue:
    """Write it anew; what is public is withdrawn first."""
    row = service.own(current_actor(), question_id)
    return _written(question_id, QuestionForm.of(row) if request.method == "GET" else QuestionForm())


def _written(question_id: int | None, form: QuestionForm) -> ResponseReturnValue:
    form.offer()
    if request.method == "POST" and form.validate():
        try:
            kept = service.write(current_actor(), question_id, form.draft(), at=now())
        except BadInput as refusal:
            form.tell(refusal)
        else:
            flash(_("Đã lưu bản thảo. Người đứng đầu đọc rồi công khai."), "success")
            return redirect(url_for("casework.own_question", question_id=kept), 303)
    doubts = service.doubts(form.draft().texts)
    page = render_template("casework/faq/write.html", form=form, question_id=question_id, doubts=doubts)
    return page, 422 if request.method == "POST" else 200


def own_question(question_id: int) -> ResponseReturnValue:
    """As it will be read, and what may be done with it."""
    return _page(service.own(current_actor(), question_id))


def _page(row: PublicQuestion) -> str:
    may_release = access.may_ever(current_actor(), Action.QUESTION_RELEASE)
    doubts = service.doubts(row.texts)
    return render_template("casework/faq/show.html", row=row, doubts=doubts, may_release=may_release)


def release_question(question_id: int) -> ResponseReturnValue:
    """For everybody from now on."""
    try:
        checked = "checked" in request.form
        service.release(current_actor(), question_id, is_checked=checked, at=now())
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "warning")
    else:
        flash(_("Đã công khai tại trang Hỏi đáp."), "success")
    return redirect(url_for("casework.own_question", question_id=question_id), 303)


def withdraw_question(question_id: int) -> ResponseReturnValue:
    """For nobody from now on."""
    reason = one_spelling(request.form.get("reason", "")[:2000]) or ""
    try:
        service.withdraw(current_actor(), question_id, reason, at=now())
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "warning")
    else:
        flash(_("Đã rút. Người dân không còn thấy câu này."), "success")
    return redirect(url_for("casework.own_question", question_id=question_id), 303)

"""Who takes no part in a case: stepping back from it, and the head's list of those who do not take part."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.confidentiality.recusal import Because
from app.domain.refusals import BadInput, NotAllowed, WrongState
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.impartiality import excluding, recusal
from app.services.oversight import dossier
from app.web.casework.staff.aside_forms import ACTS, BECAUSE, ExcludeForm, LiftForm, RecuseForm
from app.web.clock import now
from app.web.forms import Form
from app.web.sessions import current_actor, keyed_actor


def recuse(case_id: int) -> ResponseReturnValue:
    """One form; afterwards the case is gone for whoever sent it."""
    actor, form = keyed_actor(), RecuseForm()
    case = dossier.seen(actor, case_id)
    access.require(actor, Action.CASE_RECUSE, case.facts())
    if form.validate_on_submit():
        try:
            recusal.recuse(actor, case_id, Because(form.because.data), form.reason.data, at=now())
        except (BadInput, WrongState, NotAllowed) as refusal:
            form.form_errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi nhận: ông/bà không còn tham gia vụ việc đó. Vụ việc đã chuyển cho người khác."), "success")
            return redirect(url_for("casework.queue"))
    page = render_template("casework/recuse.html", case=case, form=form)
    return page, 422 if form.errors else 200


def excluded(case_id: int) -> ResponseReturnValue:
    """Who takes no part in this case, and why."""
    return _page(case_id, ExcludeForm())


def exclude(case_id: int) -> ResponseReturnValue:
    """Name somebody of the body."""
    form = ExcludeForm()
    form.user_id.choices = _choices(case_id)
    if form.validate_on_submit():
        chosen = int(form.user_id.data), Because(form.because.data), form.reason.data
        try:
            excluding.exclude(keyed_actor(), case_id, *chosen, at=now())
        except (BadInput, WrongState) as refusal:
            form.form_errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi: từ nay người đó không thấy và không được giao vụ việc này."), "success")
            return redirect(url_for("casework.excluded", case_id=case_id))
    return _page(case_id, form), 422


def lift(case_id: int) -> ResponseReturnValue:
    """Let somebody take part again."""
    form, actor = LiftForm(), keyed_actor()
    access.require(actor, Action.CASE_EXCLUDE, dossier.seen(actor, case_id).facts())
    number = form.user_id.data or ""
    if form.validate_on_submit() and number.isdecimal():
        excluding.lift(actor, case_id, int(number), form.reason.data, at=now())
        flash(_("Đã ghi: người đó được tham gia vụ việc trở lại."), "success")
        return redirect(url_for("casework.excluded", case_id=case_id))
    return _page(case_id, ExcludeForm(), form), 422


def _page(case_id: int, form: ExcludeForm, lifting: Form | None = None) -> str:
    actor = keyed_actor()
    case = dossier.seen(actor, case_id)
    page = excluding.shown(actor, case_id, at=now())
    form.user_id.choices = [("", _("Chọn một người")), *((str(user.id), user.name) for user in page.candidates)]
    return render_template(
        "casework/excluded.html",
        case=case,
        page=page,
        form=form,
        lifting=lifting or LiftForm(),
        may_exclude=access.may(actor, Action.CASE_EXCLUDE, case.facts()),
        acts=ACTS,
        because=BECAUSE,
    )


def _choices(case_id: int) -> list[tuple[str, str]]:
    return [(str(user.id), user.name) for user in excluding.candidates(current_actor(), case_id, at=now())]

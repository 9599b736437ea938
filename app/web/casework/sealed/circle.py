"""Who can open a sealed case: seen by those who can, changed by the settler."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.oversight import dossier
from app.services.sealing import granting
from app.web.casework.sealed import words
from app.web.casework.sealed.forms import GrantForm, RevokeForm
from app.web.clock import now, today
from app.web.forms import Form
from app.web.sessions import current_actor, keyed_actor


def circle(case_id: int) -> ResponseReturnValue:
    """The holders, and for the settler the form that gives a copy to one more."""
    return _page(case_id, GrantForm())


def grant(case_id: int) -> ResponseReturnValue:
    """Give a copy to one more person who is entitled."""
    form = GrantForm()
    form.user_id.choices = _choices(case_id)
    if form.validate_on_submit():
        try:
            granting.grant(keyed_actor(), case_id, int(form.user_id.data), form.reason.data, at=now())
        except BadInput as refusal:
            form.user_id.errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã trao chìa khóa hồ sơ kín."), "success")
            return redirect(url_for("casework.circle", case_id=case_id))
    return _page(case_id, form), 422


def revoke(case_id: int) -> ResponseReturnValue:
    """Take a copy back."""
    form = RevokeForm()
    number = form.copy_id.data or ""
    if form.validate_on_submit() and number.isdecimal():
        granting.revoke(keyed_actor(), case_id, int(number), form.reason.data, at=now())
        flash(_("Đã thu hồi: từ nay người này không mở được hồ sơ. Điều đã đọc thì không thu lại được."), "success")
        return redirect(url_for("casework.circle", case_id=case_id))
    return _page(case_id, GrantForm(), form), 422


def _page(case_id: int, form: GrantForm, revoking: Form | None = None) -> str:
    actor = current_actor()
    case = dossier.seen(actor, case_id)
    found = granting.circle(actor, case_id, today())
    form.user_id.choices = _choices(case_id)
    return render_template(
        "casework/sealed/circle.html",
        case=case,
        circle=found,
        form=form,
        revoking=revoking or RevokeForm(),
        settles=access.may(actor, Action.CASE_DIRECT, case.facts()),
        words=words,
    )


def _choices(case_id: int) -> list[tuple[str, str]]:
    found = granting.circle(current_actor(), case_id, today()).candidates
    return [("", _("Chọn một người")), *((str(user.id), user.name) for user in found)]

"""A head enters by which paper somebody signs for him, and takes it back."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.queries.offices import delegating as stored
from app.services.keeping.offices import delegating
from app.web.casework.staff.forms import DelegationForm, WithdrawDelegationForm
from app.web.clock import now, today
from app.web.sessions import current_actor


def delegate() -> ResponseReturnValue:
    """A new paper, with what the law lets be delegated beside it."""
    actor, form = current_actor(), DelegationForm()
    form.prepare(delegating.takers(actor, today()))
    if form.validate_on_submit():
        try:
            delegating.delegate(actor, form.asked_for(), at=now())
        except BadInput as refusal:
            form[refusal.details["field"]].errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi phân công. Người được giao ký được từ ngày ghi trong văn bản."), "success")
            return redirect(url_for("casework.people"))
    page = render_template("casework/delegate.html", form=form, rules=delegating.rules(today()))
    return page, 422 if form.errors else 200


def withdraw_delegation(delegation_id: int) -> ResponseReturnValue:
    """GET asks why; POST takes it back."""
    actor, form = current_actor(), WithdrawDelegationForm()
    row = stored.by_id(delegation_id)
    if row is None or row.giver.body_id != actor.body_id:
        abort(404)
    if form.validate_on_submit():
        delegating.withdraw(actor, delegation_id, reason=form.reason.data, at=now())
        flash(_("Đã thu lại. Từ nay văn bản này không cho ký việc gì nữa; việc đã ký vẫn giữ nguyên."), "success")
        return redirect(url_for("casework.people"))
    return render_template("casework/withdraw_delegation.html", form=form, row=row), 422 if form.errors else 200

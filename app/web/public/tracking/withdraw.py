"""Withdrawing a petition (LKN Đ10): what it means stands on the page, and it is confirmed in words."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import lawbook
from app.domain.vocabulary import Step
from app.i18n.locale import gettext as _
from app.services.oversight.promises import promises
from app.services.settlement import suspension
from app.web.clock import now, today
from app.web.public.tracking import proven
from app.web.public.tracking.forms import WithdrawForm
from app.web.sessions import current_actor


def withdraw(case_id: int) -> ResponseReturnValue:
    """End the case at the citizen's own wish."""
    case = proven.read_for(case_id, Step.WITHDRAW)
    form = WithdrawForm()
    if form.validate_on_submit():
        suspension.withdraw(current_actor(), case_id, form.reason.data or "", at=now())
        flash(_("Bà con đã rút đơn. Việc giải quyết dừng lại từ hôm nay."), "success")
        return redirect(url_for("public.tracked", case_id=case_id), 303)
    resume = promises(lawbook.load(), ["DL-KN-11"], today())["DL-KN-11"].rows
    return render_template("public/withdraw.html", case=case, form=form, resume=resume[0] if resume else None), (
        422 if form.errors else 200
    )

"""Files whose term is over: seen, put on a list, decided by the head; and holds."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain import access
from app.domain.access import Action
from app.domain.refusals import BadInput, Refusal
from app.i18n import reasons
from app.i18n.locale import current
from app.i18n.locale import gettext as _
from app.persistence.queries.safekeeping import retention as kept
from app.services.law import law_in_force
from app.services.oversight import dossier
from app.services.safekeeping import retention
from app.web.casework.archive.forms import DecisionForm, HoldForm, ListForm
from app.web.clock import now, today
from app.web.forms import ConfirmForm
from app.web.sessions import current_actor


def archive() -> ResponseReturnValue:
    """What has run out, and the lists so far. Looking changes nothing."""
    actor = current_actor()
    words = {row.rule_id: row for row in law_in_force().retention}
    return render_template(
        "casework/archive.html",
        due=retention.due(actor, today()),
        lists=kept.of_body(actor),
        rules=words,
        language="vi" if current() == "vi" else "en",
        form=ListForm(),
    )


def list_files() -> ResponseReturnValue:
    """Put the ticked files on a list for the head."""
    form = ListForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        made = retention.put_on_list(current_actor(), form.case_ids(), at=now())
    except BadInput as refused:
        flash(reasons.sentence(refused), "warning")
        return redirect(url_for("casework.archive"))
    flash(_("Đã lập danh mục. Người đứng đầu quyết định; đến lúc ấy chưa có gì bị hủy."), "success")
    return redirect(url_for("casework.destruction", destruction_id=made))


def destruction(destruction_id: int) -> ResponseReturnValue:
    """A list, to be read, printed and decided on."""
    actor = current_actor()
    found = retention.seen(actor, destruction_id)
    may_decide = access.may_ever(actor, Action.RETENTION_DECIDE) and found.listed_by_id != actor.user_id
    return render_template("casework/destruction.html", found=found, form=DecisionForm(), may_decide=may_decide)


def decide_destruction(destruction_id: int) -> ResponseReturnValue:
    """The head destroys what is on the list, by number and date."""
    actor, form = current_actor(), DecisionForm()
    found = retention.seen(actor, destruction_id)
    if form.validate_on_submit():
        retention.decide(actor, destruction_id, form.number.data, form.day, at=now())
        flash(_("Đã ghi quyết định. Hồ sơ trong danh mục được tiêu hủy ngay; hồ sơ đang giữ lại thì không."), "success")
        return redirect(url_for("casework.destruction", destruction_id=destruction_id))
    page = render_template("casework/destruction.html", found=found, form=form, may_decide=True)
    return page, 422


def withdraw_destruction(destruction_id: int) -> ResponseReturnValue:
    """Take a list back before it is decided."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
    retention.withdraw(current_actor(), destruction_id, at=now())
    flash(_("Đã rút danh mục; không có gì bị hủy."), "success")
    return redirect(url_for("casework.archive"))


def hold(case_id: int) -> ResponseReturnValue:
    """Keep a file whatever its term, or let it go again."""
    actor, form = current_actor(), HoldForm()
    case = dossier.seen(actor, case_id)
    access.require(actor, Action.CASE_HOLD, case.facts())
    if form.validate_on_submit():
        try:
            retention.hold(actor, case_id, form.reason.data, at=now())
        except Refusal as refused:
            flash(reasons.sentence(refused), "warning")
        return redirect(url_for("casework.hold", case_id=case_id))
    page = render_template("casework/hold.html", case=case, form=form, held=kept.hold_of(case_id))
    return page, 422 if form.errors else 200


def lift_hold(case_id: int) -> ResponseReturnValue:
    """The hold is no longer needed."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
    retention.lift(current_actor(), case_id, at=now())
    return redirect(url_for("casework.hold", case_id=case_id))

"""Offices of accounts: entered, ended, and how many open files they leave. Which files, an administrator never sees."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput, NotFound
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.persistence.queries import users
from app.services.keeping.offices import appointing, leaving
from app.services.keeping.offices.leaving import HandedOver
from app.web.admin.office_forms import EndForm, HandOverForm, OfficeForm
from app.web.clock import now, today
from app.web.forms import Form
from app.web.sessions import current_actor


def appoint(user_id: int) -> ResponseReturnValue:
    """Another office for an account."""
    user, form = users.by_id(user_id), OfficeForm()
    if user is None:
        raise NotFound("account_not_found")
    form.prepare()
    if form.validate_on_submit():
        try:
            appointing.appoint(current_actor(), form.asked_for(user_id), at=now())
        except BadInput as refusal:
            _tell(form, refusal)
        else:
            flash(_("Đã ghi chức vụ. Quyền có hiệu lực từ ngày bắt đầu."), "success")
            return redirect(url_for("admin.account", user_id=user_id))
    elif not form.is_submitted():
        form.held_from.data = today()
    return render_template("admin/appoint.html", user=user, form=form), 422 if form.errors else 200


def office(office_id: int) -> ResponseReturnValue:
    """One office: until when, and what it would leave behind, in numbers."""
    return _page(office_id, EndForm(formdata=None), HandOverForm(formdata=None))


def end_office(office_id: int) -> ResponseReturnValue:
    """Give it a last day, and who takes over."""
    form = EndForm()
    form.prepare(leaving.open_work(current_actor(), office_id, at=now()).successors)
    if form.validate_on_submit():
        successor = int(form.successor_id.data) if form.successor_id.data else None
        try:
            ended = appointing.end(
                current_actor(),
                office_id,
                form.last_day.data,
                reason=form.reason.data,
                at=now(),
                successor_id=successor,
            )
        except BadInput as refusal:
            _tell(form, refusal)
        else:
            flash(_("Đã ghi ngày kết thúc. Hồ sơ còn lại được bàn giao sau ngày đó."), "success")
            return redirect(url_for("admin.account", user_id=ended.user_id))
    return _page(office_id, form, HandOverForm(formdata=None))


def hand_over_work(office_id: int) -> ResponseReturnValue:
    """Hand everything to one successor now."""
    form = HandOverForm()
    form.prepare(leaving.open_work(current_actor(), office_id, at=now()).successors)
    if form.validate_on_submit():
        try:
            done = leaving.hand_over(current_actor(), office_id, int(form.to_id.data), reason=form.why.data, at=now())
        except BadInput as refusal:
            _tell(form, refusal)
        else:
            flash(_told(done), "success")
            return redirect(url_for("admin.office", office_id=office_id))
    return _page(office_id, EndForm(formdata=None), form)


def _page(office_id: int, ending: EndForm, handing: HandOverForm) -> ResponseReturnValue:
    work = leaving.open_work(current_actor(), office_id, at=now())
    for form in (ending, handing):
        form.prepare(work.successors)
    status = 422 if ending.errors or handing.errors else 200
    return render_template("admin/office.html", work=work, ending=ending, handing=handing), status


def _told(done: HandedOver) -> str:
    words = _("Đã bàn giao %(moved)s hồ sơ.", moved=done.moved)
    waiting = _("%(sealed)s hồ sơ giữ kín chờ người giải quyết giao lại.", sealed=done.sealed)
    return f"{words} {waiting}" if done.sealed else words


def _tell(form: Form, refusal: BadInput) -> None:
    """The sentence at its field, or at the first of the form."""
    name = str(refusal.details.get("field", ""))
    field = form[name] if name in form else next(iter(form))
    field.errors = [reasons.sentence(refusal)]

"""What the account was told, and which mail it wants."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.notices import own
from app.web.account.forms import NoticeForm
from app.web.clock import now
from app.web.forms import read_number
from app.web.sessions import current_actor


def notices() -> ResponseReturnValue:
    """Newest first, fifty at a time; beside it, where mail goes."""
    actor, before = current_actor(), read_number(request.args.get("truoc", ""))
    rows = own.page(actor, before=before)
    address = own.of(actor)
    form = NoticeForm(obj=None)
    if address is not None and address.stopped_at is None:
        form.address.data = address.own
        form.digest.data, form.urgent.data = address.wants_digest, address.wants_urgent
    return _page(rows, form)


def choose_mail() -> ResponseReturnValue:
    """Keep where mail goes, and which."""
    form, actor = NoticeForm(), current_actor()
    if form.validate_on_submit():
        try:
            wants = {"digest": bool(form.digest.data), "urgent": bool(form.urgent.data)}
            own.choose(actor, form.address.data or "", **wants, at=now())
        except BadInput as refusal:
            form.address.errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi cách nhận thư."), "success")
            return redirect(url_for("account.notices"))
    return _page(own.page(actor), form), 422


def read_notices() -> ResponseReturnValue:
    """Everything up to the newest on the page has been seen."""
    own.mark_read(current_actor(), read_number(request.form.get("until", "")) or 0, at=now())
    return redirect(url_for("account.notices"))


def unread_notices() -> int:
    """How many the account has not seen; for the menu."""
    actor = current_actor()
    return own.unread(actor) if actor.is_staff else 0


def _page(rows: list[own.Said], form: NoticeForm) -> str:
    more = rows[-1].id if len(rows) == own.PAGE else None
    return render_template("account/notices.html", rows=rows, form=form, more=more)

"""Public bodies as they stood on a day, and what became of them; new ones begin here, and old ones end."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput, NotFound
from app.domain.vocabulary import BodyLevel
from app.i18n import labels, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.body import BEGINNING, Body
from app.persistence.queries import bodies as stored
from app.persistence.types import LARGEST_ID
from app.services.keeping import bodies as keeping
from app.services.keeping.offices import appointing
from app.web.admin.office_forms import BodyForm, CloseBodyForm
from app.web.clock import now, today
from app.web.forms import read_day
from app.web.sessions import current_actor


def bodies() -> ResponseReturnValue:
    """Bodies of one day, from the province down; those without a head first."""
    words, level = request.args.get("q", "")[:80], request.args.get("level", "")
    day = read_day(request.args.get("day", "")[:20]) or today()
    found = stored.on(day, q=words, level=BodyLevel(level) if level in list(BodyLevel) else None)
    directory = stored.directory()
    return render_template(
        "admin/bodies.html",
        day=day,
        found=[(body, directory.last_known(body.successor_code) if body.successor_code else None) for body in found],
        chosen={"q": words, "level": level},
        levels=[(level.value, labels.label(level)) for level in BodyLevel],
        beginning=BEGINNING,
        vacant=appointing.vacant(day),
    )


def create_body() -> ResponseReturnValue:
    """A body that begins."""
    form = BodyForm()
    form.prepare()
    if form.validate_on_submit():
        try:
            body = keeping.create(current_actor(), form.asked_for(), at=now())
        except BadInput as refusal:
            form[refusal.details["field"]].errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi cơ quan mới."), "success")
            return redirect(url_for("admin.body", body_id=body.id))
    return render_template("admin/create_body.html", form=form), 422 if form.errors else 200


def body(body_id: int) -> ResponseReturnValue:
    """One body of one period; POST ends it."""
    found, form = _found(body_id), CloseBodyForm()
    form.prepare(found.code)
    if form.validate_on_submit():
        code, reason = form.successor_code.data or "", form.reason.data
        try:
            keeping.close(current_actor(), body_id, form.last_day.data, successor_code=code, reason=reason, at=now())
        except BadInput as refusal:
            form[refusal.details["field"]].errors = [reasons.sentence(refusal)]
        else:
            flash(
                _("Đã ghi ngày kết thúc. Chức vụ ở cơ quan kết thúc cùng ngày; xem trang Sắp xếp để bàn giao."),
                "success",
            )
            return redirect(url_for("admin.body", body_id=body_id))
    heir = stored.directory().last_known(found.successor_code) if found.successor_code else None
    page = render_template("admin/body.html", body=found, heir=heir, form=form, beginning=BEGINNING)
    return page, 422 if form.errors else 200


def _found(body_id: int) -> Body:
    found = stored.by_id(body_id) if body_id <= LARGEST_ID else None
    if found is None:
        raise NotFound("body_not_found")
    return found

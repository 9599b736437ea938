"""Where a citizen is told about his petition: shown, asked for, stopped. And the link of a letter that ends it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.notices import Way
from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.notices import choosing
from app.web.clock import now
from app.web.forms import ConfirmForm
from app.web.public.tracking import proven
from app.web.public.tracking.forms import StopForm, ToldForm
from app.web.sessions import current_actor


def told(case_id: int) -> ResponseReturnValue:
    """How notices go out now, and a form for an address of one's own choice."""
    case, form, actor = proven.read(case_id), ToldForm(), current_actor()
    petition_id = proven.own_petition(case_id) or 0
    form.prepare(case.is_sealed)
    if request.method == "POST" and form.validate():
        try:
            way = Way(form.way.data)
            choosing.ask(actor, case_id, petition_id, way, form.address.data or "", at=now())
        except BadInput as refusal:
            form.address.errors = [reasons.sentence(refusal)]
        else:
            flash(_("Từ nay bà con được báo tin ở địa chỉ này."), "success")
            return redirect(url_for("public.told", case_id=case_id), 303)
    rows = choosing.of_petition(actor, case_id, petition_id)
    status = 422 if form.errors else 200
    return render_template("public/told.html", case=case, rows=rows, form=form, mask=choosing.masked), status


def stop_told(case_id: int) -> ResponseReturnValue:
    """Not be told any more, or again."""
    proven.read(case_id)
    form, petition_id = StopForm(), proven.own_petition(case_id) or 0
    if form.validate_on_submit():
        change = choosing.start_again if form.again.data else choosing.stop_all
        change(current_actor(), case_id, petition_id, at=now())
        flash(_("Đã ghi. Bà con vẫn xem được hồ sơ bằng mã tra cứu."), "success")
    return redirect(url_for("public.told", case_id=case_id), 303)


def stop_letters(address_id: int, token: str) -> ResponseReturnValue:
    """The link of a letter; asks once, since mail programs open links by themselves."""
    done = choosing.stop(address_id, token, at=now()) if ConfirmForm().validate_on_submit() else None
    return render_template("public/stop_letters.html", done=done), 404 if done is False else 200

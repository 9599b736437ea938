"""Matters: the list, one of them, putting together and taking out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.refusals import BadInput
from app.i18n import reasons
from app.i18n.locale import gettext as _
from app.services.likeness import matters as service
from app.web.casework.likeness.compare import other_of, screened
from app.web.clock import now
from app.web.forms import one_spelling, read_number
from app.web.sessions import current_actor


def matters() -> ResponseReturnValue:
    """The newest first."""
    rows, older = service.listed(current_actor(), before=read_number(request.args.get("before", "")))
    return render_template("casework/likeness/matters.html", rows=rows, older=older)


def matter(matter_id: int) -> ResponseReturnValue:
    """Its petitions, how many people, who speaks for them."""
    return render_template("casework/likeness/matter.html", shown=service.shown(current_actor(), matter_id))


def put_together(case_id: int) -> ResponseReturnValue:
    """Two cases into one matter."""
    screened(case_id)
    other, name = other_of(request.form.get("other", "")), one_spelling(request.form.get("name", "")[:400]) or ""
    try:
        matter_id = service.put_together(current_actor(), case_id, other, name, at=now())
    except BadInput as refusal:
        flash(reasons.sentence(refusal), "warning")
        return redirect(url_for("casework.compare", case_id=case_id), 303)
    flash(_("Đã đưa vào nhóm. Mỗi đơn vẫn là một hồ sơ riêng với thời hạn riêng."), "success")
    return redirect(url_for("casework.matter", matter_id=matter_id), 303)


def take_out(matter_id: int) -> ResponseReturnValue:
    """A case belongs to it no more."""
    service.take_out(current_actor(), matter_id, other_of(request.form.get("other", "")), at=now())
    flash(_("Đã đưa hồ sơ ra khỏi nhóm."), "success")
    return redirect(url_for("casework.matters"), 303)
